import type { Features } from './features.ts';

/** In place of an answer's index: the example is a negative one for every answer. */
export const GLOBAL_NEGATIVE = -1;

/** An example before its features have weights. */
interface DraftedExample {
  /** Index of the answer it belongs to, or `GLOBAL_NEGATIVE`. */
  readonly answer: number;
  /** A counter-example, and not a phrasing. */
  readonly isNegative: boolean;
  /** Feature ids, each once. */
  readonly features: readonly number[];
  /** How often each of them occurs in the example. */
  readonly counts: readonly number[];
}

/**
 * Collects examples (phrasings and counter-examples), gives their features ids, and counts the answers that use each
 * feature. Each example has small arrays of its own: one long array would stall the event loop whenever it grows.
 */
export class ExampleDraft {
  readonly examples: DraftedExample[] = [];
  /** Feature to id: 0, 1, 2, … in the order in which features were first seen. */
  readonly featureIds = new Map<string, number>();
  /** By feature id: how many answers have it in a phrasing. 0 for features of counter-examples alone. */
  readonly documentFrequencies: number[] = [];
  /** By feature id: the answer that was counted last. */
  readonly #lastAnswer: number[] = [];
  /** By feature id: the example that had it last, and at which index. */
  readonly #lastExample: number[] = [];
  readonly #lastIndex: number[] = [];

  /** @param answer - An answer's index. All examples of one answer must be added together. */
  add(answer: number, isNegative: boolean, example: Features): void {
    const features: number[] = [];
    const counts: number[] = [];
    for (const feature of example) {
      const id = this.#idOf(feature);
      if (this.#lastExample[id] === this.examples.length) {
        counts[this.#lastIndex[id]!]! += 1;
        continue;
      }
      this.#lastExample[id] = this.examples.length;
      this.#lastIndex[id] = features.length;
      features.push(id);
      counts.push(1);
      if (isNegative || this.#lastAnswer[id] === answer) continue;
      this.#lastAnswer[id] = answer;
      this.documentFrequencies[id]! += 1;
    }
    this.examples.push({ answer, isNegative, features, counts });
  }

  #idOf(feature: string): number {
    const known = this.featureIds.get(feature);
    if (known !== undefined) return known;
    const id = this.featureIds.size;
    this.featureIds.set(feature, id);
    this.documentFrequencies.push(0);
    this.#lastAnswer.push(GLOBAL_NEGATIVE);
    this.#lastExample.push(-1);
    this.#lastIndex.push(-1);
    return id;
  }
}
