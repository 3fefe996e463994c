import type { FoundCandidate } from './Layer.ts';
import type { Decision, Mode } from './Match.ts';
import { isPattern } from './patterns.ts';
import type { Token } from './reading/tokenize.ts';
import { ASKING_WORDS, GREETINGS, OPENING_WORDS } from './reading/words.ts';
import { TUNING } from './tuning.ts';

/** One condition of a decision. */
export interface Gate {
  /**
   * `asks`: in a channel, does the text ask something, and not only the people it mentions? `suggest`, `answer`: is the
   * confidence in the best candidate high enough for that? `lead`: is its lead over the best one that would
   * not be right as well large enough?
   */
  readonly name: 'asks' | 'suggest' | 'answer' | 'lead';
  readonly isPassed: boolean;
  /** The `asks` gate failed although the text asks something, because it is for others. */
  readonly asksMentioned?: true;
  /** The `asks` gate failed because the best candidate is only for those who ask the bot. */
  readonly isDirectOnly?: true;
  /** The measured value and the least that passes, 0 to 1. Absent where nothing is measured. */
  readonly measured?: number;
  readonly least?: number;
}

/**
 * An answer needs enough confidence and enough lead over the best candidate that would not be right as well. What falls short of that is suggested when
 * its confidence is fair, and passed otherwise. In a channel, silence is the default: the thresholds are higher, and a text
 * that asks nothing, or asks somebody else, gets no answer.
 */
export function decide(gates: readonly Gate[]): Decision {
  const failed = new Set(gates.filter(({ isPassed }) => !isPassed).map(({ name }) => name));
  if (failed.has('asks') || failed.has('suggest')) return 'pass';
  return failed.size === 0 ? 'answer' : 'suggest';
}

/**
 * The conditions that `decide` checks.
 *
 * @param candidates - Best first.
 */
export function gatesOf(candidates: readonly FoundCandidate[], mode: Mode, addressee: Addressee): readonly Gate[] {
  const thresholds = TUNING.gates[mode];
  const [first] = candidates;
  const rival = candidates.find((candidate) => candidate !== first && !isNear(first!, candidate));
  const confidence = first?.confidence ?? 0;
  const lead = confidence - (rival?.confidence ?? 0);
  const leastLead = confidence >= TUNING.certain ? 0 : thresholds.margin;
  return [
    ...(mode === 'passive' ? [asksGate(addressee, first?.answer.isDirectOnly === true)] : []),
    {
      name: 'suggest',
      isPassed: confidence >= thresholds.suggest,
      measured: confidence,
      least: thresholds.suggest,
    },
    { name: 'answer', isPassed: confidence >= thresholds.answer, measured: confidence, least: thresholds.answer },
    { name: 'lead', isPassed: lead >= leastLead, measured: lead, least: leastLead },
  ];
}

/** Whether both are right where one is: they declare it, or are generated from facts about the same models. */
function isNear(one: FoundCandidate, other: FoundCandidate): boolean {
  if (one.answer.near?.includes(other.id) || other.answer.near?.includes(one.id)) return true;
  if (!isPattern(one.answer) || !isPattern(other.answer)) return false;
  const [ones, others] = [one, other].map(({ id }) => id.split(/[:+]/).slice(1));
  return ones!.some((name) => others!.includes(name));
}

function asksGate(addressee: Addressee, isDirectOnly: boolean): Gate {
  return {
    name: 'asks',
    isPassed: addressee === 'anybody' && !isDirectOnly,
    ...(addressee === 'anybody' && isDirectOnly && { isDirectOnly }),
    ...(addressee === 'mentioned' && { asksMentioned: true }),
  };
}

/** Who is asked: nobody, since the text asks nothing; the people it mentions; or anybody who reads it. */
export type Addressee = 'nobody' | 'mentioned' | 'anybody';

/**
 * "<@123> what model are you using?" is for the mentioned person to answer.
 *
 * @param text - Cleaned of markup.
 * @param isForOthers - Whether the message that the text comes from is for others.
 */
export function addresseeOf(text: string, tokens: readonly Token[], isForOthers: boolean): Addressee {
  if (!asks(text, tokens)) return 'nobody';
  return isForOthers || isAddressed(tokens) ? 'mentioned' : 'anybody';
}

const isCalled = ({ isName, model }: Token): boolean => isName === true || model !== undefined;

/** "Hey ChatGPT what is RLHF", "ChatGPT, what is RLHF?": meant for another bot. */
function isAddressed([first, second, third]: readonly Token[]): boolean {
  if (!first || !second) return false;
  if (GREETINGS.has(first.text)) {
    return isCalled(second) && third !== undefined && (third.gap.startsWith(',') || OPENING_WORDS.has(third.text));
  }
  return first.isName === true && second.gap.startsWith(',');
}

/** Whether a text asks something: "my agent keeps failing with GPT-5" does not, "GPT-6 how big" does. */
export function asks(text: string, tokens: readonly Token[]): boolean {
  if (REQUEST.test(text)) return false;
  if (tokens.some((token) => ASKING_WORDS.has(token.text))) return true;
  const said = tokens.filter(({ isFiller }) => !isFiller);
  const opens = said.some(({ text: word }) => OPENING_WORDS.has(word));
  // "Tokens?" is a word of somebody's conversation.
  return opens || (text.includes('?') && (said.length >= TUNING.leastAskedWords || said.some(({ model }) => model)));
}

/** What developers are asked for: "can gpt-oss be supported?" */
const REQUEST =
  /\b(?:can|could|will|would|please|is|are)\b.{0,60}\b(?:supported|implemented|integrated)\b|\bcan\b.{0,60}\bbe added\b/i;
