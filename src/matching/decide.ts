import type { Candidate, Decision, Mode } from './Match.ts';
import { TUNING } from './tuning.ts';

/**
 * Two gates: the best candidate must be sure enough by itself, and by enough surer than the second. Beneath them, near
 * misses are suggestions. Somebody who asked the bot wants to hear something; in a channel silence is the rule, and what
 * asks nothing gets no answer.
 *
 * @param candidates - Best first.
 */
export function decide(candidates: readonly Candidate[], mode: Mode, isAsking: boolean): Decision {
  const gates = TUNING.gates[mode];
  const [first, second] = candidates;
  if (mode === 'passive' && !isAsking) return 'pass';
  if (!first || first.confidence < gates.suggest) return 'pass';
  const margin = first.confidence - (second?.confidence ?? 0);
  const isClear = margin >= gates.margin || first.confidence >= TUNING.certain;
  return first.confidence >= gates.answer && isClear ? 'answer' : 'suggest';
}
