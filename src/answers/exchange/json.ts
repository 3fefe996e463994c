import { z } from 'zod';
import { describeIssue } from '../../knowledge/schemaFaults.ts';
import { UserError } from '../../shared/UserError.ts';
import { type AnswerSet, EntryList, entryOf, hiddenEntryOf, quoted } from './entries.ts';
import { answersSchema, FORMAT, FORMAT_VERSION } from './fileSchema.ts';
import type { AnswersFile } from './readAnswersFile.ts';

/** What is repeated of a text from where it cannot be read. */
const WORD = /[^\s,:{}[\]"]+|[^]/uy;

/** @throws UserError `bad-json` with the line */
export function parseJson(text: string): unknown {
  const position = faultIn(text);
  if (position === undefined) return JSON.parse(text);
  throw new UserError('bad-json', `The file is not JSON: ${whyAt(position, text)}. Correct it, or export it again.`);
}

function whyAt(position: number, text: string): string {
  if (text.slice(position).trim() === '') return 'it ends too early';
  const line = text.slice(0, position).split('\n').length;
  WORD.lastIndex = position;
  return `line ${line} cannot be read at ${quoted(WORD.exec(text)![0])}`;
}

/**
 * Where a text cannot be read any further; the end when something is missing there. For words that are none of JSON's, such
 * as Python's `None`, Node says what it met and not where: there the shortest beginning is looked for that fails as well.
 */
function faultIn(text: string): number | undefined {
  const fault = faultOf(text);
  if (fault !== 'somewhere') return fault;
  let [readable, unreadable] = [0, text.length];
  while (unreadable - readable > 1) {
    const middle = Math.floor((readable + unreadable) / 2);
    const found = faultOf(text.slice(0, middle));
    if (found === undefined || found === middle) readable = middle;
    else unreadable = middle;
  }
  return readable;
}

function faultOf(text: string): number | 'somewhere' | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    if (message.startsWith('Unexpected end')) return text.length;
    const [, position] = /at position (\d+)/.exec(message) ?? [];
    return position === undefined ? 'somewhere' : Number(position);
  }
}

/** All but the entries, which are checked one by one. */
const frame = answersSchema.extend({ answers: z.array(z.unknown()), hidden: z.array(z.unknown()).default([]) });

/** @throws UserError `bad-json`, `unknown-format`, `format-too-new`, `too-many-entries` */
export function readJson(text: string): AnswersFile {
  const data = parseJson(text);
  if (typeof data !== 'object' || data === null || !('format' in data) || data.format !== FORMAT) {
    throw new UserError(
      'unknown-format',
      `This JSON is not a file of answers: it must begin with { "format": "${FORMAT}", "version": ${FORMAT_VERSION}, … }. See docs/answers-file.md.`,
    );
  }
  if ('version' in data && typeof data.version === 'number' && data.version > FORMAT_VERSION) {
    throw new UserError(
      'format-too-new',
      `The file has version ${data.version} of the format, and this Whence reads version ${FORMAT_VERSION}. ` +
        'Update Whence, or export the answers from one that is as old as this.',
    );
  }
  const parsed = frame.safeParse(data, { error: describeIssue });
  if (!parsed.success) throw badFrame(parsed.error.issues[0]!);
  const { answers, hidden, guildId } = parsed.data;
  const list = new EntryList();
  for (const [index, answer] of answers.entries()) list.add(entryOf(`answer ${index + 1}`, answer, guildId));
  for (const [index, id] of hidden.entries()) list.add(hiddenEntryOf(`hidden ${index + 1}`, id));
  return { entries: list.entries, notes: [] };
}

function badFrame(issue: z.core.$ZodIssue): UserError {
  const field =
    issue.code === 'unrecognized_keys' ? quoted(String(issue.keys[0])) : `"${issue.path.map(String).join('.')}"`;
  return new UserError('unknown-format', `The file of answers has a fault: ${field} ${issue.message}.`);
}

/** The documented format: `docs/answers.schema.json`. */
export function writeJson({ guildId, exportedAt, answers, hidden }: AnswerSet): string {
  const file = {
    format: FORMAT,
    version: FORMAT_VERSION,
    exportedAt: exportedAt.toISOString(),
    guildId,
    answers: answers.map(({ id, version, content: { title, questions, body, sources, reviewBy } }) => ({
      id,
      version,
      title,
      questions,
      body,
      sources,
      reviewBy,
    })),
    hidden,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
