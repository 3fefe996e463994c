import type { Figures } from './figuresOf.ts';

/** A wrong answer in a channel is worse than silence: of twenty answers at most one may be wrong. */
const LEAST_PRECISION = 0.95;
/** What recall may lose against the committed report, in a share of all answerable questions. */
const MOST_RECALL_LOST = 0.02;

/**
 * Why a change must not land, each as one sentence; nothing, when it may.
 *
 * @param before - From the committed report, if there is one.
 */
export function shortfalls(now: Figures, before: Figures | undefined): readonly string[] {
  const found: string[] = [];
  const { precision, recall } = now.passive;
  if (precision !== null && precision < LEAST_PRECISION) {
    found.push(
      `In a channel ${percent(precision)} of the answers are right: at least ${percent(LEAST_PRECISION)} must be.`,
    );
  }
  if (!before) return found;
  if (now.answerable !== before.answerable || now.unanswerable !== before.unanswerable) {
    found.push('The committed report is about other questions: write a new one with npm run eval -- report --update');
    return found;
  }
  const lost = (before.passive.recall ?? 0) - (recall ?? 0);
  // Differences of rounded shares are off by less than their last digit.
  if (lost > MOST_RECALL_LOST + 1e-9) {
    found.push(
      `In a channel ${percent(recall ?? 0)} of the answerable questions are answered rightly, after ${percent(before.passive.recall ?? 0)}: at most two points may be lost.`,
    );
  }
  return found;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
