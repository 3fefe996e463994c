import { UserError } from '../../shared/UserError.ts';
import type { AnswerContent } from '../../store/Store.ts';
import { readCsv } from './csv.ts';
import { readJson } from './json.ts';
import { readMarkdown } from './markdown.ts';
import { readTagsToml } from './tags.ts';

/**
 * Reads the bytes of a file as text: strictly UTF-8, without a byte order mark, with line ends made `\n`.
 *
 * @throws UserError `file-too-large`, `not-text`
 */
export function decodeText(bytes: Uint8Array, maxBytes: number): string {
  if (bytes.byteLength > maxBytes) {
    throw new UserError(
      'file-too-large',
      `The file has ${inMebibytes(bytes.byteLength)} MB, and at most ${inMebibytes(maxBytes)} MB are read. Split it into several.`,
    );
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text.replaceAll('\r\n', '\n');
  } catch {
    // Said below.
  }
  throw new UserError('not-text', 'The file is not text in UTF-8. Save it as such: in a spreadsheet, as "CSV UTF-8".');
}

const inMebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1).replace(/\.0$/, '');

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

/**
 * One entry of a file that somebody would like to import. Whatever the format, it has been found to have the form of an
 * answer; whether it suits the server is the business of the plan.
 */
export type FileEntry = AnswerEntry | HiddenEntry | RefusedEntry;

interface Placed {
  /** Where a person finds it in the file: `line 12`, or `answer 3` where lines say little. */
  readonly place: string;
}

export interface AnswerEntry extends Placed {
  readonly kind: 'answer';
  readonly id: string;
  /** The version that was exported; absent in files that were not made by an export. */
  readonly version?: number;
  /** The server that the version is of; absent where the file does not say. */
  readonly guildId?: string;
  readonly content: AnswerContent;
  /** What did not map, of the tags of other bots. */
  readonly warnings?: readonly string[];
}

/** A curated answer that is not to be shown. */
export interface HiddenEntry extends Placed {
  readonly kind: 'hidden';
  readonly id: string;
}

export interface RefusedEntry extends Placed {
  readonly kind: 'refused';
  /** Absent where there is none that could be repeated. */
  readonly id?: string;
  /** What is wrong and what to do about it: `"title" is missing: add it`. */
  readonly why: string;
}

/** A file that was read. */
export interface AnswersFile {
  /** In the order of the file. */
  readonly entries: readonly FileEntry[];
  /** What holds for the whole file: that a column of another bot's tags is left out. */
  readonly notes: readonly string[];
}
