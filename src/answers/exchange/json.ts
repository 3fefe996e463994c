import { z } from 'zod';
import { describeIssue } from '../../knowledge/schemaFaults.ts';
import { type AnswerSet, entryOf, hiddenEntryOf, phrasingsEntryOf, type Reading } from './entries.ts';
import { answersSchema, FORMAT, FORMAT_VERSION } from './fileSchema.ts';
import type { GivenRoles } from './foreign/fields.ts';
import { readRecords } from './foreign/records.ts';
import { treeOfJson } from './foreign/tree.ts';
import type { SourceText } from './source.ts';
import * as strings from './strings.ts';
import { quoted } from './strings.ts';

/** The whole file except the entries, which are checked one by one. */
const frame = answersSchema.extend({
  answers: z.array(z.unknown()),
  hidden: z.array(z.unknown()).default([]),
  phrasings: z.array(z.unknown()).default([]),
});

/**
 * Reads a file that was exported as JSON, or anybody's JSON with questions and answers, also one object a line.
 *
 * @throws UserError `bad-json`, `unknown-format`, `format-too-new`, `bad-map`
 */
export function* readJson(source: SourceText, given: GivenRoles): Reading {
  const { text } = source;
  const lines = linesOfJson(text);
  if (lines) {
    const roots = lines.map(({ line, start }) => treeOfJson(line, source, start));
    return yield* readRecords(roots, source, given);
  }
  const tree = treeOfJson(text, source);
  const data: unknown = JSON.parse(text);
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
  const { answers, hidden, phrasings, guildId } = parsed.data;
  const places = (name: string): readonly string[] => {
    const list = tree.kind === 'map' ? tree.pairs.findLast(({ key }) => key === name)?.value : undefined;
    return list?.kind === 'list' ? list.items.map(({ at }) => source.at(at)) : [];
  };
  const [answersAt, hiddenAt, phrasingsAt] = [places('answers'), places('hidden'), places('phrasings')];
  for (const [index, answer] of answers.entries()) yield entryOf(answersAt[index]!, answer, guildId);
  for (const [index, id] of hidden.entries()) yield hiddenEntryOf(hiddenAt[index]!, id);
  for (const [index, added] of phrasings.entries()) yield phrasingsEntryOf(phrasingsAt[index]!, added);
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
  return lines.length > 1 && first && isJson(first.line) ? lines : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The documented format: `docs/answers.schema.json`. */
export function writeJson({ guildId, exportedAt, answers, hidden, phrasings }: AnswerSet): string {
  const file = {
    format: FORMAT,
    version: FORMAT_VERSION,
    exportedAt: exportedAt.toISOString(),
    guildId,
    answers: answers.map(({ id, version, content }) => ({ id, version, ...content })),
    hidden,
    ...(phrasings.length > 0 && { phrasings }),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
