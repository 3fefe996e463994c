import { characterCount } from '../../characterCount.ts';
import type { AnswerPage, Drafts } from '../Drafts.ts';
import type { Fault } from '../Fault.ts';

/** A line of a select menu or a list of choices: discord.com/developers/docs, "max 100 characters". */
const LONGEST_TITLE = 100;

/** What a phone's notification shows of a message: a rule of the house. */
const LONGEST_SHORT = 200;

/** All text of one message of components: discord.com/developers/docs/components/reference, "4000 characters". */
const LONGEST_MESSAGE = 4000;

/** @param filled - With all references filled in: what people will read is what counts. */
export function checkLengths({ answers, models }: Drafts): Fault[] {
  const texts = [...answers.values()].flatMap((draft) => {
    const { title = '', short = '', body = '', table } = draft.record ?? {};
    const faults: Fault[] = [];
    if (characterCount(title) > LONGEST_TITLE)
      faults.push(draft.fault(['title'], tooLong('"title"', title, LONGEST_TITLE)));
    if (characterCount(short) > LONGEST_SHORT)
      faults.push(draft.fault(['short'], tooLong('"short"', short, LONGEST_SHORT)));
    const whole = title + short + body + (table ? leastText(table) : '');
    if (characterCount(whole) > LONGEST_MESSAGE) {
      const what = table ? 'the body with title, short and table' : 'the body with title and short';
      faults.push(draft.fault(['body'], tooLong(what, whole, LONGEST_MESSAGE)));
    }
    return faults;
  });
  const shorts = [...models.values()].flatMap((draft) => {
    const short = draft.record?.short ?? '';
    return characterCount(short) > LONGEST_SHORT
      ? draft.fault(['short'], tooLong('"short"', short, LONGEST_SHORT))
      : [];
  });
  return [...texts, ...shorts];
}

/** Each column's name and each cell once, a character apart: however a table is shown, it is not shorter. */
function leastText({ columns, rows }: NonNullable<AnswerPage['table']>): string {
  return [columns, ...rows.map((row) => row.map(({ text }) => text))].flat().join('\n');
}

/** Discord counts code points, not UTF-16 units. */

const tooLong = (what: string, text: string, limit: number): string =>
  `${what} has ${characterCount(text)} characters: shorten it to at most ${limit}`;
