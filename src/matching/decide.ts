import type { FoundCandidate } from './Layer.ts';
import type { Decision, Mode } from './Match.ts';
import { isPattern } from './patterns.ts';
import type { ReadText } from './reading/Reader.ts';
import { QUESTION_WORDS } from './reading/words.ts';
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
 * An answer needs enough confidence and enough lead over the best candidate that would not be right as well. What falls
 * short of that is suggested when its confidence is fair, and passed otherwise. In a channel, silence is the default: the
 * thresholds are higher, and a text that asks nothing, or asks somebody else, gets no answer.
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
export function gatesOf(candidates: readonly FoundCandidate[], mode: Mode, text: ReadText): readonly Gate[] {
  const thresholds = TUNING.gates[mode];
  const [first] = candidates;
  const rival = candidates.find((candidate) => candidate !== first && !isNear(first!, candidate));
  const confidence = first?.confidence ?? 0;
  const gate = (name: Gate['name'], measured: number, least: number): Gate => ({
    name,
    isPassed: measured >= least,
    measured,
    least,
  });
  return [
    ...(mode === 'passive' ? [asksGate(text, first?.answer.isDirectOnly === true)] : []),
    gate('suggest', confidence, thresholds.suggest),
    gate('answer', confidence, leastFor(text, mode)),
    gate('lead', confidence - (rival?.confidence ?? 0), confidence >= TUNING.certain ? 0 : thresholds.margin),
  ];
}

/**
 * The least confidence for an answer. "ChatGPT login" and "yesterday I explained tokens to my class" ask nothing, and need as
 * much as in a channel. The more is left out around a question, the more it needs: as if that were everything, if something is named there.
 */
function leastFor(text: ReadText, mode: Mode): number {
  const { answer } = TUNING.gates[mode === 'direct' && !asks(text) ? 'passive' : mode];
  const { tokens, leftOut } = text;
  const isNamed = leftOut.some(({ model, isName }) => model !== undefined || isName === true);
  const share = isNamed ? 1 : leftOut.length / Math.max(1, leftOut.length + tokens.length);
  return Math.min(TUNING.certain, answer + TUNING.leftOutMargin * share);
}

/** Whether both are right where one is: they declare it, or are generated from facts about the same models. */
function isNear(one: FoundCandidate, other: FoundCandidate): boolean {
  if (one.answer.near?.includes(other.id) || other.answer.near?.includes(one.id)) return true;
  if (!isPattern(one.answer) || !isPattern(other.answer)) return false;
  const [ones, others] = [one, other].map(({ id }) => id.split(/[:+]/).slice(1));
  return ones!.some((name) => others!.includes(name));
}

function asksGate(text: ReadText, isDirectOnly: boolean): Gate {
  const name = 'asks';
  if (!asks(text)) return { name, isPassed: false };
  // "<@123> what model are you using?" is for the mentioned person to answer.
  if (text.isForOthers) return { name, isPassed: false, asksMentioned: true };
  return isDirectOnly ? { name, isPassed: false, isDirectOnly } : { name, isPassed: true };
}

/** Whether a text asks something: "my agent keeps failing with GPT-5" does not, "GPT-6 how big" does. */
export function asks({ text, tokens, hasLeadIn }: ReadText): boolean {
  if (REQUEST.test(text) || (STATEMENT.test(text) && !text.includes('?'))) return false;
  if (hasLeadIn || tokens.some((token) => QUESTION_WORDS.has(token.text))) return true;
  // "Tokens?" is a word of somebody's conversation.
  return text.includes('?') && (tokens.length >= TUNING.leastAskedWords || tokens.some(({ model }) => model));
}

/** What developers are asked for: "can gpt-oss be supported?" */
const REQUEST =
  /\b(?:can|could|will|would|please|is|are)\b.{0,60}\b(?:supported|implemented|integrated)\b|\bcan\b.{0,60}\bbe added\b/i;

/** What people say about what they know, or tell of a conversation: "finally understood what RLHF is", "i asked it what it is, it said GPT". */
const STATEMENT = new RegExp(
  [
    String.raw`\b(?:i (?:already )?(?:know|knew|get|see)|understood|learned|learnt|explained|nobody asked) WH\b`,
    String.raw`\b(?:nobody|no one|everyone|everybody|people)\b.{0,40}\b(?:knows?|knew|understands?|asks?|asked) WH\b`,
    String.raw`\basked\b.{0,80}\b(?:it|he|she|they) (?:said|says|told|answered|replied|claims|claimed)\b`,
  ]
    .join('|')
    .replaceAll('WH', '(?:what|how|why|which|who|when)'),
  'i',
);
