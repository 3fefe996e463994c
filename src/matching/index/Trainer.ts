import type { FeatureSums } from './FeatureSums.ts';
import type { Lesson } from './lessonsFrom.ts';
import type { Lines } from './Lines.ts';
import type { SparseVector } from './SparseVector.ts';
import { TUNING } from '../tuning.ts';
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
