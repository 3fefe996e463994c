import type { Addressee } from './asks.ts';
import type { Candidate, Decision, Mode } from './Match.ts';
import { TUNING } from './tuning.ts';

/** Something that a decision depends on. */
export interface Gate {
  /**
   * `asks`: in a channel, does the text ask anything, and not only people whom it mentions? `suggest`, `answer`: is the
   * first candidate sure enough for it? `lead`: is it by enough surer than the second?
   */
  readonly name: 'asks' | 'suggest' | 'answer' | 'lead';
  readonly isPassed: boolean;
  /** `asks` is closed although the text asks something: it mentions whom. */
  readonly asksMentioned?: true;
  /** What was measured and the least that passes, 0 to 1; absent where there is nothing to measure. */
  readonly measured?: number;
  readonly least?: number;
}

/**
 * Two gates: the best candidate must be sure enough by itself, and by enough surer than the second. Beneath them, near
 * misses are suggestions. Somebody who asked the bot wants to hear something; in a channel silence is the rule, and what
 * asks nothing, or somebody else, gets no answer.
 */
export function decide(gates: readonly Gate[]): Decision {
  const isClosed = new Set(gates.filter(({ isPassed }) => !isPassed).map(({ name }) => name));
  if (isClosed.has('asks') || isClosed.has('suggest')) return 'pass';
  return isClosed.size === 0 ? 'answer' : 'suggest';
}

/**
 * What `decide` goes by.
 *
 * @param candidates - Best first.
 */
export function gatesOf(candidates: readonly Candidate[], mode: Mode, addressee: Addressee): readonly Gate[] {
  const gates = TUNING.gates[mode];
  const [first, second] = candidates;
  const sure = first?.confidence ?? 0;
  const lead = sure - (second?.confidence ?? 0);
  const leastLead = sure >= TUNING.certain ? 0 : gates.margin;
  return [
    ...(mode === 'passive' ? [asksGate(addressee)] : []),
    { name: 'suggest', isPassed: sure >= gates.suggest, measured: sure, least: gates.suggest },
    { name: 'answer', isPassed: sure >= gates.answer, measured: sure, least: gates.answer },
    { name: 'lead', isPassed: lead >= leastLead, measured: lead, least: leastLead },
  ];
}

function asksGate(addressee: Addressee): Gate {
  return {
    name: 'asks',
    isPassed: addressee === 'anybody',
    ...(addressee === 'mentioned' && { asksMentioned: true }),
  };
}
