import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { UserError } from '../../../src/UserError.ts';
import { type Figures, figuresOf } from './figuresOf.ts';
import type { Judged } from './judge.ts';
import type { Half } from './LabelledQuestion.ts';

/** Figures of each half of the labelled questions and of both. Committed, so that a change shows what it changes. */
export type Report = Readonly<Record<Half | 'all', Figures>>;

export function reportOn(judged: readonly Judged[]): Report {
  const half = (name: Half): Figures => figuresOf(judged.filter(({ question }) => question.half === name));
  return { tune: half('tune'), held: half('held'), all: figuresOf(judged) };
}

const share = z.number().min(0).max(1).nullable();
const count = z.int().min(0);
const decided = z.strictObject({ precision: share, recall: share, answered: count });
const figures = z.strictObject({
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
const reportSchema: z.ZodType<Report> = z.strictObject({ tune: figures, held: figures, all: figures });

/**
 * @returns `undefined` when there is no such file.
 * @throws UserError `report-faulty` when it holds something else.
 */
export async function readReport(path: string): Promise<Report | undefined> {
  try {
    return reportSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new UserError(
      'report-faulty',
      `"${path}" is no report: delete it, and write a new one with npm run eval -- report --update`,
    );
  }
}

export async function writeReport(path: string, report: Report): Promise<void> {
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`);
}
