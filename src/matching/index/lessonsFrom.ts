import { highestPlaces } from './highestPlaces.ts';
import { NOBODY } from './LineDraft.ts';
import type { Lines } from './Lines.ts';
import type { Postings } from './Postings.ts';
import type { Steps } from '../Steps.ts';
import { TUNING } from '../tuning.ts';

/** The lines that an answer can learn from. */
export interface Lesson {
  /** Its own lines and those that its profile resembles, in the order in which to go through them. */
  readonly lines: readonly number[];
  /** Those of others that it is most easily taken for. */
  readonly rivals: readonly number[];
}

/** A feature that more answers have likens all to all, and takes most of the time: at 50,000 phrasings, two thirds. */
const MOST_HOLDERS = 300;

/**
 * Sorts lines to the answers that can learn from them: most lines are so unlike most answers that going through them
 * would change nothing.
 *
 * @param profiles - What each feature weighs in the answers' profiles.
 * @returns A lesson for each answer; yields after each line.
 */
export function* lessonsFrom(lines: Lines, profiles: Postings): Steps<readonly Lesson[]> {
  const lessons = Array.from({ length: profiles.placeCount }, () => ({
    lines: [] as number[],
    rivals: [] as number[],
  }));
  const scores = new Float64Array(profiles.placeCount);
  for (const line of inTurn(lines)) {
    const owner = lines.owner(line);
    if (owner !== NOBODY) lessons[owner]!.lines.push(line);
    // What is no phrasing of its own answer says nothing of others.
    if (owner !== NOBODY && lines.isCounter(line)) continue;
    scores.fill(0);
    const { features, weights } = lines.at(line);
    for (const [i, feature] of features.entries()) {
      if (profiles.count(feature) <= MOST_HOLDERS) profiles.addTo(scores, feature, weights[i]!);
    }
    const others = highestPlaces(scores, TUNING.training.pupils).filter((answer) => answer !== owner);
    for (const answer of others) lessons[answer]!.lines.push(line);
    for (const answer of others.slice(0, TUNING.training.rivals)) lessons[answer]!.rivals.push(line);
    yield;
  }
  return lessons;
}

/** The first line of every answer, then the second of each, nobody's lines spread among them: many of a kind in a row would pull all to it. */
function inTurn(lines: Lines): readonly number[] {
  const rounds: number[][] = [];
  const nobodys: number[] = [];
  const turns = new Map<number, number>();
  for (let line = 0; line < lines.count; line++) {
    const owner = lines.owner(line);
    if (owner === NOBODY) {
      nobodys.push(line);
      continue;
    }
    const turn = turns.get(owner) ?? 0;
    (rounds[turn] ??= []).push(line);
    turns.set(owner, turn + 1);
  }
  const stretch = Math.max(1, rounds.length) / nobodys.length;
  for (const [turn, line] of nobodys.entries()) (rounds[Math.floor(turn * stretch)] ??= []).push(line);
  return rounds.flat();
}
