import type { AnswerBook } from './AnswerBook.ts';

/** How people go on about an answer without naming its subject again. */
const FOLLOW_UP =
  /^(?:and|or|but|what about|how about|since when|until when|what does (?:that|this|it) mean|how so|why|really|which one|which ones|when|how much|how many|says who)\b/i;

/** A longer text says what it is about. */
const MOST_WORDS = 7;

/** What people say to the bot without asking anything. `pointer`: it points to the message that it replies to. */
const REMARKS = {
  help: /^(?:help(?: me)?|commands?|usage|hi|hello|hey|what can (?:you|u) do|how do(?:es)? (?:you|this|it) work)[\s!.?]*$/i,
  thanks: /^(?:thanks?|thank you|thx|ty|cheers|ok(?:ay)?|cool|nice|great|lol|good bot)[\s!.]*$/i,
  pointer: /^(?:|\^+|this|that|answer (?:this|that)|can you answer (?:this|that))[\s!.?]*$/i,
} as const;

/** @returns `undefined` for anything else. */
export function remarkIn(text: string): keyof typeof REMARKS | undefined {
  return (['help', 'thanks', 'pointer'] as const).find((remark) => REMARKS[remark].test(text));
}

/** Whether a reply to an answer makes sense only together with it: `and gpt-5?`, `what about plus?`, `since when?` */
export function isFollowUp(text: string): boolean {
  return FOLLOW_UP.test(text) && text.trim().split(/\s+/).length <= MOST_WORDS;
}

/** The look behind keeps it from trying again at each sign. */
const SIGNS_AT_END = /(?<![?!.])[?!.]+$/;

/**
 * Finds what a follow-up means: the same fact of another model (`model:gpt-4:released` and "and gpt-5?"), or the title of
 * the answer asked again with what was added to it.
 *
 * @param before - Id of the answer that it follows.
 * @returns The id of an answer; `undefined` if it is not certain what is meant.
 */
export function followUpId(book: AnswerBook, before: string, text: string): string | undefined {
  const said = text.replace(SIGNS_AT_END, '').trim();
  const added = said.replace(/^(?:and|or|but|what about|how about)\b/i, '').trim();
  const [kind, , fact] = before.split(':');
  const other = added === '' ? undefined : book.models.named(added);
  if (other && (kind === 'model' || kind === 'lineage')) {
    const id = [kind, other.id, fact].filter((part) => part !== undefined).join(':');
    if (book.titleOf(id) !== undefined) return id;
  }
  const title = book.titleOf(before);
  if (title === undefined || added === '' || added === said) return undefined;
  const { decision, answerIds } = book.ask(`${title.replace(/\?$/, '')} ${added}?`, 'direct');
  return decision === 'answer' && answerIds[0] !== before ? answerIds[0] : undefined;
}
