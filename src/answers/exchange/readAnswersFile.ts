import { MAX_FILE_BYTES } from './formats.ts';
import { UserError } from '../../shared/UserError.ts';
import { readCsv } from './csv.ts';
import type { AnswersFile, FileEntry } from './entries.ts';
import { readJson } from './json.ts';
import { readMarkdown } from './markdown.ts';
import * as strings from './strings.ts';
import { readTagsToml } from './tags.ts';

/** Decodes strict UTF-8 without its byte order mark, with `\n` as line ends. */
function decodeText(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text.replaceAll('\r\n', '\n');
  } catch {
    // Reported below.
  }
  throw new UserError('not-text', strings.NOT_TEXT);
}

/** More than twice as many as a server may have. */
const MAX_ENTRIES = 5_000;

const READERS = {
  json: readJson,
  csv: readCsv,
  tsv: readCsv,
  md: readMarkdown,
  markdown: readMarkdown,
  toml: readTagsToml,
} as const;

/**
 * Reads a file of answers, or of another bot's tags, in any of the formats. Takes any bytes.
 *
 * @param name - The file's name. Its ending tells the format, unless the text tells it better.
 * @throws UserError `file-too-large`, `not-text`, `unknown-format`, `format-too-new`, `too-many-entries`, `bad-json`,
 *   `bad-csv`, `unknown-columns`, `bad-markdown`, `bad-toml`
 */
export function readAnswersFile(bytes: Uint8Array, name: string, { maxBytes = MAX_FILE_BYTES } = {}): AnswersFile {
  if (bytes.byteLength > maxBytes) {
    throw new UserError('file-too-large', strings.fileTooLarge(bytes.byteLength, maxBytes));
  }
  const text = decodeText(bytes);
  const reading = READERS[formatOf(text, name)](text);
  const entries: FileEntry[] = [];
  for (;;) {
    const { done, value } = reading.next();
    if (done) return { entries, notes: value };
    if (entries.length === MAX_ENTRIES) {
      throw new UserError('too-many-entries', strings.tooManyEntries(MAX_ENTRIES));
    }
    entries.push(value);
  }
}

/** Only JSON starts with a brace, and only Markdown with a line `---`. */
function formatOf(text: string, name: string): keyof typeof READERS {
  if (/^\s*\{/.test(text)) return 'json';
  if (/^---[^\S\n]*(?:\n|$)/.test(text)) return 'md';
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (Object.hasOwn(READERS, ending)) return ending as keyof typeof READERS;
  if (/^\s*(?:#.*\n\s*)*\[[^\n]*\]\s*$/m.test(text.slice(0, 4_000))) return 'toml';
  const [firstLine = ''] = text.split('\n', 1);
  if (/[,;\t]/.test(firstLine)) return 'csv';
  throw new UserError('unknown-format', strings.UNKNOWN_FORMAT);
}
