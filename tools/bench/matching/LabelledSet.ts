import type { Matchable, Name } from '../../../src/matching/Match.ts';

/** A question whose answer is known. */
export interface LabelledQuestion {
  readonly text: string;
  /** Ids that are right; one that ends in `:` stands for all that begin with it. `null` when no answer of the set is. */
  readonly expect: readonly string[] | null;
}

/** Answers, and questions to measure with how well they are found. */
export interface LabelledSet {
  readonly name: string;
  readonly answers: readonly Matchable[];
  readonly names: readonly Name[];
  readonly questions: readonly LabelledQuestion[];
}
