import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printColumns, type Subcommand, UsageError } from '../../src/cli/run.ts';
import type { Answer } from '../../src/knowledge/Answer.ts';
import { isBefore, plusDays, today } from '../../src/knowledge/dates.ts';
import type { Knowledge } from '../../src/knowledge/Knowledge.ts';
import type { Model } from '../../src/knowledge/Model.ts';
import { nameFinder } from './nameFinder.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { fullDate } from '../../src/knowledge/schemas/fields.ts';
import { DAY_MS } from '../../src/shared/clock.ts';
import { UserError } from '../../src/shared/UserError.ts';
import { folderIn, folderOption } from './curatedSet.ts';

/** How long facts that change, and a model in use, pass for current. */
const CURRENT_DAYS = 60;

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** The first day on which something checked on `checked` is due again. */
const dueAfter = (checked: string): string => plusDays(checked, CURRENT_DAYS + 1);

type Row = readonly string[];

/** Days and months compare as text. Rows of one date stay in their order. */
const soonestFirst = (rows: readonly Row[]): readonly Row[] =>
  rows.toSorted(([one = ''], [other = '']) => (one === other ? 0 : one < other ? -1 : 1));

/** What is due on a day, each with the day since when. */
function dueOn(day: string, { answers, models, assistants }: Knowledge): readonly Row[] {
  const inUse = [...models.values()].filter((model) => !isRetired(model, day));
  const rows = [
    ...[...answers.values()].map(({ id, reviewBy, title }) => [reviewBy ?? '', 'answer', id, title]),
    ...inUse.map(({ id, checked, name }) => [dueAfter(checked), 'model', id, name]),
    ...[...assistants.values()].map(({ id, checked, name }) => [dueAfter(checked), 'assistant', id, name]),
  ];
  return soonestFirst(rows.filter(([due]) => due !== '' && due! <= day));
}

/** Whether nobody can use it in ChatGPT or the API, so that its facts no longer change. */
function isRetired({ retired, apiIds }: Model, day: string): boolean {
  if (!retired || (apiIds.length > 0 && retired.api === undefined)) return false;
  return ![retired.chatgpt, retired.api].some((end) => end !== undefined && isBefore(day, end));
}

const SAYS_NEWEST = /(?<![\w-])(?:newest|latest)(?![\w-])/i;

/**
 * Answers that call a model the newest, and newer ones of its maker that came out after the answer was checked. If the
 * title says it, all models in the answer are meant, else those in the same sentence.
 */
function overtakenOn(day: string, { answers, models }: Knowledge): readonly Row[] {
  const byName = new Map(Array.from(models.values(), (model) => [model.name, model]));
  const namesIn = nameFinder(byName.keys());
  return [...answers.values()].flatMap((answer) => {
    const makers = new Set(namesIn(newestIn(answer)).map((name) => byName.get(name)!.maker));
    const newer = [...models.values()].filter(
      ({ maker, released }) => makers.has(maker) && isBefore(answer.checked, released) && !isBefore(day, released),
    );
    if (newer.length === 0) return [];
    return [
      [
        answer.checked,
        answer.id,
        `since then: ${newer.map((model) => `${model.name} (${model.released})`).join(', ')}`,
      ],
    ];
  });
}

/** The parts of an answer that speak of what is newest. */
function newestIn({ title, short, body, table }: Answer): string {
  const texts = [title, short, body, ...(table?.rows.flat().map(({ text }) => text) ?? [])];
  if (SAYS_NEWEST.test(title)) return texts.join('\n');
  const sentences = texts.flatMap((text) => text.split(/(?<=[.!?])\s+|\n+/));
  return sentences.filter((sentence) => SAYS_NEWEST.test(sentence)).join('\n');
}

/** Models that a plan or an assistant has had for long, without an end. */
function openOn(day: string, { assistants, models }: Knowledge): readonly Row[] {
  const isLong = ({ from, to }: { from: string | null; to?: string | undefined }): boolean =>
    to === undefined && isBefore(from, plusDays(day, -CURRENT_DAYS));
  const nameOf = (id: string): string => models.get(id)?.name ?? id;
  const uses = [...assistants.values()].flatMap(({ id, runsOn }) =>
    runsOn.filter(isLong).map(({ from, model, name, role, plans }) => {
      const of = plans.length > 0 ? `: ${role} of ${plans.join(', ')}` : '';
      return [from!, `assistants/${id}.yaml`, (name ?? nameOf(model!)) + of];
    }),
  );
  return soonestFirst(uses);
}

export const stale: Subcommand = {
  usage: '[--on DATE] [--done ID] [--folder DIR]',
  summary:
    'list what to look at again, soonest first, and exit with 1 if anything is due; --done ID says that it is true today',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { folder: folderOption, on: { type: 'string' }, done: { type: 'string' } },
    });
    const day = values.on ?? today();
    if (!fullDate.safeParse(day).success) throw new UsageError(`"${day}" is not a day: write it as 2024-05-13`);
    const folder = folderIn(values.folder);
    const knowledge = await readKnowledge(folder);
    if (values.done === undefined) return printStale(day, knowledge) ? 1 : 0;
    console.log(await markDone(values.done, day, knowledge, folder));
    return 0;
  },
};

/** @returns Whether anything is due. What has been in use for long may well be true. */
function printStale(day: string, knowledge: Knowledge): boolean {
  const [due, overtaken, open] = [dueOn(day, knowledge), overtakenOn(day, knowledge), openOn(day, knowledge)];
  const sections: readonly (readonly [string, readonly Row[]])[] = [
    [`Due on ${day}, with the day since when`, due],
    ['Answers that name the newest model, with the day of their last check', overtaken],
    [`In use for more than ${CURRENT_DAYS} days without an end: add "to" if it ended`, open],
  ];
  const full = sections.filter(([, rows]) => rows.length > 0);
  for (const [heading, rows] of full) {
    console.log(`${heading} (${rows.length})`);
    printColumns(rows);
    console.log();
  }
  console.log(
    full.length === 0
      ? `On ${day} nothing is stale.`
      : 'If an answer, model or assistant is still true: npm run knowledge -- stale --done ID',
  );
  return due.length + overtaken.length > 0;
}

/**
 * Writes into its file that an answer, a model or an assistant is true on a day, and moves the next review as far as the
 * last one was. Everything else in the file stays as it is.
 *
 * @returns What changed.
 * @throws UserError `unknown-id`
 */
async function markDone(given: string, day: string, knowledge: Knowledge, folder: string): Promise<string> {
  const { path, checked, reviewBy } = fileOf(given, knowledge);
  const dates = { checked: day, ...(reviewBy && { reviewBy: plusDays(day, daysBetween(checked, reviewBy)) }) };
  const file = join(folder, path);
  let text = await readFile(file, 'utf8');
  for (const [field, date] of Object.entries(dates)) {
    const written = new RegExp(`^(${field}:[ \\t]*['"]?)\\d{4}-\\d{2}-\\d{2}`, 'm');
    if (!written.test(text)) {
      throw new UserError('unusual-form', `${file} has no line that begins with "${field}:": change its date by hand.`);
    }
    text = text.replace(written, `$1${date}`);
  }
  await writeFile(file, text);
  return `${path}: ${Object.entries(dates)
    .map((pair) => pair.join(' '))
    .join(', ')}`;
}

interface DatedFile {
  /** Inside the folder of the set. */
  readonly path: string;
  readonly checked: string;
  readonly reviewBy?: string;
}

function fileOf(given: string, { answers, models, assistants }: Knowledge): DatedFile {
  const id = given.replace(/^(?:model|assistant):/, '');
  const answer = answers.get(given);
  if (answer) return { path: `answers/${id}.md`, ...answer };
  const model = models.get(id);
  if (model) return { path: `models/${id}.yaml`, checked: model.checked };
  const assistant = assistants.get(id);
  if (assistant) return { path: `assistants/${id}.yaml`, checked: assistant.checked };
  throw new UserError('unknown-id', `There is no answer, model or assistant "${given}": correct the id.`);
}
