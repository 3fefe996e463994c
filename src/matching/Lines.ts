import { type LineDraft, NOBODY } from './LineDraft.ts';
import type { Vocabulary } from './Vocabulary.ts';

interface Columns {
  readonly owners: Int32Array;
  readonly isCounter: Uint8Array;
  readonly starts: Int32Array;
  readonly features: Int32Array;
  readonly weights: Float32Array;
}

/**
 * Phrasings and counter-examples as weighted features, each of length 1, in flat arrays:
 *
 *     starts    0        3     5       8     a line's number -> where its features begin
 *     features  0  1  2  0  3  1  4  5
 *     weights  .6 .6 .5 .7 .7 .4 .8 .4
 */
export class Lines {
  readonly #columns: Columns;

  private constructor(columns: Columns) {
    this.#columns = columns;
  }

  static weighed(draft: LineDraft, vocabulary: Vocabulary): Lines {
    const weights = Float32Array.from(draft.features, (feature, at) => vocabulary.weight(feature, draft.counts[at]!));
    for (let line = 0; line < draft.owners.length; line++) {
      const own = weights.subarray(draft.starts[line], draft.starts[line + 1]);
      const length = Math.sqrt(own.reduce((squares, weight) => squares + weight * weight, 0)) || 1;
      for (let at = 0; at < own.length; at++) own[at]! /= length;
    }
    return new Lines({
      owners: Int32Array.from(draft.owners),
      isCounter: Uint8Array.from(draft.isCounter, Number),
      starts: Int32Array.from(draft.starts),
      features: Int32Array.from(draft.features),
      weights,
    });
  }

  get count(): number {
    return this.#columns.owners.length;
  }

  /** Whose a line is: an answer's place, or NOBODY's. */
  owner(line: number): number {
    return this.#columns.owners[line]!;
  }

  isCounter(line: number): boolean {
    return this.#columns.isCounter[line] === 1;
  }

  /** Each feature of a line and what it weighs. */
  *featuresOf(line: number): Iterable<readonly [feature: number, weight: number]> {
    const { starts, features, weights } = this.#columns;
    for (let at = starts[line]!; at < starts[line + 1]!; at++) yield [features[at]!, weights[at]!];
  }

  /** The sum over a line's features of weight × value. */
  dot(line: number, values: Float64Array): number {
    // In local names, because V8 looks fields up anew in each round: training and asking spend most of their time here.
    const { starts, features, weights } = this.#columns;
    const end = starts[line + 1]!;
    let sum = 0;
    for (let at = starts[line]!; at < end; at++) sum += values[features[at]!]! * weights[at]!;
    return sum;
  }

  /** Adds factor × weight to the value of each feature of a line that may count: 1 where it may. */
  addTo(values: Float64Array, line: number, factor: number, mayCount: Uint8Array): void {
    const { starts, features, weights } = this.#columns;
    const end = starts[line + 1]!;
    for (let at = starts[line]!; at < end; at++) {
      const feature = features[at]!;
      if (mayCount[feature] === 1) values[feature]! += factor * weights[at]!;
    }
  }

  /**
   * All lines with the numbers that their features have in another vocabulary, as counter-examples to all its answers.
   * Features that it does not have are left out; the lines are then shorter than 1, as they should be: they are less
   * alike to anything there.
   *
   * @param numbers - The feature's number there by its number here; -1 where it has none.
   */
  renumbered(numbers: Int32Array): Lines {
    const { starts, features, weights } = this.#columns;
    const kept = Array.from(features.keys()).filter((at) => numbers[features[at]!] !== -1);
    const newStarts = new Int32Array(starts.length);
    let next = 0;
    for (let line = 0; line < this.count; line++) {
      while (next < kept.length && kept[next]! < starts[line + 1]!) next++;
      newStarts[line + 1] = next;
    }
    return new Lines({
      owners: new Int32Array(this.count).fill(NOBODY),
      isCounter: new Uint8Array(this.count).fill(1),
      starts: newStarts,
      features: Int32Array.from(kept, (at) => numbers[features[at]!]!),
      weights: Float32Array.from(kept, (at) => weights[at]!),
    });
  }

  followedBy(others: Lines): Lines {
    const [own, more] = [this.#columns, others.#columns];
    const end = own.features.length;
    return new Lines({
      owners: joined(Int32Array, own.owners, more.owners),
      isCounter: joined(Uint8Array, own.isCounter, more.isCounter),
      starts: joined(
        Int32Array,
        own.starts,
        more.starts.subarray(1).map((start) => start + end),
      ),
      features: joined(Int32Array, own.features, more.features),
      weights: joined(Float32Array, own.weights, more.weights),
    });
  }
}

function joined<T extends Int32Array | Uint8Array | Float32Array>(kind: new (length: number) => T, one: T, other: T): T {
  const both = new kind(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
