import { DATE, type Token } from './tokenize.ts';

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/** Words that dates are written with. They are known words, so that a misspelled one is repaired. */
export const DATE_WORDS: readonly string[] = MONTHS;

/** Parts of the longest date: "14th of march of 2023". */
const MAX_PARTS = 5;
/** What may be inside a date: `14. March, 2023`, `2023-04`, `06/2025`. */
const WITHIN = /^,? $|^\. ?$|^[-/]$/;

/** Years that somebody could ask about; `2048` is a number of tokens. */
const YEAR = '(?<year>20(?:1[5-9]|[23]\\d))';
const MONTH = '(?<month>0?[1-9]|1[0-2])';
const DAY = '(?<day>0?[1-9]|[12]\\d|3[01])';
const NAMED = '(?<named>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|[a-z]{5,9})';

/** Forms of a date, after its parts were joined by single spaces or hyphens. */
const FORMS = [
  YEAR,
  `(?<part>early|mid|middle|late|end|beginning|start|spring|summer|autumn|fall|winter|q[1-4])[ -](?:of )?${YEAR}`,
  `${YEAR}-${MONTH}(?:-${DAY})?`,
  `${MONTH}-${YEAR}`,
  // 03/04/2023 may be in March or in April, so only its year counts.
  `\\d\\d?[.-]\\d\\d?-${YEAR}`,
  `(?:${DAY}(?:st|nd|rd|th)?[ -](?:of )?)?${NAMED}[ -](?:of )?${YEAR}`,
  `${NAMED}[ -]${DAY}(?:st|nd|rd|th)?[ -]${YEAR}`,
].map((form) => new RegExp(`^${form}$`));

/** The first and the last month of parts of a year. A winter belongs to two of them, and counts as the year. */
const PARTS: ReadonlyMap<string, string> = new Map(
  [
    ['01..03', 'beginning start q1'],
    ['01..04', 'early'],
    ['03..05', 'spring'],
    ['04..06', 'q2'],
    ['05..08', 'mid middle'],
    ['06..08', 'summer'],
    ['07..09', 'q3'],
    ['09..11', 'autumn fall'],
    ['09..12', 'late'],
    ['10..12', 'end q4'],
  ].flatMap(([months, words]) => words!.split(' ').map((word) => [word, months!] as const)),
);

/**
 * Replaces each date that has a year by one `<date>`: "april 2023", "14 Mar 2023", "2023-04", "june of 2025", "in 2024".
 *
 * @param tokens - In which names were found already: the `2024-05-13` in a model's name is no date.
 */
export function findDates(tokens: readonly Token[]): Token[] {
  const found: Token[] = [];
  for (let i = 0; i < tokens.length;) {
    const hit = dateAt(tokens, i);
    found.push(hit ? { text: DATE, gap: tokens[i]!.gap, date: hit.date } : tokens[i]!);
    i += hit?.length ?? 1;
  }
  return found;
}

/** The longest date that begins at a token: `2023-04`, as precise as it was written; `2024-06..08` for "summer 2024". */
function dateAt(tokens: readonly Token[], start: number): { date: string; length: number } | undefined {
  let written = '';
  let hit: { date: string; length: number } | undefined;
  for (let length = 1; length <= MAX_PARTS; length++) {
    const token = tokens[start + length - 1];
    if (!token || (length > 1 && !WITHIN.test(token.gap))) break;
    written += (length === 1 ? '' : joint(token.gap)) + token.text;
    const date = asDate(written);
    if (date !== undefined) hit = { date, length };
  }
  return hit;
}

const joint = (gap: string): string => (gap.endsWith(' ') ? ' ' : '-');

function asDate(written: string): string | undefined {
  for (const form of FORMS) {
    const groups = form.exec(written)?.groups;
    if (!groups) continue;
    const { part, named } = groups;
    const month = part ? PARTS.get(part) : named ? monthNamed(named) : groups['month'];
    if (month === '0') continue;
    return [groups['year'], month, groups['day']].flatMap((digits) => digits?.padStart(2, '0') ?? []).join('-');
  }
  return undefined;
}

/** `3` for "mar" and "march"; `0` for a word that isn't a month. */
function monthNamed(word: string): string {
  return String(1 + MONTHS.findIndex((month) => month === word || month.slice(0, word.length === 4 ? 4 : 3) === word));
}
