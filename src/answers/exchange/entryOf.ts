import { ANSWER_ID } from '../../knowledge/Answer.ts';
import { describeIssue } from '../../knowledge/describeIssue.ts';
import type { AnswerContent } from '../../store/AnswerContent.ts';
import { entrySchema } from './answersSchema.ts';
import type { FileEntry } from './AnswersFile.ts';
import { forbiddenCharacter } from './forbiddenCharacter.ts';
import { quoted } from './quoted.ts';

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
