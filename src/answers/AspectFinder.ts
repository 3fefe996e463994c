import type { GeneratedPhrasings, Phrasings } from '../knowledge/Phrasings.ts';
import { CHATGPT_LINEAGE } from '../lineage/ids.ts';
import { factPhrasings, matchingRules } from '../lineage/matcherInput.ts';
import type { Matchable, Name } from '../matching/Match.ts';
import { Matcher, type MatcherData } from '../matching/Matcher.ts';

/** A trained Matcher for each kind of made answers: `model`. */
export type AspectFinderData = ReadonlyMap<string, MatcherData>;

/**
 * Finds which fact a question is about, once it is known of which models. A step of its own: as answers beside all
 * others, the facts of one model would make each other doubtful.
 */
export class AspectFinder {
  readonly #matchers: ReadonlyMap<string, Matcher>;

  constructor(data: AspectFinderData) {
    this.#matchers = new Map(Array.from(data, ([kind, matcher]) => [kind, Matcher.from(matcher)]));
  }

  static train(names: readonly Name[], { model, lineage, compare }: GeneratedPhrasings): AspectFinderData {
    const trained = (phrasings: Phrasings, models: number): MatcherData =>
      Matcher.of(patternsOf(phrasings, models), { names, rules: matchingRules }).data;
    return new Map([
      ['model', trained(model, 1)],
      ['lineage', trained(lineage, 1)],
      ['compare', trained(compare, 2)],
    ]);
  }

  /**
   * @param id - That of a made answer: `model:gpt-4`.
   * @returns The id that leads with what was asked, `model:gpt-4:retired`; the same id where nothing in particular was.
   */
  complete(id: string, question: string): string {
    if (id === CHATGPT_LINEAGE || id.split('+').length > MOST_MODELS) return id;
    const { decision, candidates } = this.#matchers.get(kindOf(id))?.match(question, 'direct') ?? NONE;
    const aspect = decision === 'answer' ? candidates[0]!.id.split(':', 1)[0]! : WHOLE;
    return aspect === WHOLE ? id : `${id}:${aspect}`;
  }
}

/** A server's answer may be called `model`, but not `model:`. */
const kindOf = (id: string): string => id.slice(0, Math.max(id.indexOf(':'), 0));

const NONE = { decision: 'pass', candidates: [] } as const;

/** In place of an aspect, for questions about nothing in particular. */
const WHOLE = 'whole';

/** Beside three models, one sentence would not do: the table tells them apart. */
const MOST_MODELS = 2;

/** @param models - How many of them they are about. */
function patternsOf(phrasings: Phrasings, models: number): readonly Matchable[] {
  return factPhrasings(phrasings).map(({ fact = WHOLE, questions }) => ({
    id: `${fact}:`,
    models: { min: models, max: models },
    questions,
  }));
}
