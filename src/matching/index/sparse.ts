import type { Cooperative } from '../../shared/concurrency.ts';

/**
 * Adds up weights by feature. Made once for many vectors that are built one after the other: an array over all features
 * is the fastest there is, and the largest.
 */
export class FeatureSums {
  /** By a feature's number. */
  readonly weights: Float64Array;
  /** By a feature's number: 1 where it was added. */
  readonly isAdded: Uint8Array;
  #added: number[] = [];

  constructor(featureCount: number) {
    this.weights = new Float64Array(featureCount);
    this.isAdded = new Uint8Array(featureCount);
  }

  add(feature: number, weight: number): void {
    if (this.isAdded[feature] === 0) {
      this.isAdded[feature] = 1;
      this.#added.push(feature);
    }
    this.weights[feature]! += weight;
  }

  /** What was added, in the order of adding; then there is nothing. */
  take(): SparseVector {
    const features = Int32Array.from(this.#added);
    const weights = Float32Array.from(this.#added, (feature) => this.weights[feature]!);
    for (const feature of this.#added) {
      this.weights[feature] = 0;
      this.isAdded[feature] = 0;
    }
    this.#added = [];
    return { features, weights };
  }
}

/**
 * Where features occur (in which lines), or of what they say something (of which answers), and how much. All in three
 * flat arrays, which are read in order and take a fifth of the memory of one list a feature:
 *
 *     starts   0       2  3            the feature's number -> where its part begins
 *     places   4   17  4  0  4  9      of lines or answers, in their order
 *     weights  .2  .4  .7 .1 .1 .3
 */
export class Postings {
  readonly placeCount: number;
  readonly #starts: Int32Array;
  readonly #places: Int32Array;
  readonly #weights: Float32Array;

  private constructor(placeCount: number, starts: Int32Array, places: Int32Array, weights: Float32Array) {
    this.placeCount = placeCount;
    this.#starts = starts;
    this.#places = places;
    this.#weights = weights;
  }

  /** @param at - The features at a place; each place is looked at twice. */
  static *of(featureCount: number, placeCount: number, at: (place: number) => SparseVector): Cooperative<Postings> {
    const starts = new Int32Array(featureCount + 1);
    for (let place = 0; place < placeCount; place++) {
      for (const feature of at(place).features) starts[feature + 1]! += 1;
      yield;
    }
    for (let feature = 0; feature < featureCount; feature++) starts[feature + 1]! += starts[feature]!;
    const places = new Int32Array(starts[featureCount]!);
    const weights = new Float32Array(starts[featureCount]!);
    const next = starts.slice();
    for (let place = 0; place < placeCount; place++) {
      const vector = at(place);
      for (let i = 0; i < vector.features.length; i++) {
        const entry = next[vector.features[i]!]!++;
        places[entry] = place;
        weights[entry] = vector.weights[i]!;
      }
      yield;
    }
    return new Postings(placeCount, starts, places, weights);
  }

  /** At how many places a feature is. */
  count(feature: number): number {
    return this.#starts[feature + 1]! - this.#starts[feature]!;
  }

  /** Adds weight × the feature's weight to the sum of every place where it is. */
  addTo(sums: Float64Array, feature: number, weight: number): void {
    // In local names, because V8 looks fields up anew in each round: much of a question's time is spent here.
    const [places, weights] = [this.#places, this.#weights];
    const end = this.#starts[feature + 1]!;
    for (let at = this.#starts[feature]!; at < end; at++) sums[places[at]!]! += weight * weights[at]!;
  }
}

/** A weight for each of some features, which are given by number; all others weigh nothing. */
export interface SparseVector {
  readonly features: Int32Array;
  readonly weights: Float32Array;
}
