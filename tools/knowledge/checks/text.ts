import { characterCount } from '../../../src/shared/text.ts';
import { MAX_PREVIEW, MAX_SHORT, MAX_TITLE } from '../../../src/knowledge/Answer.ts';
import { MONTHS, type PartialDate } from '../../../src/knowledge/dates.ts';
import { type Fault, type Path, sound } from '../../../src/knowledge/faults.ts';
import { CHATGPT } from '../../../src/knowledge/ids.ts';
import type { AnswerPage, ParsedKnowledge } from '../../../src/knowledge/parse.ts';
import { DATES, References } from '../../../src/knowledge/references.ts';
import { nameFinder } from '../nameFinder.ts';

/** Most characters of text in one message of components: discord.com/developers/docs/components/reference. */
const MAX_MESSAGE = 4000;

/** @param records - With all references filled in, as people will read them. */
export function* checkLengths({ answers, models, assistants, families }: ParsedKnowledge): Generator<Fault, void> {
  for (const [parsed, { title, short, body, table }] of sound(answers.values())) {
    if (characterCount(title) > MAX_TITLE) yield parsed.fault(['title'], tooLong('"title"', title, MAX_TITLE));
    if (characterCount(body) > MAX_PREVIEW) yield parsed.fault(['body'], tooLong('the body', body, MAX_PREVIEW));
    // Each column name and cell once, one character apart: no way of showing the table is shorter.
    const cells = [table?.columns ?? [], ...(table?.rows ?? []).map((row) => row.map(({ text }) => text))];
    const whole = title + short + body + cells.flat().join('\n');
    if (characterCount(whole) <= MAX_MESSAGE) continue;
    yield parsed.fault(['body'], tooLong('the body with title, short and table', whole, MAX_MESSAGE));
  }
  const all = [...answers.values(), ...models.values(), ...assistants.values(), ...families.values()];
  for (const [parsed, { short = '' }] of sound(all)) {
    if (characterCount(short) > MAX_SHORT) yield parsed.fault(['short'], tooLong('"short"', short, MAX_SHORT));
  }
}

const tooLong = (what: string, text: string, limit: number): string =>
  `${what} has ${characterCount(text)} characters: shorten it to at most ${limit}`;

interface Line {
  readonly text: string;
  readonly path: Path;
  /** Of a cell, its whole row. */
  readonly row?: string;
}

/** Everything in an answer that people read. */
function linesOf({ title, short, body, table }: AnswerPage): readonly Line[] {
  const cells = (table?.rows ?? []).flatMap((row, place) => {
    const whole = row.map(({ text }) => text).join('\n');
    return row.map(({ text }, index): Line => ({ text, path: ['table', 'rows', place, index], row: whole }));
  });
  return [
    { text: title, path: ['title'] },
    { text: short, path: ['short'] },
    ...cells,
    ...body.split('\n').map((text) => ({ text, path: ['body'] })),
  ];
}

const MASKED_LINK = /\[[^[\]\n]*\]\(\s*(?!\s)<?([^)\s>[]*)(?![^)\s>[])[^)[\n]*\)/g;

/** Links with a text lead to https, because readers cannot see what they click. */
export function* checkMaskedLinks({ answers }: ParsedKnowledge): Generator<Fault, void> {
  for (const [parsed, page] of sound(answers.values())) {
    for (const { text, path } of linesOf(page)) {
      for (const [link, address] of text.matchAll(MASKED_LINK)) {
        if (address?.startsWith('https://')) continue;
        yield parsed.fault(path, `the link to "${address}" does not lead to https: write its full https address`, link);
      }
    }
  }
}

/** More references would make the message hard to read. */
const MAX_OFFERED = 3;

/**
 * No answer writes out a day that a reference stands for, so that correcting the fact corrects the answer as well.
 * Only a day that belongs to something named beside it counts: in the same line or table row, or, if that names nothing, in
 * the title. Months and years don't count, because different things happen in the same month.
 *
 * @param records - With their references not yet filled in.
 */
export function* checkWrittenDates(records: ParsedKnowledge): Generator<Fault, void> {
  const { answers, models, assistants } = records;
  const references = new References(records);
  const all = [...sound([...models.values(), ...assistants.values()])];
  // What ChatGPT had is found by the names of its models.
  const named = all.filter(([{ id }]) => id !== CHATGPT);
  const byName = new Map(named.map(([{ id }, { name }]) => [name, id]));
  const findNames = nameFinder(byName.keys());
  const namedIn = (text: string): readonly string[] => {
    const spelledOut = text.replaceAll(/\{\{([^{}]+)\}\}/g, (_, inner: string) => nameBefore(inner.trim(), records));
    return [...new Set(findNames(spelledOut).map((name) => byName.get(name)!))];
  };
  for (const [parsed, page] of sound(answers.values())) {
    for (const { text, path, row = text } of linesOf(page)) {
      const days = writtenDays(text);
      if (days.length === 0) continue;
      const ids = [row, page.title].map(namedIn).find((found) => found.length > 0) ?? [];
      const dates = ids.flatMap((id) => datesOf(id, records, references));
      for (const { written, date, index } of days) {
        const meant = dates.filter((known) => known[1] === date).map(([reference]) => `{{${reference}}}`);
        if (meant.length === 0) continue;
        const what = `"${written}" is written down elsewhere: refer to it as ${meant.slice(0, MAX_OFFERED).join(' or ')}`;
        yield parsed.fault(path, what, written, text.slice(0, index));
      }
    }
  }
}

/** The name of the model that a reference such as `gpt-4.released` begins with. */
function nameBefore(reference: string, { models }: ParsedKnowledge): string {
  for (let end = reference.lastIndexOf('.'); end > 0; end = reference.lastIndexOf('.', end - 1)) {
    const name = models.get(reference.slice(0, end))?.data?.name;
    if (name !== undefined) return name;
  }
  return '';
}

const DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;
const MONTH = String.raw`(?<month>${MONTHS.join('|')})[a-z]*\.?`;
const YEAR = String.raw`(?<year>\d{4})`;
const WRITTEN_DAYS = [
  String.raw`\b${DAY} ${MONTH},? ${YEAR}\b`,
  String.raw`\b${MONTH} ${DAY},? ${YEAR}\b`,
  String.raw`\b${YEAR}-(?<month>\d\d)-(?<day>\d\d)\b`,
].map((form) => new RegExp(form, 'g'));

/**
 * The days that a text names with their year, in any of the usual forms.
 *
 * @example
 * writtenDays('since 7 August 2025'); // [{ written: '7 August 2025', index: 6, date: '2025-08-07' }]
 */
function writtenDays(text: string): readonly { written: string; index: number; date: PartialDate }[] {
  return WRITTEN_DAYS.flatMap((form) =>
    [...text.matchAll(form)].map(({ 0: written, index, groups }) => {
      const { day = '', month = '', year = '' } = groups ?? {};
      const number = /^\d/.test(month) ? month : String(MONTHS.findIndex((name) => name === month) + 1);
      return { written, index, date: [year, number.padStart(2, '0'), day.padStart(2, '0')].join('-') };
    }),
  );
}

/** Every date that can be referred to and belongs to a model or an assistant, and how: `['gpt-4.released', '2023-03-14']`. */
function datesOf(id: string, { models, assistants, names }: ParsedKnowledge, references: References) {
  const model = models.get(id)?.data;
  const facts = Object.entries(DATES).map(([fact, date]) => [`${id}.${fact}`, model && date(model)] as const);
  const plans = Object.keys(names?.data?.plans ?? {});
  const holders = assistants.get(id)?.data?.runsOn.flatMap((use) => use.model ?? []) ?? plans;
  // The first beginning and the last end need no number.
  const ends = [...new Set(holders)].flatMap((holder) =>
    references
      .spans(id, holder)
      .flatMap(({ from, to }, index, { length }) => [
        [`${id}.${holder}.from${index === 0 ? '' : `.${index + 1}`}`, from] as const,
        [`${id}.${holder}.to${index === length - 1 ? '' : `.${index + 1}`}`, to] as const,
      ]),
  );
  return [...facts, ...ends].filter(([, date]) => date);
}
