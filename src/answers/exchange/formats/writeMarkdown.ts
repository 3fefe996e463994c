import { stringify } from 'yaml';
import type { AnswerSet, ExportedAnswer } from '../AnswerSet.ts';
import { DOCUMENT_START, withoutBlankEnds } from './documentStart.ts';

/** Answers as they are in `knowledge/answers/`, one after the other in one file. */
export function writeMarkdown({ guildId, answers, hidden }: AnswerSet): string {
  const documents = [
    ...answers.map((answer) => documentOf(answer, guildId)),
    ...hidden.map((id) => matterOf({ id, hidden: true })),
  ];
  return documents.join('\n');
}

function documentOf({ id, version, content }: ExportedAnswer, guildId: string): string {
  const { title, questions, body, sources, reviewBy } = content;
  const fields = { id, version, guildId, title, questions, sources, ...(reviewBy !== undefined && { reviewBy }) };
  if (body === '') return matterOf(fields);
  return isSafe(body) ? `${matterOf(fields)}\n${body}\n` : matterOf({ ...fields, body });
}

/** Whether a body that stands below its front matter will be read as it is. */
function isSafe(body: string): boolean {
  return body === withoutBlankEnds(body) && body.search(DOCUMENT_START) === -1;
}

/** Each text on one line, so that none can look like the end of the front matter. */
function matterOf(fields: object): string {
  const yaml = stringify(fields, {
    lineWidth: 0,
    blockQuote: false,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    aliasDuplicateObjects: false,
  });
  return `---\n${yaml}---\n`;
}
