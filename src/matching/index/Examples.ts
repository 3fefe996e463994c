import type { Cooperative } from '../../shared/concurrency.ts';
import { type ExampleDraft, GLOBAL_NEGATIVE, type Vocabulary } from './Vocabulary.ts';
import type { SparseVector } from './sparse.ts';

export interface ExamplesData {
  /** By example: the index of its answer, or `GLOBAL_NEGATIVE`. */
  readonly answers: Int32Array;
  /** By example: 1 for a counter-example, 0 for a phrasing. */
  readonly isNegative: Uint8Array;
  readonly starts: Int32Array;
  readonly features: Int32Array;
  readonly weights: Float32Array;
}

/**
 * Phrasings and counter-examples as TF-IDF vectors of length 1, in flat arrays:
 *
 *     starts    0        3     5       8     example -> where its features begin
 *     features  0  1  2  0  3  1  4  5
 *     weights  .6 .6 .5 .7 .7 .4 .8 .4
 */
export class Examples {
  readonly data: ExamplesData;

  constructor(data: ExamplesData) {
    this.data = data;
  }

  /** Weighs the features of drafted examples. Yields after each example. */
  static *weigh(draft: ExampleDraft, vocabulary: Vocabulary): Cooperative<Examples> {
    const count = draft.examples.length;
    const starts = new Int32Array(count + 1);
    for (const [i, { features }] of draft.examples.entries()) starts[i + 1] = starts[i]! + features.length;
    const features = new Int32Array(starts[count]!);
    const weights = new Float32Array(starts[count]!);
    for (const [i, drafted] of draft.examples.entries()) {
      const start = starts[i]!;
      features.set(drafted.features, start);
      const own = drafted.features.map((feature, at) => vocabulary.weight(feature, drafted.counts[at]!));
      const length = Math.sqrt(own.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
      for (const [at, weight] of own.entries()) weights[start + at] = weight / length;
      yield;
    }
    return new Examples({
      answers: Int32Array.from(draft.examples, ({ answer }) => answer),
      isNegative: Uint8Array.from(draft.examples, ({ isNegative }) => Number(isNegative)),
      starts,
      features,
      weights,
    });
  }

  get count(): number {
    return this.data.answers.length;
  }

  /** Index of the answer that an example belongs to, or `GLOBAL_NEGATIVE`. */
  answerOf(example: number): number {
    return this.data.answers[example]!;
  }

  /** Whether it is a counter-example, and not a phrasing. */
  isNegative(example: number): boolean {
    return this.data.isNegative[example] === 1;
  }

  /** A view of an example's features, without copying. */
  at(example: number): SparseVector {
    const { starts, features, weights } = this.data;
    const [start, end] = [starts[example]!, starts[example + 1]!];
    return { features: features.subarray(start, end), weights: weights.subarray(start, end) };
  }

  /**
   * Dot product of an example and a dense vector.
   *
   * @param values - By feature id.
   */
  dot(example: number, values: Float64Array): number {
    // Local names because V8 would look the fields up in each round, and training spends most of its time here.
    const { starts, features, weights } = this.data;
    const end = starts[example + 1]!;
    let sum = 0;
    for (let at = starts[example]!; at < end; at++) sum += values[features[at]!]! * weights[at]!;
    return sum;
  }

  /**
   * Adds factor × weight to the value of each feature of an example.
   *
   * @param isTrainable - By feature id: 1 where the value may change.
   */
  addTo(values: Float64Array, example: number, factor: number, isTrainable: Uint8Array): void {
    const { starts, features, weights } = this.data;
    const end = starts[example + 1]!;
    for (let at = starts[example]!; at < end; at++) {
      const feature = features[at]!;
      if (isTrainable[feature] === 1) values[feature]! += factor * weights[at]!;
    }
  }

  /**
   * Copies some examples as global negatives with the feature ids of another vocabulary. Features without an id there
   * are left out, and the vectors are then shorter than 1: they cannot resemble anything fully.
   *
   * @param ids - This vocabulary's feature id to the other's.
   */
  *asNegatives(examples: readonly number[], ids: ReadonlyMap<number, number>): Cooperative<Examples> {
    const starts = new Int32Array(examples.length + 1);
    for (const [i, example] of examples.entries()) {
      starts[i + 1] = starts[i]! + this.at(example).features.filter((feature) => ids.has(feature)).length;
      yield;
    }
    const features = new Int32Array(starts.at(-1)!);
    const weights = new Float32Array(starts.at(-1)!);
    let at = 0;
    for (const example of examples) {
      const vector = this.at(example);
      for (let i = 0; i < vector.features.length; i++) {
        const id = ids.get(vector.features[i]!);
        if (id === undefined) continue;
        features[at] = id;
        weights[at++] = vector.weights[i]!;
      }
      yield;
    }
    return new Examples({
      answers: new Int32Array(examples.length).fill(GLOBAL_NEGATIVE),
      isNegative: new Uint8Array(examples.length).fill(1),
      starts,
      features,
      weights,
    });
  }

  /** These examples and then others, whose features must have ids of the same vocabulary. */
  *concat(others: Examples): Cooperative<Examples> {
    const [own, more] = [this.data, others.data];
    const end = own.features.length;
    const shifted = more.starts.subarray(1).map((start) => start + end);
    const answers = joined(Int32Array, own.answers, more.answers);
    const isNegative = joined(Uint8Array, own.isNegative, more.isNegative);
    const starts = joined(Int32Array, own.starts, shifted);
    yield;
    const features = joined(Int32Array, own.features, more.features);
    yield;
    const weights = joined(Float32Array, own.weights, more.weights);
    return new Examples({ answers, isNegative, starts, features, weights });
  }
}

function joined<T extends Int32Array | Uint8Array | Float32Array>(
  kind: new (length: number) => T,
  one: T,
  other: T,
): T {
  const both = new kind(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
