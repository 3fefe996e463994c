import type { Candidate, Decision, Mode } from './Match.ts';
import { MODEL, type Token } from './reading/tokenize.ts';
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

/** Words that open a question, with or without a question mark. */
const OPENING = new Set(
  `what which who whose when where why how is are was were does do did can could will would has have
  explain describe define tell list compare`.split(/\s+/),
);
/** Words that ask wherever they stand. */
const ASKING = new Set(['vs', 'difference', 'differences', 'explain']);
/** "so which model", "chatgpt who made it" */
const WORDS_BEFORE_OPENING = 2;

/** Whom a text asks: nobody, since it asks nothing; the people whom it mentions; or whoever reads it. */
export type Addressee = 'nobody' | 'mentioned' | 'anybody';

/**
 * "<@123> what model are you using?" is for one person to answer, however well another could.
 *
 * @param cleaned - What the tokens were made from.
 * @param mentionsPerson - Whether that, or the message that it is a part of, mentions anybody.
 */
export function addresseeOf(cleaned: string, tokens: readonly Token[], mentionsPerson: boolean): Addressee {
  if (!asks(cleaned, tokens)) return 'nobody';
  return mentionsPerson ? 'mentioned' : 'anybody';
}

/** Whether a text asks something at all: "my agent keeps failing with GPT-5" does not, "GPT-6 how big" does. */
function asks(cleaned: string, tokens: readonly Token[]): boolean {
  const told = tokens.filter(({ isFiller }) => !isFiller);
  if (cleaned.includes('?') || tokens.some(({ text }) => ASKING.has(text))) return true;
  return told.slice(0, WORDS_BEFORE_OPENING + 1).some(({ text }) => text !== MODEL && OPENING.has(text));
}
