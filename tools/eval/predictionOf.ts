import type { Decision, Match } from '../../src/matching/Match.ts';

/** As many as a "did you mean" offers beside the best. */
const MOST_SUGGESTIONS = 2;

/** What matching found for one question, for scoring. Keys in this order, one object a line. */
export interface Prediction {
  readonly text: string;
  /** The best candidate whatever the decision; patterns come completed. */
  readonly top: string | null;
  /** Of the best candidate, 0 to 1, to four places: more would be noise. */
  readonly confidence: number;
  readonly decision: Decision;
  /** Ids of the next best candidates, whatever the decision; at most two. */
  readonly suggestions: readonly string[];
}

export function predictionOf(text: string, { decision, candidates }: Match): Prediction {
  const [top, ...others] = candidates;
  return {
    text,
    top: top?.id ?? null,
    confidence: Number((top?.confidence ?? 0).toFixed(4)),
    decision,
    suggestions: others.slice(0, MOST_SUGGESTIONS).map(({ id }) => id),
  };
}
