import { z } from 'zod';
import { fullDate } from './dates.ts';
import type { Source } from './Source.ts';

/** Kebab-case: `gpt-vs-chatgpt`. */
export const ANSWER_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export const line = z
  .string()
  .trim()
  .min(1)
  .regex(/^[^\n]*$/, 'must be one line');

/** A text that questions are compared with. */
export const question = line.max(200);

/** One topic of `knowledge/out-of-scope.yaml`. Its name is only for people who read the file. */
export const topicSchema = z.array(z.unknown()).min(1);

/**
 * A question or remark that no answer covers: a counter-example to all answers, as `notThis` is to one. `<model>` in it
 * stands for any model.
 */
export const outOfScopeText = question;

const cell = z.union([
  z.union([z.string(), z.number().transform(String)]).transform((text) => ({ text, sources: [] as string[] })),
  z.strictObject({ text: z.string(), sources: z.array(z.string()).default([]) }),
]);

/** Data for a comparison, one inner array a row. How it is drawn is the business of `replies/`. */
const tableSchema = z
  .strictObject({
    columns: z.array(z.string().min(1)).min(2).max(6),
    rows: z.array(z.array(cell)).min(1).max(20),
  })
  .refine(
    (table) => table.rows.every((row) => row.length === table.columns.length),
    'needs one cell a column in every row',
  );

/** The front matter of `knowledge/answers/<id>.md`; what follows it is the body, in Markdown. */
export const answerSchema = z.strictObject({
  /** At most 100 characters once its references are filled in, which `checks/checkLengths.ts` sees to. */
  title: line,
  /** Phrasings: ways in which people ask this, each a line. Matched, never shown as the reply. */
  questions: z.array(question).min(1),
  /** Questions that look alike and must not get this answer. */
  notThis: z.array(question).default([]),
  /** True by itself, at most 200 characters once filled in: what a phone's notification shows. */
  short: line,
  /** The day for which all of it is known to hold. */
  asOf: fullDate,
  /** The day on which a maintainer should look again. Absent for definitions and history that will not change. */
  reviewBy: fullDate.optional(),
  /** Ids in `knowledge/sources.yaml`. */
  sources: z.array(z.string()).min(1),
  /** Ids of answers that people ask for next, most useful first; made ones such as `model:gpt-4` too. */
  related: z.array(z.string()).max(5).default([]),
  table: tableSchema.optional(),
});

export type AnswerRecord = z.output<typeof answerSchema>;

export interface Cell {
  readonly text: string;
  readonly sources: readonly Source[];
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * What the bot says to one family of questions. Curated ones come from `knowledge/`; those made from model facts
 * (`model:gpt-4`, `compare:gpt-3+gpt-4`, `lineage:gpt-4o`, `plan:plus:2023-04`) have the same shape, so nobody downstream
 * can tell.
 * References such as `{{gpt-4.released}}` are already filled in.
 */
export interface Answer {
  readonly id: string;
  readonly title: string;
  readonly questions: readonly string[];
  readonly notThis: readonly string[];
  /** Empty only of a server's answer that begins with something else than a sentence. */
  readonly short: string;
  /** Markdown; may be empty. */
  readonly body: string;
  readonly table?: Table;
  readonly sources: readonly Source[];
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  /** `YYYY-MM-DD` */
  readonly reviewBy?: string;
  readonly related: readonly string[];
}
