import type { Gate } from './decide.ts';
import type { Candidate, Match } from './Match.ts';
import type { Token } from './reading/tokenize.ts';

/** How much one word of a question, or two neighbouring words, contributed to the best candidate. */
export interface Contribution {
  /** One or two words as they were read: repaired, and models by their id. */
  readonly words: readonly string[];
  /** Confidence in the best candidate when they are left out, 0 to 1; also 0 when it drops out of the first ten. */
  readonly without: number;
  /**
   * Above 0: the share of the confidence that is lost without them. Below 0: the share by which they reduce it. Shares
   * don't add up to 1: of two words that mean the same, neither is missed alone.
   */
  readonly share: number;
}

/** Every word and every pair of neighbours, in the order of the question. Empty when there is no candidate. */
export interface Contributions {
  readonly words: readonly Contribution[];
  readonly pairs: readonly Contribution[];
}

/** A text, or a part of it, as it was matched by itself. */
export interface ExplainedPart extends Contributions {
  /** The text without markup, quotes, code and links; of a question with something said around it, the question as it was read. */
  readonly question: string;
  /** Best first, at most ten. */
  readonly candidates: readonly Candidate[];
  /** The conditions that decided what this part gets by itself. */
  readonly gates: readonly Gate[];
}

/** Why a question gets its answer. */
export interface Explanation extends Match {
  /** The whole text without markup, quotes, code and links. */
  readonly question: string;
  /**
   * What the decision is based on; never empty. One part: the text as a whole (with the same `question`), or the sentence
   * that is answered. Several: sentences with different answers, which are given whatever their gates.
   */
  readonly parts: readonly ExplainedPart[];
}

/**
 * Leaves out each word, and each pair of neighbours, and measures what happens to the best candidate. This works for any
 * way of scoring.
 *
 * @param find - Finds all candidates for some words, best first.
 */
export function contributions(
  tokens: readonly Token[],
  find: (tokens: readonly Token[]) => readonly Candidate[],
): Contributions {
  const [best] = find(tokens);
  if (!best) return { words: [], pairs: [] };
  const leavingOut = (start: number, count: number): Contribution => {
    const candidates = find(tokens.toSpliced(start, count));
    const without = candidates.find(({ id }) => id === best.id)?.confidence ?? 0;
    const words = tokens.slice(start, start + count).map(({ text, model }) => model ?? text);
    return { words, without, share: (best.confidence - without) / Math.max(best.confidence, without) };
  };
  return {
    words: tokens.map((_, index) => leavingOut(index, 1)),
    pairs: tokens.slice(1).map((_, index) => leavingOut(index, 2)),
  };
}
