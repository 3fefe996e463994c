import type { SparseVector } from './SparseVector.ts';

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
