import { MODEL, type Token } from './reading/tokenize.ts';

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
