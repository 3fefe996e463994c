import { characterCount } from '../../shared/text.ts';
import type { Fault } from '../faults.ts';
import type { Path } from '../files.ts';
import type { AnswerPage, ParsedKnowledge } from '../parse.ts';

/**
 * Characters that are drawn as nothing, for the inside of a character class: what Unicode lets fonts leave out (joiners,
 * soft hyphens, variation selectors, tags, blank Hangul letters), marks around notes between lines, those that join
 * hieroglyphs and blank ones, an empty head of a note.
 */
export const UNSEEN = String.raw`\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}\u{13430}-\u{13442}\u{1D159}`;

const NOT_DRAWN = new RegExp(`[${UNSEEN}]+`, 'gu');

/**
 * The same for texts that look the same to the person who asks: letters and digits in lower case with single spaces,
 * without what cannot be seen. A text without letters and digits stays as it is.
 */
export function bareText(text: string): string {
  const words = text
    .replaceAll(NOT_DRAWN, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ');
  return words.trim() || text;
}

/** A line of a select menu or a list of choices: discord.com/developers/docs, "max 100 characters". */
const LONGEST_TITLE = 100;

/** What a phone's notification shows of a message: a rule of the house. */
const LONGEST_SHORT = 200;

/** All text of one message of components: discord.com/developers/docs/components/reference, "4000 characters". */
const LONGEST_MESSAGE = 4000;

/** @param filled - With all references filled in: what people will read is what counts. */
export function checkLengths({ answers, models }: ParsedKnowledge): Fault[] {
  const texts = [...answers.values()].flatMap((parsed) => {
    const { title = '', short = '', body = '', table } = parsed.data ?? {};
    const faults: Fault[] = [];
    if (characterCount(title) > LONGEST_TITLE)
      faults.push(parsed.fault(['title'], tooLong('"title"', title, LONGEST_TITLE)));
    if (characterCount(short) > LONGEST_SHORT)
      faults.push(parsed.fault(['short'], tooLong('"short"', short, LONGEST_SHORT)));
    const whole = title + short + body + (table ? leastText(table) : '');
    if (characterCount(whole) > LONGEST_MESSAGE) {
      const what = table ? 'the body with title, short and table' : 'the body with title and short';
      faults.push(parsed.fault(['body'], tooLong(what, whole, LONGEST_MESSAGE)));
    }
    return faults;
  });
  const shorts = [...models.values()].flatMap((parsed) => {
    const short = parsed.data?.short ?? '';
    return characterCount(short) > LONGEST_SHORT
      ? parsed.fault(['short'], tooLong('"short"', short, LONGEST_SHORT))
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

const MASKED_LINK = /\[[^\]\n]*\]\(\s*<?([^)\s>]*)[^)\n]*\)/g;

/** Links whose address is hidden behind text lead to https: readers cannot see what they click. */
export function checkMaskedLinks({ answers }: ParsedKnowledge): Fault[] {
  return [...answers.values()].flatMap((parsed) => {
    const { title, short, body, table } = parsed.data ?? {};
    const cells = (table?.rows ?? []).flatMap((row, rowIndex) =>
      row.map(({ text }, index): [Path, string] => [['table', 'rows', rowIndex, index], text]),
    );
    const texts: [Path, string | undefined][] = [[['title'], title], [['short'], short], [['body'], body], ...cells];
    return texts.flatMap(([path, text = '']) =>
      [...text.matchAll(MASKED_LINK)]
        .filter(([, address]) => !address?.startsWith('https://'))
        .map(([link, address]) =>
          parsed.fault(path, `the link to "${address}" does not lead to https: write its full https address`, link),
        ),
    );
  });
}
