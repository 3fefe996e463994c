import { z } from 'zod';
import { ID } from '../../knowledge/ids.ts';
import { describeIssue } from '../../knowledge/schemaFaults.ts';
import type { AnswerContent } from '../../store/Store.ts';
import { idOfTitle } from '../editing/form.ts';
import { type Pair, type Tree, valueOf } from './source.ts';
import * as strings from './strings.ts';
import { quoted } from './strings.ts';

/** The export formats. Each keeps everything that an import can bring back. */
export const EXPORT_FORMATS = ['json', 'csv', 'md'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The limit for attachments: about five hundred answers. Reading the worst text of this size takes a second or two, in a thread. */
export const MAX_FILE_BYTES = 1_048_576;

export interface ImportRequest {
  /** One, or several that belong together. The endings of their names tell the formats, unless the texts tell them better. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Whether the file wins over what moderators removed, changed or wrote. */
  readonly overwrite: boolean;
  /** Default: the limit for attachments. */
  readonly maxBytes?: number;
  /** Which columns or fields mean what: `question=Frage,answer=Antwort`. Default: what their names say. */
  readonly map?: string;
}

export const FORMAT = 'whence-answers';

export const FORMAT_VERSION = 1;

const line = z
  .string()
  .regex(/\S/, 'is empty: fill it in')
  .regex(/^[^\n\u2028\u2029]*$/, 'must be one line');

const answerId = z.string().max(60).regex(ID, 'is not an id: write it in lower case with hyphens, like server-rules');

/** One answer in a file, in whatever format it is written. */
const entrySchema = z
  .strictObject({
    id: answerId.describe('Lower case with hyphens. The id of a curated answer replaces that answer on this server.'),
    version: z
      .int('must be a whole number, or left out')
      .min(1)
      .optional()
      .describe('The version that was exported. An import reports if the server has another one by then.'),
    title: line.describe('The question that the answer is for.'),
    questions: z.array(line).default([]).describe('Phrasings: how members ask this. Used for matching, never shown.'),
    body: z.string().default('').describe('The answer, in Markdown.'),
    sources: z.array(line).default([]).describe('Links, https://…, most important first.'),
    reviewBy: z.iso
      .date('is not a day: write it as 2027-01-31')
      .optional()
      .describe('The day when somebody should check the answer again. Absent if it will not become outdated.'),
  })
  .describe('A server answer.');

const phrasingsSchema = z
  .strictObject({
    id: answerId.describe("The answer's id. The answer stays as it is."),
    addedQuestions: z.array(line).default([]).describe('Phrasings by which members find it here, beside its own.'),
    notThis: z.array(line).default([]).describe('Questions that must not get it here.'),
  })
  .describe('Phrasings that a server keeps beside an answer.');

const hiddenSchema = z.strictObject(
  { id: answerId, hidden: z.literal(true, 'must be yes or true, or left out') },
  {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? 'is not for a hidden answer: remove it, or "hidden"' : undefined,
  },
);

const answersSchema = z
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

const unchecked = z.array(z.unknown());
const frameSchema = answersSchema.extend({
  answers: unchecked,
  hidden: unchecked.optional(),
  phrasings: unchecked.optional(),
});

/** What is wrong with a JSON file, apart from its entries, which are checked one by one. */
export function faultOfFrame(data: unknown): string | undefined {
  const { error } = frameSchema.safeParse(data, { error: describeIssue });
  return error && describe(error.issues[0]!);
}

/** What is in a file, checked to have the form of an answer. The plan decides whether it suits the server. */
export type FileEntry = {
  /** Where to find it: `faq.csv:12:1`. */
  readonly location: string;
} & (
  | {
      readonly kind: 'answer';
      readonly id: string;
      /** The version that was exported; absent in files that were not made by an export. */
      readonly version?: number;
      /** The server that it was exported from; absent if the file doesn't say. */
      readonly guildId?: string;
      readonly content: AnswerContent;
      /** What could not be taken over from somebody else's file. */
      readonly warnings?: readonly string[];
      /** Whether the file has no id for it, so that another one does as well. */
      readonly hasMadeId?: boolean;
      /** Whether it is from somebody else's file. There, one phrasing may belong to several answers. */
      readonly isForeign?: boolean;
    }
  | { readonly kind: 'hidden'; readonly id: string }
  | ({ readonly kind: 'phrasings' } & z.output<typeof phrasingsSchema>)
  /** The id is absent if the file names none that can be repeated in a message. */
  | { readonly kind: 'refused'; readonly id?: string; readonly why: string }
);

export type AnswerEntry = Extract<FileEntry, { kind: 'answer' }>;

export interface AnswersFile {
  readonly entries: readonly FileEntry[];
  /** What concerns the whole file, as sentences. */
  readonly notes: readonly string[];
}

/** Yields the entries of a file in order. Returns its notes. */
export type Reading = Generator<FileEntry, readonly string[]>;

/** The fields of an export, in the order in which a table has them. */
export const FIELDS = [
  ...(['id', 'version', 'title', 'questions', 'body', 'sources', 'reviewBy', 'hidden', 'guildId'] as const),
  ...(['addedQuestions', 'notThis'] as const),
];

/** Fields that only an export or a curated answer has. */
const ONLY_OURS = new Set('version hidden guildid reviewby addedquestions notthis short checked asof table'.split(' '));

/** Whether these are the fields of an export, or of an answer that is written like one. Others are read like anybody's. */
export function areOurs(names: readonly string[]): boolean {
  const lower = new Set(names.map((name) => name.toLowerCase()));
  if (lower.has('title') && lower.has('questions') && lower.has('body')) return true;
  return (lower.has('title') || lower.has('id')) && !lower.isDisjointFrom(ONLY_OURS);
}

const LISTS = new Set(['questions', 'sources', 'addedQuestions', 'notThis']);

/** What a field says, with what a spreadsheet makes of it: lists with one line for each, `yes`, an id that begins with `#`. */
function fieldValue(field: string, tree: Tree): unknown {
  const isWord = field === 'guildId' || field === 'hidden';
  const value = isWord && tree.kind === 'text' ? tree.text : valueOf(tree);
  if (typeof value !== 'string') return value;
  const word = value.trim();
  if (value === '' || (word === '' && field !== 'body')) return undefined;
  if (field === 'title' || field === 'body') return value;
  if (LISTS.has(field)) return value.split('\n').filter((text) => text.trim() !== '');
  if (field === 'guildId') return /^#?(\d+)$/.exec(word)?.[1];
  if (field === 'version' && /^\d{1,9}$/.test(word)) return Number(word);
  if (field !== 'hidden') return word;
  if (/^(?:no|false|0)$/i.test(word)) return undefined;
  return /^(?:yes|true|1|x)$/i.test(word) || word;
}

/** An answer, a hidden one or added phrasings, from a file that was exported or is written like one. */
export function ownEntry(location: string, pairs: readonly Pair[]): FileEntry {
  const fields = new Map<string, unknown>();
  for (const { key, value } of pairs) {
    const field = FIELDS.find((known) => known.toLowerCase() === key.toLowerCase()) ?? key;
    if (fields.has(field)) return refused(location, strings.keyTwice(quoted(field)), fields.get('id'));
    const said = fieldValue(field, value);
    if (said !== undefined) fields.set(field, said);
  }
  const { guildId, ...entry } = Object.fromEntries(fields);
  if (fields.has('hidden'))
    return checked(hiddenSchema, location, entry, ({ id }) => ({ kind: 'hidden', location, id }));
  if (fields.has('addedQuestions') || (fields.has('notThis') && !fields.has('title'))) {
    return checked(phrasingsSchema, location, entry, (added) => ({ kind: 'phrasings', location, ...added }));
  }
  return answerEntry(location, entry, typeof guildId === 'string' ? { guildId } : {});
}

const withoutId = entrySchema.partial({ id: true });

/** An answer without an id gets one from its title. @param raw - Anything. */
export function answerEntry(location: string, raw: object, more: Partial<AnswerEntry>): FileEntry {
  return checked(withoutId, location, raw, ({ id, version, body, reviewBy, ...fields }) => ({
    kind: 'answer',
    location,
    ...(id === undefined ? { id: idOfTitle(fields.title), hasMadeId: true } : { id }),
    ...(version !== undefined && { version }),
    content: { ...fields, body: body.replaceAll(/\r\n?/g, '\n'), ...(reviewBy !== undefined && { reviewBy }) },
    ...more,
  }));
}

function checked<T>(schema: z.ZodType<T>, location: string, raw: object, then: (data: T) => FileEntry): FileEntry {
  const { data, error } = schema.safeParse(raw, { error: describeIssue });
  if (!error) return then(data);
  // An id can be left out, so what else is wrong comes first.
  const issue = error.issues.find(({ path }) => path[0] !== 'id') ?? error.issues[0]!;
  return refused(location, describe(issue), (raw as { id?: unknown }).id);
}

/** @param id - Left out unless it is one. */
export function refused(location: string, why: string, id?: unknown): FileEntry {
  return { kind: 'refused', location, ...(typeof id === 'string' && ID.test(id) && { id }), why };
}

function describe({ code, path, message, ...issue }: z.core.$ZodIssue): string {
  if (code === 'unrecognized_keys' && 'keys' in issue) return strings.badField(quoted(issue.keys[0]!), message);
  const [field, index] = path;
  return strings.badField(`"${String(field)}"`, message, index === undefined ? undefined : Number(index) + 1);
}
