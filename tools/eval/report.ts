import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openBook } from '../../src/answers/openBook.ts';
import { fromCallersFolder, printColumns, type Subcommand, UsageError } from '../../src/cli/run.ts';
import { UserError } from '../../src/shared/UserError.ts';
import { type Confusions, confusionsOf, type Figures, figuresOf } from './figures.ts';
import { type Half, HALVES, judge, type Judged, LABELLED_QUESTIONS, readLabelledQuestions } from './labelled.ts';

/** A column of the table: its heading and its figures. */
type Column = readonly [heading: string, figures: Figures];

/** @param before - The last column's figures in the committed report, if there is one. */
function printFigures(columns: readonly Column[], before: Figures | undefined): void {
  const last = columns.at(-1)![1];
  const shares = (name: string, of: (figures: Figures) => number | null): string[] => [
    name,
    ...columns.map(([, figures]) => percent(of(figures))),
    before ? change(of(before), of(last)) : '',
  ];
  const falseAnswers = (name: string): string[] => [
    `  answers to ${name}`,
    ...columns.map(([, figures]) => answeredOf(figures.falseAnswers[name])),
    before ? signed(last.falseAnswers[name]!.answered - (before.falseAnswers[name]?.answered ?? 0), 0) : '',
  ];
  printColumns([
    ['', ...columns.map(([heading]) => heading), before ? 'change' : ''],
    ['questions', ...columns.map(([, { answerable, unanswerable }]) => `${answerable} + ${unanswerable}`)],
    ['in a channel'],
    shares('  precision', ({ passive }) => passive.precision),
    shares('  recall', ({ passive }) => passive.recall),
    ...Object.keys(last.falseAnswers).map(falseAnswers),
    ['asked directly'],
    shares('  precision', ({ direct }) => direct.precision),
    shares('  recall', ({ direct }) => direct.recall),
    ['whatever the decision'],
    shares('  right first', ({ top1 }) => top1),
    shares('  right among three', ({ top3 }) => top3),
    shares('  AUROC', (figures) => figures.auroc),
  ]);
}

function printCalibration({ calibration }: Figures): void {
  console.log('\nConfidence of the first candidate to the nearest tenth, and how many are right');
  printColumns(
    Object.entries(calibration).map(([at, { questions, right }]) => [
      at,
      percent(right / questions),
      `${right} of ${questions}`,
    ]),
  );
}

function printConfusions({ answeredWrongly, wrongFirst }: Confusions): void {
  printNamed('Wrong answers in a channel', answeredWrongly);
  printNamed('Not answered, and the first candidate is wrong', wrongFirst);
}

function printNamed(heading: string, judged: readonly Judged[]): void {
  console.log(`\n${heading}: ${judged.length}`);
  for (const { question, top, confidence } of judged) {
    const expected = question.expect?.join(' or ') ?? 'silence';
    console.log(`  ${confidence.toFixed(2)}  ${JSON.stringify(question.text)} → ${top ?? 'nothing'} / ${expected}`);
  }
}

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);

function answeredOf(some: Figures['falseAnswers'][string] | undefined): string {
  return some ? `${some.answered} of ${some.questions}` : '–';
}

/** In percentage points. */
function change(before: number | null, now: number | null): string {
  return before === null || now === null ? '–' : signed((now - before) * 100, 1);
}

function signed(value: number, places: number): string {
  const text = value.toFixed(places);
  if (Number(text) === 0) return '=';
  return value > 0 ? `+${text}` : text;
}

/** Figures for each half of the labelled questions and for both. Committed, so that the effect of a change shows. */
export type Report = Readonly<Record<Half | 'all', Figures>>;

export function reportOn(judged: readonly Judged[]): Report {
  const half = (name: Half): Figures => figuresOf(judged.filter(({ question }) => question.half === name));
  return { tune: half('tune'), held: half('held'), all: figuresOf(judged) };
}

const share = z.number().min(0).max(1).nullable();
const count = z.int().min(0);
const decided = z.strictObject({ precision: share, recall: share, answered: count });
const figuresSchema = z.strictObject({
  answerable: count,
  unanswerable: count,
  passive: decided,
  direct: decided,
  falseAnswers: z.record(z.string(), z.strictObject({ questions: count, answered: count })),
  top1: share,
  top3: share,
  auroc: share,
  calibration: z.record(z.string(), z.strictObject({ questions: count, right: count })),
});
const reportSchema: z.ZodType<Report> = z.strictObject({
  tune: figuresSchema,
  held: figuresSchema,
  all: figuresSchema,
});

/**
 * @returns `undefined` when there is no such file.
 * @throws UserError `report-faulty` when it is not a report.
 */
async function readReport(path: string): Promise<Report | undefined> {
  try {
    return reportSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new UserError('report-faulty', `"${path}" is not a report. Replace it with npm run eval -- report --update`);
  }
}

async function writeReport(path: string, report: Report): Promise<void> {
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`);
}

/** A wrong answer in a channel is worse than silence. */
const MIN_PRECISION = 0.95;
/** How much recall may drop below the committed report. */
const MAX_RECALL_LOSS = 0.02;

/**
 * Reasons why a change must not land, one sentence each; empty when it may.
 *
 * @param before - Figures of the committed report, if there is one.
 */
export function regressions(now: Figures, before: Figures | undefined): readonly string[] {
  const found: string[] = [];
  const { precision, recall } = now.passive;
  if (precision !== null && precision < MIN_PRECISION) {
    found.push(`Precision in a channel is ${percent(precision)}. It must be at least ${percent(MIN_PRECISION)}.`);
  }
  if (!before) return found;
  if (now.answerable !== before.answerable || now.unanswerable !== before.unanswerable) {
    found.push('The committed report is about other questions. Write a new one with npm run eval -- report --update');
    return found;
  }
  const lost = (before.passive.recall ?? 0) - (recall ?? 0);
  // The margin is for rounding.
  if (lost > MAX_RECALL_LOSS + 1e-9) {
    found.push(
      `Recall in a channel dropped from ${percent(before.passive.recall ?? 0)} to ${percent(recall ?? 0)}. It may drop by two points at most.`,
    );
  }
  return found;
}

export const report: Subcommand = {
  usage: '[--half tune|held | --update] [--folder DIR]',
  summary: 'print how well the labelled questions are matched, and exit with 1 if a change must not land',
  async run(args, { cache }) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        half: { type: 'string' },
        update: { type: 'boolean', default: false },
        folder: { type: 'string' },
      },
    });
    const { half, update } = values;
    const folder = values.folder === undefined ? LABELLED_QUESTIONS : fromCallersFolder(values.folder);
    if (half !== undefined && !isHalf(half)) throw new UsageError(`Unknown half "${half}". Use tune or held.`);
    if (half !== undefined && update) throw new UsageError('--update needs both halves. Leave out --half.');
    const questions = await readLabelledQuestions(folder);
    const { matcher } = await openBook({ cache });
    const judged = questions.map((question) => judge(question, matcher));
    if (half !== undefined) {
      printHalf(
        half,
        judged.filter(({ question }) => question.half === half),
      );
      return 0;
    }
    return await printAll(judged, join(folder, 'report.json'), update);
  },
};

function isHalf(text: string): text is Half {
  return (HALVES as readonly string[]).includes(text);
}

function printHalf(half: Half, judged: readonly Judged[]): void {
  const figures = figuresOf(judged);
  printFigures([[half, figures]], undefined);
  printConfusions(confusionsOf(judged));
  printCalibration(figures);
}

/** @returns The exit code: 1 if a change must not land. */
async function printAll(judged: readonly Judged[], path: string, update: boolean): Promise<number> {
  const now = reportOn(judged);
  const before = await readReport(path);
  printFigures(Object.entries(now), before?.all);
  printConfusions(confusionsOf(judged));
  printCalibration(now.all);
  if (update) await writeReport(path, now);
  const found = regressions(now.all, update ? undefined : before?.all);
  for (const regression of found) console.error(regression);
  return found.length === 0 ? 0 : 1;
}
