import type { Cooperative } from '../../shared/concurrency.ts';

/** Weights of some features by feature id; all other features weigh 0. */
export interface SparseVector {
  readonly features: Int32Array;
  readonly weights: Float32Array;
}

/**
 * A dense vector for adding up weights by feature, with a list of what was touched. Allocated once and reused for many
 * sparse vectors: an array over all features is the fastest accumulator there is, and the largest.
 */
export class Accumulator {
  /** By feature id. */
  readonly weights: Float64Array;
  /** By feature id: 1 where something was added. */
  readonly isPresent: Uint8Array;
  #present: number[] = [];

  constructor(featureCount: number) {
    this.weights = new Float64Array(featureCount);
    this.isPresent = new Uint8Array(featureCount);
  }

  add(feature: number, weight: number): void {
    if (this.isPresent[feature] === 0) {
      this.isPresent[feature] = 1;
      this.#present.push(feature);
    }
    this.weights[feature]! += weight;
  }

  /** Returns the sums, features in the order in which they were added, and resets everything to 0. */
  take(): SparseVector {
    const features = Int32Array.from(this.#present);
    const weights = Float32Array.from(this.#present, (feature) => this.weights[feature]!);
    for (const feature of this.#present) {
      this.weights[feature] = 0;
      this.isPresent[feature] = 0;
    }
    this.#present = [];
    return { features, weights };
  }
}

export interface PostingsData {
  readonly targetCount: number;
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  readonly weights: Float32Array;
}

/**
 * Posting lists: for each feature, the examples or answers that have it and with which weight. Three flat arrays take a
 * fifth of the memory of one list for each feature, and are read in order:
 *
 *     starts   0       2  3            feature id -> where its list begins
 *     targets  4   17  4  0  4  9      examples or answers, ascending within a list
 *     weights  .2  .4  .7 .1 .1 .3
 */
export class Postings {
  readonly data: PostingsData;

  constructor(data: PostingsData) {
    this.data = data;
  }

  /** @param at - The features of a target. Called twice for each target. */
  static *of(featureCount: number, targetCount: number, at: (target: number) => SparseVector): Cooperative<Postings> {
    const starts = new Int32Array(featureCount + 1);
    for (let target = 0; target < targetCount; target++) {
      for (const feature of at(target).features) starts[feature + 1]! += 1;
      yield;
    }
    for (let feature = 0; feature < featureCount; feature++) starts[feature + 1]! += starts[feature]!;
    const targets = new Int32Array(starts[featureCount]!);
    const weights = new Float32Array(starts[featureCount]!);
    const next = starts.slice();
    for (let target = 0; target < targetCount; target++) {
      const vector = at(target);
      for (let i = 0; i < vector.features.length; i++) {
        const entry = next[vector.features[i]!]!++;
        targets[entry] = target;
        weights[entry] = vector.weights[i]!;
      }
      yield;
    }
    return new Postings({ targetCount, starts, targets, weights });
  }

  /** How many examples or answers there are. */
  get targetCount(): number {
    return this.data.targetCount;
  }

  /** How many targets have a feature. */
  count(feature: number): number {
    const { starts } = this.data;
    return starts[feature + 1]! - starts[feature]!;
  }

  /** Adds weight × the feature's weight to the sum of every target that has the feature. */
  addTo(sums: Float64Array, feature: number, weight: number): void {
    // Local names because V8 would look the fields up in each round, and a question spends much of its time here.
    const { starts, targets, weights } = this.data;
    const end = starts[feature + 1]!;
    for (let at = starts[feature]!; at < end; at++) sums[targets[at]!]! += weight * weights[at]!;
  }
}
