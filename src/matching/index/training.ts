import type { Cooperative } from '../../shared/concurrency.ts';
import { TUNING } from '../tuning.ts';
import { type AnswerIndex, highestPlaces } from './AnswerIndex.ts';
import { type Lines, NOBODY } from './Lines.ts';
import type { FeatureSums, Postings, SparseVector } from './sparse.ts';
import type { Vocabulary } from './Vocabulary.ts';

/**
 * Teaches answers to tell their phrasings from lines like them, one at a time. Each line of the lesson is scored: a
 * phrasing of the answer's own should score `ownScore`, any other line at most `otherScore`, and what is wrong is put
 * right a little. Squared hinge loss, one answer against the rest, by plain gradient steps that grow smaller; always in
 * the same order, so that it always comes out the same. What can count for or against an answer are the features of its
 * phrasings, and the words and neighbours of the lines that it is most easily taken for.
 *
 * Answers learn apart from each other: one that is added or changed leaves all others as they are.
 */
export class Trainer {
  readonly #lines: Lines;
  readonly #vocabulary: Vocabulary;
  /** What each feature weighs for the answer that learns; empty in between. */
  readonly #sums: FeatureSums;

  constructor(lines: Lines, vocabulary: Vocabulary, sums: FeatureSums) {
    this.#lines = lines;
    this.#vocabulary = vocabulary;
    this.#sums = sums;
  }

  /**
   * @param profile - What the answer's weights are before it learns anything.
   * @returns What they are in the end: partly the profile still, partly what was learned.
   */
  train(answer: number, profile: SparseVector, lesson: Lesson): SparseVector {
    const sums = this.#sums;
    for (let i = 0; i < profile.features.length; i++) sums.add(profile.features[i]!, profile.weights[i]!);
    for (const line of lesson.rivals) {
      for (const feature of this.#lines.at(line).features) {
        if (this.#vocabulary.isWordOrPair(feature)) sums.add(feature, 0);
      }
    }
    const { rounds, rate } = TUNING.training;
    // There and back in turn: what is learned last is remembered best, and so no line is always last.
    const ways = [lesson.lines, lesson.lines.toReversed()];
    for (let round = 0; round < rounds; round++) {
      this.#goThrough(answer, ways[round % 2]!, rate * (1 - round / rounds));
    }
    const { features, weights } = sums.take();
    // What was not in the profile comes after it, and weighed nothing there.
    const share = TUNING.profileShare;
    const blended = weights.map((learned, i) => share * (profile.weights[i] ?? 0) + (1 - share) * learned);
    return { features, weights: blended };
  }

  #goThrough(answer: number, lesson: readonly number[], step: number): void {
    const [lines, sums] = [this.#lines, this.#sums];
    const { ownScore, otherScore } = TUNING.training;
    for (const line of lesson) {
      const score = lines.dot(line, sums.weights);
      const isOwn = lines.owner(line) === answer && !lines.isCounter(line);
      const wrongBy = isOwn ? Math.max(0, ownScore - score) : -Math.max(0, score - otherScore);
      if (wrongBy !== 0) lines.addTo(sums.weights, line, step * wrongBy, sums.isAdded);
    }
  }
}

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
export function* lessonsFrom(lines: Lines, profiles: Postings): Cooperative<readonly Lesson[]> {
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

/**
 * All phrasings of an answer together, of length 1. A feature's weight is its sum over the phrasings to a power below 1,
 * so that repetition counts less.
 *
 * @param first - The first of the answer's lines.
 * @param end - The line after its last.
 * @param sums - To add up in; empty before and after.
 */
export function profileOf(lines: Lines, first: number, end: number, sums: FeatureSums): SparseVector {
  for (let line = first; line < end; line++) {
    if (lines.isCounter(line)) continue;
    const { features, weights } = lines.at(line);
    for (let i = 0; i < features.length; i++) sums.add(features[i]!, weights[i]!);
  }
  const { features, weights } = sums.take();
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    weights[i] = weights[i]! ** TUNING.profilePower;
    squares += weights[i]! ** 2;
  }
  const length = Math.sqrt(squares) || 1;
  return { features, weights: weights.map((weight) => weight / length) };
}

/**
 * The lines of another index that some answers are most easily taken for, as counter-examples to these answers. Lines
 * that share no telling word with an answer would teach it nothing, and copying all of them would cost every server as
 * much as the curated answers do.
 *
 * @param profiles - Of the answers, by the features of their own vocabulary.
 */
export function* linesLike(
  profiles: readonly SparseVector[],
  vocabulary: Vocabulary,
  other: AnswerIndex,
): Cooperative<Lines> {
  const there = yield* vocabulary.numbersIn(other.vocabulary);
  const sums = new Float64Array(other.lines.count);
  const found = new Set<number>();
  for (const { features, weights } of profiles) {
    sums.fill(0);
    for (let i = 0; i < features.length; i++) {
      const feature = there[features[i]!]!;
      if (feature !== -1) other.words.addTo(sums, feature, weights[i]!);
    }
    for (const line of highestPlaces(sums, TUNING.training.likeBeneath)) found.add(line);
    yield;
  }
  yield;
  const here = new Map<number, number>();
  there.forEach((number, own) => {
    if (number !== -1) here.set(number, own);
  });
  const inOrder = [...found].toSorted((a, b) => a - b);
  return yield* other.lines.asNobodys(inOrder, here);
}
