import { bareText } from '../../knowledge/checks/bareText.ts';
import type { Answer } from '../../knowledge/Answer.ts';
import type { Matcher } from '../../matching/Matcher.ts';
import type { Steps } from '../../matching/Steps.ts';
import { askedByTitle } from '../matchableKnowledge.ts';

/** Each is matched in three forms, in 1 to 2 ms each. */
const MOST_ASKED = 100;

/** An answer, and what asks for it and would get another one. */
export interface TakeOver {
  readonly id: string;
  readonly title: string;
  readonly questions: readonly string[];
}

/**
 * Whose questions an answer would take away: what finds its owner now, and would find the new answer first. Asked are
 * phrasings of others that have the most telling words in common with it, since others cannot mean it; each as it is and,
 * as people are brief, without its first or its last word. As it is, a phrasing is hardly ever lost: nothing resembles a
 * question more than itself.
 *
 * @param matcher - Of the server as it is.
 * @param others - All that the server gives.
 */
export function* takeOvers(answer: Answer, matcher: Matcher, others: Iterable<Answer>): Steps<readonly TakeOver[]> {
  const asked = yield* likeliest(answer, others);
  const withIt = yield* matcher.plus([askedByTitle(answer)], { hides: [answer.id] });
  const taken = new Map<string, TakeOver>();
  for (const { owner, text } of asked) {
    for (const question of [text, ...aWordShorter(text)]) {
      yield;
      if (finds(withIt, question) !== answer.id || finds(matcher, question) !== owner.id) continue;
      const one = taken.get(owner.id) ?? { id: owner.id, title: owner.title, questions: [] };
      taken.set(owner.id, { ...one, questions: [...one.questions, question] });
      break;
    }
  }
  return [...taken.values()].toSorted((a, b) => b.questions.length - a.questions.length);
}

/** What comes first, if anything is said at all. */
function finds(matcher: Matcher, text: string): string | undefined {
  const { decision, candidates } = matcher.match(text, 'direct');
  return decision === 'pass' ? undefined : candidates[0]?.id;
}

/** Of two words neither says by itself what was asked. */
function aWordShorter(text: string): readonly string[] {
  const words = text.split(' ');
  return words.length < 3 ? [] : [words.slice(1).join(' '), words.slice(0, -1).join(' ')];
}

interface Asked {
  readonly owner: Answer;
  readonly text: string;
  readonly words: readonly string[];
}

function* likeliest(answer: Answer, others: Iterable<Answer>): Steps<readonly Asked[]> {
  const own = new Set([answer.title, ...answer.questions].flatMap(wordsOf));
  const alike: Asked[] = [];
  /** How many phrasings have a word. */
  const counts = new Map<string, number>();
  for (const owner of others) {
    yield;
    if (owner.id === answer.id) continue;
    for (const text of [owner.title, ...owner.questions]) {
      const words = [...new Set(wordsOf(text))];
      const common = words.filter((word) => own.has(word));
      for (const word of common) counts.set(word, (counts.get(word) ?? 0) + 1);
      if (common.length > 0) alike.push({ owner, text, words: common });
    }
  }
  const weight = ({ words }: Asked): number => words.reduce((sum, word) => sum + 1 / counts.get(word)! ** 0.5, 0);
  const weighed = alike.map((asked) => ({ asked, weight: weight(asked) }));
  yield;
  return weighed
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST_ASKED)
    .map(({ asked }) => asked);
}

/** By their beginnings, so that `train`, `trained` and `training` are one. */
function wordsOf(text: string): string[] {
  return bareText(text)
    .split(' ')
    .map((word) => word.slice(0, 5));
}
