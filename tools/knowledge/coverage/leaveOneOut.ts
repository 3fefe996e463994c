import type { Matchable, Name } from '../../../src/matching/Match.ts';
import { Matcher } from '../../../src/matching/Matcher.ts';

/** A phrasing that, asked as if nobody had written it down, does not find its own answer first. */
export interface Stray {
  /** The id of the answer that it belongs to. */
  readonly answer: string;
  readonly phrasing: string;
  /** The id of the answer that it finds instead; `null` when it finds none. */
  readonly got: string | null;
}

export interface LeaveOneOut {
  /** How many Matchers were built for it. */
  readonly rounds: number;
  /** How many phrasings were asked: all of them. */
  readonly phrasings: number;
  /** In the order of the answers, then of their phrasings. */
  readonly strays: readonly Stray[];
}

/**
 * Asks every phrasing of every answer without letting the Matcher know it, and sees whether it comes back to its answer.
 *
 * A Matcher for each phrasing would take minutes to build, so each round leaves one phrasing of every answer out: the
 * first ones, then the second ones, and so on. That costs an answer none of its own other phrasings.
 *
 * @param answers - Those that are asked.
 * @param others - Those that merely compete, with all of their phrasings.
 */
export function leaveOneOut(
  answers: readonly Matchable[],
  others: readonly Matchable[],
  names: readonly Name[],
): LeaveOneOut {
  const rounds = Math.max(0, ...answers.map(({ questions }) => questions.length));
  const strays = new Map<string, Stray[]>(answers.map(({ id }) => [id, []]));
  for (let round = 0; round < rounds; round++) {
    const matcher = Matcher.of([...answers.map((answer) => without(answer, round)), ...others], names);
    for (const { id, questions } of answers) {
      const phrasing = questions[round];
      if (phrasing === undefined) continue;
      const got = matcher.match(phrasing, 'direct').candidates[0]?.id ?? null;
      if (got !== id) strays.get(id)?.push({ answer: id, phrasing, got });
    }
  }
  const phrasings = answers.reduce((sum, { questions }) => sum + questions.length, 0);
  return { rounds, phrasings, strays: [...strays.values()].flat() };
}

function without(answer: Matchable, place: number): Matchable {
  return { ...answer, questions: answer.questions.filter((_, other) => other !== place) };
}
