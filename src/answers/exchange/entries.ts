import { ID } from '../../knowledge/ids.ts';
import { describeIssue } from '../../knowledge/schemaFaults.ts';
import type { AnswerContent } from '../../store/Store.ts';
import { idOfTitle } from '../editing/form.ts';
import { entrySchema, phrasingsSchema } from './fileSchema.ts';
import * as strings from './strings.ts';
import { quoted } from './strings.ts';

export interface ExportedAnswer {
  readonly id: string;
  /** The version of the content. An import reports when the server has another one by then. */
  readonly version: number;
  readonly content: AnswerContent;
}

/** Phrasings and counter-examples that a server keeps beside an answer, curated or its own. */
interface AddedPhrasings {
  readonly id: string;
  readonly addedQuestions: readonly string[];
  readonly notThis: readonly string[];
}

/** What an export writes, in any format: everything that one server's moderators wrote, added and hid. */
export interface AnswerSet {
  readonly guildId: string;
  readonly exportedAt: Date;
  /** By id. */
  readonly answers: readonly ExportedAnswer[];
  /** Ids of curated answers that this server does not show, sorted. */
  readonly hidden: readonly string[];
  /** By id. */
  readonly phrasings: readonly AddedPhrasings[];
}

/** An entry has been checked to have the form of an answer. The plan decides whether it suits the server. */
export type FileEntry = AnswerEntry | PhrasingsEntry | HiddenEntry | RefusedEntry;

interface Located {
  /** Where to find it: `faq.csv:12:1`. */
  readonly location: string;
}

export interface AnswerEntry extends Located {
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

export interface HiddenEntry extends Located {
  readonly kind: 'hidden';
  readonly id: string;
}

export interface PhrasingsEntry extends Located, AddedPhrasings {
  readonly kind: 'phrasings';
}

interface RefusedEntry extends Located {
  readonly kind: 'refused';
  /** Absent if the file names none that can be repeated in a message. */
  readonly id?: string;
  readonly why: string;
}

export interface AnswersFile {
  readonly entries: readonly FileEntry[];
  /** What concerns the whole file, as sentences. */
  readonly notes: readonly string[];
}

/** Yields the entries of a file in order. Returns what concerns the whole file, as sentences. */
export type Reading = Generator<FileEntry, readonly string[]>;

/** Takes anything. @param guildId - The server that it was exported from, if the file says so. */
export function entryOf(location: string, raw: unknown, guildId?: string): FileEntry {
  const parsed = entrySchema.safeParse(raw, { error: describeIssue });
  if (!parsed.success) return refusedBy(parsed.error, location, raw);
  const { id, version, body, reviewBy, ...fields } = parsed.data;
  const content: AnswerContent = {
    ...fields,
    body: body.replaceAll(/\r\n?/g, '\n'),
    ...(reviewBy !== undefined && { reviewBy }),
  };
  const origin = { ...(version !== undefined && { version }), ...(guildId !== undefined && { guildId }) };
  return { kind: 'answer', location, id, ...origin, content };
}

/** Takes anything. */
export function phrasingsEntryOf(location: string, raw: unknown): FileEntry {
  const parsed = phrasingsSchema.safeParse(raw, { error: describeIssue });
  return parsed.success ? { kind: 'phrasings', location, ...parsed.data } : refusedBy(parsed.error, location, raw);
}

export type Fields = Readonly<Record<string, unknown>>;

/**
 * An entry of a format in which answers, hidden ones and added phrasings are in one list. An answer without an id gets one
 * from its title.
 *
 * @param defaults - What an answer has that leaves these fields out.
 */
export function entryOfFields(
  location: string,
  { hidden = false, guildId, ...fields }: Fields,
  defaults: Fields,
): FileEntry {
  if (hidden === true) {
    if (Object.keys(fields).every((key) => key === 'id')) return hiddenEntryOf(location, fields['id']);
    return refused(location, fields, strings.HIDDEN_WITH_CONTENT);
  }
  if (hidden !== false) return refused(location, fields, strings.BAD_HIDDEN);
  if (isAddedPhrasings(fields)) return phrasingsEntryOf(location, fields);
  const { title } = fields;
  const isMade = !Object.hasOwn(fields, 'id') && /^(?:string|number)$/.test(typeof title);
  const answer = { ...(isMade && { id: idOfTitle(String(title)) }), ...defaults, ...fields };
  const entry = entryOf(location, answer, isGuildId(guildId) ? guildId : undefined);
  return entry.kind === 'answer' && isMade ? { ...entry, hasMadeId: true } : entry;
}

/** Counter-examples belong to added phrasings alone. */
export const isAddedPhrasings = (fields: Fields): boolean =>
  Object.hasOwn(fields, 'addedQuestions') || (Object.hasOwn(fields, 'notThis') && !Object.hasOwn(fields, 'title'));

export function hiddenEntryOf(location: string, id: unknown): FileEntry {
  if (typeof id === 'string' && ID.test(id)) return { kind: 'hidden', location, id };
  return { kind: 'refused', location, why: strings.badId(typeof id === 'string' ? quoted(id) : undefined) };
}

export function refused(location: string, raw: unknown, why: string): FileEntry {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined;
  return { kind: 'refused', location, ...(typeof id === 'string' && ID.test(id) && { id }), why };
}

interface Issue {
  readonly code?: string;
  readonly path: PropertyKey[];
  readonly message: string;
}

/** Most formats make the id from the title, so the title is what needs to be corrected. */
function refusedBy({ issues }: { readonly issues: readonly Issue[] }, location: string, raw: unknown): FileEntry {
  return refused(location, raw, describe(issues.find(({ path }) => path[0] !== 'id') ?? issues[0]!));
}

function describe({ code, path, message, ...issue }: Issue): string {
  if (code === 'unrecognized_keys' && 'keys' in issue) {
    return strings.badField(quoted(String((issue.keys as string[])[0])), message);
  }
  if (path.length === 0) return strings.NOT_AN_ANSWER;
  const [field, index] = path.map(String);
  return strings.badField(`"${field}"`, message, index === undefined ? undefined : Number(index) + 1);
}

/** Whether a field can be Discord's id of a server. A spreadsheet or YAML may have turned it into a rounded number. */
const isGuildId = (field: unknown): field is string => typeof field === 'string' && /^\d+$/.test(field);
