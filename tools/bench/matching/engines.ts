import Fuse, { type IFuseOptions } from 'fuse.js';
import MiniSearch from 'minisearch';
import type { Matchable, Name } from '../../../src/matching/Match.ts';
import { Matcher } from '../../../src/matching/Matcher.ts';

/** What an engine finds first. */
export interface Best {
  /** An answer's id; `null` when nothing is found. */
  readonly top: string | null;
  /** The higher the surer, on a scale of the engine's own; 0 when nothing is found. */
  readonly confidence: number;
}

export interface Engine {
  readonly name: string;
  /** It takes so long that only a part of the questions is put to it. */
  readonly isSlow?: boolean;
  build(answers: readonly Matchable[], names: readonly Name[]): (text: string) => Best;
}

/** An answer that others find is that of the nearest phrasing. */
interface Phrasing {
  readonly id: number;
  readonly answer: string;
  readonly text: string;
}

const NOTHING: Best = { top: null, confidence: 0 };

export const whence: Engine = {
  name: 'whence',
  build(answers, names) {
    const matcher = Matcher.of(answers, { names });
    return (text) => {
      const [best] = matcher.match(text, 'passive').candidates;
      return best ? { top: best.id, confidence: best.confidence } : NOTHING;
    };
  },
};

/** Its usual search, made to look at whole phrasings and to return the nearest however far it is. */
export const fuse: Engine = fuseEngine('fuse.js', { threshold: 1, ignoreLocation: true });

/**
 * Word by word. On all of HINT3's SOFMattress .2 gets 53.7 % right, .3 51.5 and its default of .6 41.6; but with typos .3
 * is ahead of .2 in four of five sets and equal in the fifth. See docs/benchmarks.md.
 */
const fuseTokens: Engine = fuseEngine('fuse.js token search', { useTokenSearch: true, threshold: 0.3 });

/** As its documentation advises for text that people type: a fifth of a word's letters may differ, and beginnings count. */
const miniSearch: Engine = {
  name: 'MiniSearch',
  build(answers) {
    const phrasings = phrasingsOf(answers);
    const index = new MiniSearch<Phrasing>({ fields: ['text'], searchOptions: { fuzzy: 0.2, prefix: true } });
    index.addAll(phrasings);
    return (text) => {
      const [best] = index.search(text);
      return best ? { top: phrasings[best.id as number]!.answer, confidence: best.score } : NOTHING;
    };
  },
};

export const ENGINES: readonly Engine[] = [whence, fuse, fuseTokens, miniSearch];

function fuseEngine(name: string, options: IFuseOptions<Phrasing>): Engine {
  return {
    name,
    isSlow: true,
    build(answers) {
      const index = new Fuse(phrasingsOf(answers), { keys: ['text'], includeScore: true, ...options });
      return (text) => {
        const [best] = index.search(text, { limit: 1 });
        return best ? { top: best.item.answer, confidence: 1 - (best.score ?? 1) } : NOTHING;
      };
    },
  };
}

function phrasingsOf(answers: readonly Matchable[]): readonly Phrasing[] {
  const owned = answers.flatMap(({ id, questions }) => questions.map((text) => ({ answer: id, text })));
  return owned.map(({ answer, text }, id) => ({ id, answer, text }));
}
