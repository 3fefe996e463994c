import { z } from 'zod';
import { describeIssue } from '../../knowledge/schemaFaults.ts';
import { type AnswerSet, entryOf, hiddenEntryOf, type Reading } from './entries.ts';
import { answersSchema, FORMAT, FORMAT_VERSION } from './fileSchema.ts';
import type { GivenRoles } from './foreign/fields.ts';
import { readRecords } from './foreign/records.ts';
import { type Tree, treeOfJson } from './foreign/tree.ts';
import type { SourceText } from './source.ts';
import * as strings from './strings.ts';
import { quoted } from './strings.ts';

/** What to quote from the place where JSON cannot be parsed. */
const WORD = /[^\s,:{}[\]"]+|[^]/uy;

/** @param start - Where the JSON starts in the source. */
function parseJson(text: string, source: SourceText, start = 0): unknown {
  const position = errorPosition(text);
  if (position === undefined) return JSON.parse(text);
  if (text.slice(position).trim() === '') {
    throw source.fault('bad-json', start + text.trimEnd().length, strings.JSON_ENDS_EARLY);
  }
  WORD.lastIndex = position;
  throw source.fault('bad-json', start + position, strings.badJson(quoted(WORD.exec(text)![0])));
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

/**
 * Reads a file that was exported as JSON, or anybody's JSON with questions and answers, also one object a line.
 *
 * @throws UserError `bad-json`, `unknown-format`, `format-too-new`, `bad-map`
 */
export function* readJson(source: SourceText, given: GivenRoles): Reading {
  const { text } = source;
  const lines = linesOfJson(text);
  if (lines) {
    const roots = lines.map(({ line, start }) => {
      parseJson(line, source, start);
      return treeOfJson(line, source, start);
    });
    return yield* readRecords(roots, source, given);
  }
  const data = parseJson(text, source);
  const tree = treeOfJson(text, source);
  if (typeof data !== 'object' || data === null || !('format' in data) || data.format !== FORMAT) {
    return yield* readRecords([tree], source, given);
  }
  if ('version' in data && typeof data.version === 'number' && data.version > FORMAT_VERSION) {
    throw source.fault('format-too-new', 0, strings.formatTooNew(data.version, FORMAT_VERSION));
  }
  const parsed = frame.safeParse(data, { error: describeIssue });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const isUnknown = issue!.code === 'unrecognized_keys';
    const field = isUnknown ? quoted(String(issue.keys[0])) : `"${issue!.path.map(String).join('.')}"`;
    throw source.fault('unknown-format', 0, strings.badFile(field, issue!.message));
  }
  const { answers, hidden, guildId } = parsed.data;
  const places = (name: string): readonly Tree[] => {
    const list = tree.kind === 'map' ? tree.pairs.findLast(({ key }) => key === name)?.value : undefined;
    return list?.kind === 'list' ? list.items : [];
  };
  const [answersAt, hiddenAt] = [places('answers'), places('hidden')];
  for (const [index, answer] of answers.entries()) yield entryOf(source.at(answersAt[index]!.at), answer, guildId);
  for (const [index, id] of hidden.entries()) yield hiddenEntryOf(source.at(hiddenAt[index]!.at), id);
  return [strings.recognisedExport('JSON')];
}

/** The lines of JSONL: more than one, and the first is an object or a list by itself. */
function linesOfJson(text: string): { readonly line: string; readonly start: number }[] | undefined {
  let start = 0;
  const lines: { line: string; start: number }[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() !== '') lines.push({ line, start });
    start += line.length + 1;
  }
  const [first] = lines;
  return lines.length > 1 && first && reportedPosition(first.line) === undefined ? lines : undefined;
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
