import type { Lesson } from './lessonsFrom.ts';
import type { Lines } from './Lines.ts';
import type { Weights } from './Weights.ts';
import { TUNING } from './tuning.ts';
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
  /** By a feature's number, of the answer that learns: what it weighs, and 1 where it can count. All 0 in between. */
  readonly #weights: Float64Array;
  readonly #counts: Uint8Array;

  constructor(lines: Lines, vocabulary: Vocabulary) {
    this.#lines = lines;
    this.#vocabulary = vocabulary;
    this.#weights = new Float64Array(vocabulary.size);
    this.#counts = new Uint8Array(vocabulary.size);
  }

  /**
   * @param profile - What the answer's weights are before it learns anything.
   * @returns What they are in the end: partly the profile still, partly what was learned.
   */
  train(answer: number, profile: Weights, lesson: Lesson): Weights {
    const features = this.#countable(profile, lesson.rivals);
    for (const feature of features) {
      this.#counts[feature] = 1;
      this.#weights[feature] = profile.get(feature) ?? 0;
    }
    const { rounds, rate } = TUNING.training;
    for (let round = 0; round < rounds; round++) this.#goThrough(answer, lesson.lines, rate * (1 - round / rounds));
    const share = TUNING.profileShare;
    const blended = new Map<number, number>();
    for (const feature of features) {
      blended.set(feature, share * (profile.get(feature) ?? 0) + (1 - share) * this.#weights[feature]!);
      this.#counts[feature] = 0;
      this.#weights[feature] = 0;
    }
    return blended;
  }

  #countable(profile: Weights, rivals: readonly number[]): ReadonlySet<number> {
    const features = new Set(profile.keys());
    for (const line of rivals) {
      for (const [feature] of this.#lines.featuresOf(line)) {
        if (this.#vocabulary.isWordOrPair(feature)) features.add(feature);
      }
    }
    return features;
  }

  #goThrough(answer: number, lesson: readonly number[], step: number): void {
    const lines = this.#lines;
    const { ownScore, otherScore } = TUNING.training;
    for (const line of lesson) {
      const score = lines.dot(line, this.#weights);
      const isOwn = lines.owner(line) === answer && !lines.isCounter(line);
      const wrongBy = isOwn ? Math.max(0, ownScore - score) : -Math.max(0, score - otherScore);
      if (wrongBy !== 0) lines.addTo(this.#weights, line, step * wrongBy, this.#counts);
    }
  }
}
