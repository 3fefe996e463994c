import { z } from 'zod';
import { describeIssue } from '../../knowledge/schemaFaults.ts';
import { UserError } from '../../shared/UserError.ts';
import { type AnswerSet, entryOf, hiddenEntryOf, type Reading } from './entries.ts';
import { answersSchema, FORMAT, FORMAT_VERSION } from './fileSchema.ts';
import * as strings from './strings.ts';
import { quoted } from './strings.ts';

/** What to quote from the place where JSON cannot be parsed. */
const WORD = /[^\s,:{}[\]"]+|[^]/uy;

function parseJson(text: string): unknown {
  const position = errorPosition(text);
  if (position === undefined) return JSON.parse(text);
  if (text.slice(position).trim() === '') throw new UserError('bad-json', strings.JSON_ENDS_EARLY);
  const line = text.slice(0, position).split('\n').length;
  WORD.lastIndex = position;
  throw new UserError('bad-json', strings.badJson(line, quoted(WORD.exec(text)![0])));
}

/**
 * Where parsing fails; the end of the text if something is missing there. For words such as Python's `None`, Node names no
 * position. Then a binary search finds the shortest prefix that fails too.
 */
function errorPosition(text: string): number | undefined {
  const reported = reportedPosition(text);
  if (reported !== 'somewhere') return reported;
  let [readable, unreadable] = [0, text.length];
  while (unreadable - readable > 1) {
    const middle = Math.floor((readable + unreadable) / 2);
    const found = reportedPosition(text.slice(0, middle));
    if (found === undefined || found === middle) readable = middle;
    else unreadable = middle;
  }
  return readable;
}

function reportedPosition(text: string): number | 'somewhere' | undefined {
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

/** The whole file except the entries, which are checked one by one. */
const frame = answersSchema.extend({ answers: z.array(z.unknown()), hidden: z.array(z.unknown()).default([]) });

/** @throws UserError `bad-json`, `unknown-format`, `format-too-new` */
export function* readJson(text: string): Reading {
  const data = parseJson(text);
  if (typeof data !== 'object' || data === null || !('format' in data) || data.format !== FORMAT) {
    throw new UserError('unknown-format', strings.jsonWithoutFormat(FORMAT, FORMAT_VERSION));
  }
  if ('version' in data && typeof data.version === 'number' && data.version > FORMAT_VERSION) {
    throw new UserError('format-too-new', strings.formatTooNew(data.version, FORMAT_VERSION));
  }
  const parsed = frame.safeParse(data, { error: describeIssue });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const isUnknown = issue!.code === 'unrecognized_keys';
    const field = isUnknown ? quoted(String(issue.keys[0])) : `"${issue!.path.map(String).join('.')}"`;
    throw new UserError('unknown-format', strings.badFile(field, issue!.message));
  }
  const { answers, hidden, guildId } = parsed.data;
  for (const [index, answer] of answers.entries()) yield entryOf(strings.atAnswer(index + 1), answer, guildId);
  for (const [index, id] of hidden.entries()) yield hiddenEntryOf(strings.atHidden(index + 1), id);
  return [];
}

/** The documented format: `docs/answers.schema.json`. */
export function writeJson({ guildId, exportedAt, answers, hidden }: AnswerSet): string {
  const file = {
    format: FORMAT,
    version: FORMAT_VERSION,
    exportedAt: exportedAt.toISOString(),
    guildId,
    answers: answers.map(({ id, version, content }) => ({ id, version, ...content })),
    hidden,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
