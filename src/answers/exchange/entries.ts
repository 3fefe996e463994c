import { ANSWER_ID } from '../../knowledge/ids.ts';
import { UserError } from '../../shared/UserError.ts';
import type { AnswerContent } from '../../store/Store.ts';
import type { FileEntry } from './readAnswersFile.ts';
import { entrySchema } from './fileSchema.ts';
import { describeIssue } from '../../knowledge/schemaFaults.ts';

/** One server answer on its way into a file. */
export interface ExportedAnswer {
  /** Kebab-case. */
  readonly id: string;
  /** The version that the content is: whoever imports it is told when the server has another one by then. */
  readonly version: number;
  readonly content: AnswerContent;
}

/** All that moderators of one server have made of its AnswerBook: what an export writes, in any of the formats. */
export interface AnswerSet {
  /** Discord's id of the server. */
  readonly guildId: string;
  readonly exportedAt: Date;
  /** By id. */
  readonly answers: readonly ExportedAnswer[];
  /** Ids of curated answers that this server does not show, sorted. */
  readonly hidden: readonly string[];
}

/** More than twice as many as a server may have: what is longer was not written for this. */
const MOST_ENTRIES = 5_000;

/** Entries as they are read, of which there may be so many. */
export class EntryList {
  readonly entries: FileEntry[] = [];

  /** @throws UserError `too-many-entries` */
  add(entry: FileEntry): void {
    if (this.entries.length === MOST_ENTRIES) {
      throw new UserError(
        'too-many-entries',
        `The file has more than ${MOST_ENTRIES.toLocaleString('en')} entries. Split it into several.`,
      );
    }
    this.entries.push(entry);
  }
}

/**
 * Characters that nobody types and that make a text look like another one: control characters but for tab and line
 * break, halves of a character, and those that turn the direction of writing (https://trojansource.codes). The marks that
 * Arabic and Hebrew need within a line, U+200E and U+200F, stay.
 */
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\p{Cs}]/u;

/**
 * The first character that no text of an answer may hold, as people would look it up.
 *
 * @example
 * forbiddenCharacter('ab\u0000'); // 'U+0000'
 */
export function forbiddenCharacter(text: string): string | undefined {
  const [found] = FORBIDDEN.exec(text) ?? [];
  return found && `U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Enough to recognise a text by. */
const LONGEST = 60;

/**
 * A piece of a stranger's file for a message about it: short, on one line, and without what could disturb a terminal or
 * a message.
 *
 * @example
 * quoted('a\nb\u001b[31m'); // '"a b [31m"'
 */
export function quoted(text: string): string {
  const plain = text
    .slice(0, 4 * LONGEST)
    .replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
    .trim();
  const characters = Array.from(plain);
  return `"${characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : plain}"`;
}

/**
 * Holds what a file says of one answer against the form that answers have. Takes anything.
 *
 * @param guildId - The server that its version is of, where the file says so.
 */
export function entryOf(place: string, raw: unknown, guildId?: string): FileEntry {
  const parsed = entrySchema.safeParse(raw, { error: describeIssue });
  if (!parsed.success) {
    // Most formats make an id of the title, so that is what a person has to see to.
    const { issues } = parsed.error;
    return refused(place, raw, describe(issues.find(({ path }) => path[0] !== 'id') ?? issues[0]!));
  }
  const { id, version, body, ...fields } = parsed.data;
  const content: AnswerContent = withoutAbsent({ ...fields, body: body.replaceAll(/\r\n?/g, '\n') });
  const bad = badText(content);
  if (bad) return refused(place, raw, bad);
  const origin = { ...(version !== undefined && { version }), ...(guildId !== undefined && { guildId }) };
  return { kind: 'answer', place, id, ...origin, content };
}

/** A curated answer that a file hides. */
export function hiddenEntryOf(place: string, id: unknown): FileEntry {
  if (typeof id === 'string' && ANSWER_ID.test(id)) return { kind: 'hidden', place, id };
  const what = typeof id === 'string' ? quoted(id) : 'this';
  return { kind: 'refused', place, why: `${what} is not the id of an answer: correct it, or take it out` };
}

export function refused(place: string, raw: unknown, why: string): FileEntry {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined;
  return { kind: 'refused', place, ...(typeof id === 'string' && ANSWER_ID.test(id) && { id }), why };
}

function describe({ code, path, message, ...issue }: { code?: string; path: PropertyKey[]; message: string }): string {
  if (code === 'unrecognized_keys' && 'keys' in issue) {
    return `${quoted(String((issue.keys as string[])[0]))} ${message}`;
  }
  if (path.length === 0) return 'this is not an answer: give it an id, a title, questions and a body';
  const [field, index] = path.map(String);
  return `"${field}"${index === undefined ? '' : `, entry ${Number(index) + 1},`} ${message}`;
}

function badText({ title, questions, body, sources }: AnswerContent): string | undefined {
  for (const [field, texts] of Object.entries({ title: [title], questions, body: [body], sources })) {
    const found = texts.map(forbiddenCharacter).find((character) => character !== undefined);
    if (found) return `"${field}" holds the invisible character ${found}: take it out`;
  }
  return undefined;
}

function withoutAbsent({ reviewBy, ...content }: Omit<AnswerContent, 'reviewBy'> & { reviewBy?: string | undefined }) {
  return { ...content, ...(reviewBy !== undefined && { reviewBy }) };
}

/** Whether a field can be Discord's id of a server. A spreadsheet or YAML may have made a number of it, with other digits. */
export const isGuildId = (field: unknown): field is string => typeof field === 'string' && /^\d+$/.test(field);
