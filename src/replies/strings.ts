/** Every sentence that replies and explanations add to the answers. */
import { formatDate } from '../knowledge/dates.ts';

// Replies

/** `Checked 8 Oct 2026 · may be outdated`. @param day - `YYYY-MM-DD` */
export const checked = (day: string, isStale: boolean, isReported: boolean): string =>
  `Checked ${formatDate(day)}${isStale ? ' · may be outdated' : ''}${isReported ? ' · reported' : ''}`;
export const more = (count: number): string => `${count} more`;
/** In place of what "Show more" would show. */
export const LEFT_OUT = '…';
/** On a button. */
export const about = (model: string): string => `About ${model}`;
export const appIsNoModel = (model: string): string => `ChatGPT is the app; ${model} is a model, not a version of it.`;
export const DID_YOU_MEAN_THIS = "I'm not sure what you mean. Is it this?";
export const DID_YOU_MEAN_ONE = "I'm not sure. Did you mean one of these?";
export const UNCLEAR = "I can't tell what that is about. Please ask it as a whole question.";

export const DONT_KNOW =
  "I don't have a sourced answer to that. Type `/ask` to browse what I can answer, or see `/help`.";
export const CUT = '*Cut here: the rest does not fit in one message.*';
export const SEE_ALSO = 'See also';

// Why a question gets its answer

/** At most eight characters, because a terminal shows them as a column. */
export const REASONS = {
  question: 'read as',
  repaired: 'repaired',
  models: 'models',
  part: 'part',
  found: 'found',
  counted: 'counted',
  against: 'against',
};
export const repaired = (typed: string, read: string): string => `${typed} as ${read}`;
export const NOTHING_FOUND = 'nothing';
/** @param best - `chatgpt-base-model 100%` */
export const onlyFound = (best: string): string => `${best}; nothing else`;
export const foundBefore = (best: string, second: string, lead: string): string =>
  `${best}; then ${second}, ${lead} behind`;
export const foundForPart = (found: string, part: string): string => `${found} for ${part}`;
export const alsoTogether = (words: string, pairs: string): string =>
  [words, pairs].filter((text) => text !== '').join('; together ');
export const partNamed = (question: string): string => `the part "${question}"`;
export const WHOLE_MESSAGE = 'the whole message';
export const forPart = (part: string): string => `for ${part}`;
export const severalParts = (ids: readonly string[]): string =>
  `with the others offered, because several parts have their own answers: ${ids.join(', ')}`;

export const GATES = {
  asks: 'asks something',
  suggest: 'sure enough to suggest',
  answer: 'sure enough to answer',
  lead: 'far enough ahead of the next that would be wrong',
};
export const ASKS_SOMEONE_ELSE = 'not addressed to the bot: the message is for others';
export const ASKS_ABOUT_ANYBODY = 'not addressed to the bot: in a channel "you" may be anybody';
export const measuredGate = (gate: string, measured: string, least: string): string =>
  `${gate}: ${measured}, needs ${least}`;
export const NO_LEAST = 'none';
/** What would have to change for another outcome; `by` is a share of 100 %. */
export const OTHERWISE = {
  asks: 'it would count if it asked something of anybody',
  suggest: (by: string) => `it would be offered with ${by} more confidence`,
  answer: (by: string) => `it would be answered with ${by} more confidence`,
  lead: (by: string) => `it would be answered with ${by} more lead`,
  less: (by: string) => `it would not be answered with ${by} less confidence or lead`,
  parts: 'each part would be answered if it were asked alone',
};

/** @param value - 0 to 1. */
export const percent = (value: number): string => `${Math.round(value * 100)}%`;
