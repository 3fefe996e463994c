import { characterCount } from '../../shared/text.ts';
import { MAX_SHORT, MAX_TITLE } from '../Answer.ts';
import type { Fault } from '../faults.ts';
import type { Path } from '../files.ts';
import type { AnswerPage, ParsedKnowledge } from '../parse.ts';

/** Most characters of text in one message of components: discord.com/developers/docs/components/reference. */
const MAX_MESSAGE = 4000;

/** @param records - With all references filled in, as people will read them. */
export function checkLengths({ answers, models, assistants, families }: ParsedKnowledge): Fault[] {
  const texts = [...answers.values()].flatMap((parsed) => {
    const { title = '', short = '', body = '', table } = parsed.data ?? {};
    const faults: Fault[] = [];
    if (characterCount(title) > MAX_TITLE) faults.push(parsed.fault(['title'], tooLong('"title"', title, MAX_TITLE)));
    if (characterCount(short) > MAX_SHORT) faults.push(parsed.fault(['short'], tooLong('"short"', short, MAX_SHORT)));
    const whole = title + short + body + (table ? leastText(table) : '');
    if (characterCount(whole) > MAX_MESSAGE) {
      const what = table ? 'the body with title, short and table' : 'the body with title and short';
      faults.push(parsed.fault(['body'], tooLong(what, whole, MAX_MESSAGE)));
    }
    return faults;
  });
  const shorts = [...models.values(), ...assistants.values(), ...families.values()].flatMap((parsed) => {
    const short = parsed.data?.short ?? '';
    return characterCount(short) > MAX_SHORT ? parsed.fault(['short'], tooLong('"short"', short, MAX_SHORT)) : [];
  });
  return [...texts, ...shorts];
}

/** Each column name and cell once, one character apart: no way of showing the table is shorter. */
function leastText({ columns, rows }: NonNullable<AnswerPage['table']>): string {
  return [columns, ...rows.map((row) => row.map(({ text }) => text))].flat().join('\n');
}

const tooLong = (what: string, text: string, limit: number): string =>
  `${what} has ${characterCount(text)} characters: shorten it to at most ${limit}`;

const MASKED_LINK = /\[[^[\]\n]*\]\(\s*(?!\s)<?([^)\s>[]*)(?![^)\s>[])[^)[\n]*\)/g;

/** Links with a text lead to https, because readers cannot see what they click. */
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
