/** A weight for each of some features, which are given by number; all others weigh nothing. */
export interface SparseVector {
  readonly features: Int32Array;
  readonly weights: Float32Array;
}
