import type { Gate } from './decide.ts';
import type { Candidate, Match } from './Match.ts';
import type { Token } from './reading/tokenize.ts';

/** What one word of a question, or two neighbours, did for the best candidate. */
export interface Contribution {
  /** As they were read: repaired, a model as its id. One, or two that stand side by side. */
  readonly words: readonly string[];
  /** How sure the best candidate is when they are left out, 0 to 1; 0 too when it is no longer among the first ten. */
  readonly without: number;
  /**
   * Above 0: the share of its confidence that is lost without them. Below 0: the share that they take from what it would
   * be without them. Shares do not add up to 1: of two words that say the same, neither is missed alone.
   */
  readonly share: number;
}

/** Each word in its place, and each two neighbours. Nothing, when there is no candidate. */
export interface Contributions {
  readonly words: readonly Contribution[];
  readonly pairs: readonly Contribution[];
}

/** A text, or a part of it, as it was matched by itself. */
export interface ExplainedPart extends Contributions {
  /** What is left of it once markup, quotes, code and links are gone. */
  readonly question: string;
  /** Best first, at most ten. */
  readonly candidates: readonly Candidate[];
  /** What it gets by itself falls by these. */
  readonly gates: readonly Gate[];
}

/** Why a question finds what it finds. */
export interface Explanation extends Match {
  /** The whole text, without markup, quotes, code and links. */
  readonly question: string;
  /**
   * What the decision came from, never empty. One: the text as a whole (the same `question`), or the part of it that is
   * answered by itself. Several: parts, or the whole and a part, that are answered differently, and so are offered
   * together whatever their gates.
   */
  readonly parts: readonly ExplainedPart[];
}

/**
 * Leaves out each word, and each two neighbours, and looks at what becomes of the best candidate. So it holds for
 * whatever way of scoring.
 *
 * @param find - All candidates for some words, best first.
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
    words: tokens.map((_, place) => leavingOut(place, 1)),
    pairs: tokens.slice(1).map((_, place) => leavingOut(place, 2)),
  };
}
