import { UserError } from '../../UserError.ts';
import type { AnswersFile } from './AnswersFile.ts';
import { decodeText } from './decodeText.ts';
import { readCsv } from './formats/readCsv.ts';
import { readJson } from './formats/readJson.ts';
import { readMarkdown } from './formats/readMarkdown.ts';
import { readTagsToml } from './tags/readTagsToml.ts';

/** Of attachments: what five hundred answers take. Parsing the worst text of this length takes about two seconds. */
export const MOST_BYTES = 1_048_576;

const READERS = {
  json: readJson,
  csv: readCsv,
  tsv: readCsv,
  md: readMarkdown,
  markdown: readMarkdown,
  toml: readTagsToml,
} as const;

/**
 * Reads a file of answers, or of another bot's tags, whatever format it is in. Takes any bytes.
 *
 * @param name - The file's name: its ending says the format, unless the text says otherwise.
 * @throws UserError `file-too-large`, `not-text`, `unknown-format`, `format-too-new`, `too-many-entries`, `bad-json`,
 *   `bad-csv`, `unknown-columns`, `bad-markdown`, `bad-toml`
 */
export function readAnswersFile(bytes: Uint8Array, name: string, { maxBytes = MOST_BYTES } = {}): AnswersFile {
  const text = decodeText(bytes, maxBytes);
  return READERS[formatOf(text, name)](text);
}

/** Only JSON begins with a brace, and only Markdown with a line `---`: that tells more than a name. */
function formatOf(text: string, name: string): keyof typeof READERS {
  if (/^\s*\{/.test(text)) return 'json';
  if (/^---[^\S\n]*(?:\n|$)/.test(text)) return 'md';
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (Object.hasOwn(READERS, ending)) return ending as keyof typeof READERS;
  if (/^\s*(?:#.*\n\s*)*\[[^\n]*\]\s*$/m.test(text.slice(0, 4_000))) return 'toml';
  const [firstLine = ''] = text.split('\n', 1);
  if (/[,;\t]/.test(firstLine)) return 'csv';
  throw new UserError(
    'unknown-format',
    'The format of this file is not known. Name it .json, .csv, .md, or .toml; see docs/answers-file.md.',
  );
}
