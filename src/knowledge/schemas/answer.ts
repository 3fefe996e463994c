import { z } from 'zod';
import { fullDate, sources } from './fields.ts';

// The fields of all schemas are explained to writers in knowledge/README.md. A test finds those that are not.

const line = z
  .string()
  .trim()
  .min(1)
  .regex(/^[^\n]*$/, 'must be one line');

/** A text that questions are compared with: a phrasing, a counter-example, or a text that no answer covers. */
export const question = line.max(200);

/** One topic of `knowledge/out-of-scope.yaml`. Its name is only for people who read the file. */
export const topicSchema = z.array(question).min(1);

const cell = z.union([
  z.union([z.string(), z.number().transform(String)]).transform((text) => ({ text, sources: [] as string[] })),
  z.strictObject({ text: z.string(), sources: z.array(z.string()).default([]) }),
]);

/** Data for a comparison, one inner array per row. `replies/` decides how to draw it. */
const tableSchema = z
  .strictObject({
    columns: z.array(z.string().min(1)).min(2).max(6),
    rows: z.array(z.array(cell)).min(1).max(20),
  })
  .refine(
    (table) => table.rows.every((row) => row.length === table.columns.length),
    'needs one cell per column in every row',
  );

/** `knowledge/answers/<id>.phrasings.yaml`: how people ask for the answer beside it. */
export const phrasingsSchema = z.strictObject({
  questions: z.array(question).min(1),
  notThis: z.array(question).default([]),
});

const PHRASING_FIELDS = Object.keys(phrasingsSchema.shape);

/**
 * The front matter of `knowledge/answers/<id>.md`; what follows it is the body, in Markdown. Lengths are checked once
 * references are filled in: see `tools/knowledge/checks/text.ts`.
 */
const frontMatter = {
  title: line,
  short: line,
  checked: fullDate,
  reviewBy: fullDate.exactOptional(),
  sources,
  related: z.array(z.string()).max(5).default([]),
  table: tableSchema.optional(),
  onlyWhenAsked: z.literal(true).exactOptional(),
};

export const answerSchema = z.strictObject(frontMatter, {
  error: (issue) =>
    issue.code === 'unrecognized_keys' && issue.keys.every((key) => PHRASING_FIELDS.includes(key))
      ? 'belongs in the .phrasings.yaml file beside this one: move it there'
      : undefined,
});

export type AnswerRecord = z.output<typeof answerSchema> & z.output<typeof phrasingsSchema>;
