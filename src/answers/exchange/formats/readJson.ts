import { z } from 'zod';
import { describeIssue } from '../../../knowledge/describeIssue.ts';
import { UserError } from '../../../UserError.ts';
import type { AnswersFile } from '../AnswersFile.ts';
import { answersSchema, FORMAT, FORMAT_VERSION } from '../answersSchema.ts';
import { EntryList } from '../EntryList.ts';
import { entryOf, hiddenEntryOf } from '../entryOf.ts';
import { quoted } from '../quoted.ts';
import { parseJson } from './parseJson.ts';

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
