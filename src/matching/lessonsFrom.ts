import { NOBODY } from './LineDraft.ts';
import type { Lines } from './Lines.ts';
import type { Postings } from './Postings.ts';
import type { Steps } from './Steps.ts';
import { TUNING } from './tuning.ts';

/** The lines that an answer can learn from. */
export interface Lesson {
  /** Its own lines and those that its profile resembles, in the order in which to go through them. */
  readonly lines: readonly number[];
  /** Those of others that it is most easily taken for. */
  readonly rivals: readonly number[];
}

/**
 * Sorts lines to the answers that can learn from them: most lines are so unlike most answers that going through them
 * would change nothing.
 *
 * @param profiles - What each feature weighs in the answers' profiles.
 * @returns A lesson for each answer; yields after each line.
 */
export function* lessonsFrom(lines: Lines, answerCount: number, profiles: Postings): Steps<readonly Lesson[]> {
  const lessons = Array.from({ length: answerCount }, () => ({ lines: [] as number[], rivals: [] as number[] }));
  const scores = new Float64Array(answerCount);
  for (const line of inTurn(lines)) {
    const owner = lines.owner(line);
    scores.fill(0);
    for (const [feature, weight] of lines.featuresOf(line)) profiles.addTo(scores, feature, weight);
    const likeOthers: number[] = [];
    for (let answer = 0; answer < answerCount; answer++) {
      if (answer === owner) lessons[answer]!.lines.push(line);
      else if (scores[answer]! >= TUNING.training.nearFrom) likeOthers.push(answer);
    }
    // What is no phrasing of its own answer says nothing of other answers.
    if (lines.isCounter(line) && owner !== NOBODY) likeOthers.length = 0;
    for (const answer of likeOthers) lessons[answer]!.lines.push(line);
    likeOthers.sort((a, b) => scores[b]! - scores[a]!);
    for (const answer of likeOthers.slice(0, TUNING.training.rivals)) lessons[answer]!.rivals.push(line);
    yield;
  }
  return lessons;
}

/** The first line of every answer, then the second of each, nobody's lines among them: many of a kind in a row would pull all to it. */
function inTurn(lines: Lines): readonly number[] {
  const counts = new Map<number, number>();
  const turns = Array.from({ length: lines.count }, (_, line) => {
    const turn = counts.get(lines.owner(line)) ?? 0;
    counts.set(lines.owner(line), turn + 1);
    return turn;
  });
  const nobodys = counts.get(NOBODY) ?? 0;
  counts.delete(NOBODY);
  const stretch = Math.max(1, ...counts.values()) / Math.max(1, nobodys);
  const turnOf = (line: number): number => (lines.owner(line) === NOBODY ? turns[line]! * stretch : turns[line]!);
  return turns.map((_, line) => line).toSorted((a, b) => turnOf(a) - turnOf(b));
}
