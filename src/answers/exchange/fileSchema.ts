import { z } from 'zod';
import { ID } from '../../knowledge/ids.ts';

export const FORMAT = 'whence-answers';

/** The version of the format. There has been no other. */
export const FORMAT_VERSION = 1;

const line = z
  .string()
  .regex(/\S/, 'is empty: fill it in')
  .regex(/^[^\n\u2028\u2029]*$/, 'must be one line');

const answerId = z.string().max(60).regex(ID, 'is not an id: write it in lower case with hyphens, like server-rules');

/** One answer in a file, in whatever format it is written. */
export const entrySchema = z
  .strictObject({
    id: answerId.describe('Lower case with hyphens. The id of a curated answer replaces that answer on this server.'),
    version: z
      .int('must be a whole number, or left out')
      .min(1)
      .optional()
      .describe('The version that was exported. An import reports if the server has another one by then.'),
    title: line.describe('The question that the answer is for.'),
    questions: z.array(line).describe('Phrasings: how members ask this. Used for matching, never shown.'),
    body: z.string().describe('The answer, in Markdown.'),
    sources: z.array(line).default([]).describe('Links, https://…, most important first.'),
    reviewBy: z.iso
      .date('is not a day: write it as 2027-01-31')
      .optional()
      .describe('The day when somebody should check the answer again. Absent if it will not become outdated.'),
  })
  .describe('A server answer.');

/** What a server adds to how an answer is found, in whatever format it is written. */
export const phrasingsSchema = z
  .strictObject({
    id: answerId.describe("The answer's id. The answer stays as it is."),
    addedQuestions: z.array(line).default([]).describe('Phrasings by which members find it here, beside its own.'),
    notThis: z.array(line).default([]).describe('Questions that must not get it here.'),
  })
  .describe('Phrasings that a server keeps beside an answer.');

/** A whole JSON file. An import checks the answers one by one, so that a bad one doesn't refuse the others. */
export const answersSchema = z
  .strictObject({
    $schema: z.string().optional().describe('The address of this schema, for editors.'),
    format: z.literal(FORMAT),
    version: z.literal(FORMAT_VERSION).describe('The version of the format.'),
    exportedAt: z.iso.datetime().optional().describe('When it was exported, in UTC.'),
    guildId: z.string().optional().describe("Discord's id of the server that the file was exported from."),
    answers: z.array(entrySchema),
    hidden: z.array(answerId).default([]).describe('Ids of curated answers that this server does not show.'),
    phrasings: z.array(phrasingsSchema).default([]).describe('What this server adds to how answers are found.'),
  })
  .meta({ title: 'Whence answers', description: 'The server answers of one Discord server. See answers-file.md.' });

/** Published as `docs/answers.schema.json`. */
export function answersJsonSchema(): object {
  return z.toJSONSchema(answersSchema, { target: 'draft-2020-12', io: 'input' });
}
