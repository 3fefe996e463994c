import { basename } from 'node:path';
import { UserError } from '../../shared/UserError.ts';
import { readCsv, separatorOf } from './csv.ts';
import type { AnswersFile, FileEntry, Reading } from './entries.ts';
import { type GivenRoles, parseMap } from './foreign/fields.ts';
import { readProse } from './foreign/prose.ts';
import { jsonLdIn, markdownOfHtml } from './foreign/html.ts';
import { isRasa, readRasa } from './foreign/rasa.ts';
import { readRecords } from './foreign/records.ts';
import { treeOfToml, treesOfYaml } from './foreign/tree.ts';
import { MAX_FILE_BYTES } from './formats.ts';
import { readJson } from './json.ts';
import { readMarkdown } from './markdown.ts';
import { JoinedSource, SourceText } from './source.ts';
import * as strings from './strings.ts';
import { quoted } from './strings.ts';

/**
 * Decodes UTF-8, or UTF-16 as Excel saves "Unicode Text", without its byte order mark, with `\n` as line ends.
 *
 * @throws UserError `not-text`
 */
function decodeText(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text.replaceAll(/\r\n?/g, '\n');
  } catch {
    // Reported below.
  }
  throw new UserError('not-text', strings.NOT_TEXT);
}

/** Without a byte order mark, every second byte of UTF-16 is zero, at least in the separators. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const [even, odd] = [0, 1].map((offset) => bytes.filter((byte, index) => byte === 0 && index % 2 === offset).length);
  if (bytes.length % 2 !== 0 || even === odd || Math.max(even!, odd!) < bytes.length / 4) return 'utf-8';
  return odd! > even! ? 'utf-16le' : 'utf-16be';
}

/** More than twice as many as a server may have. */
const MAX_ENTRIES = 5_000;

type Reader = (source: SourceText, given: GivenRoles) => Reading;

const READERS = {
  json: readJson,
  jsonl: readJson,
  ndjson: readJson,
  csv: readCsv,
  tsv: readCsv,
  md: readText,
  markdown: readText,
  toml: (source, given) => readRecords([treeOfToml(source)], source, given),
  html: readHtml,
  htm: readHtml,
  yml: readYaml,
  yaml: readYaml,
} as const satisfies Record<string, Reader>;

/** Markdown or plain text: answers with front matter, questions as headings and so on, or one answer. */
function readText(source: SourceText, given: GivenRoles): Reading {
  if (/^---[^\S\n]*(?:\n|$)/.test(source.text)) return readMarkdown(source, given);
  const lines = source.text.split('\n').filter((line) => line.trim() !== '');
  if (lines[0]?.includes('|') && /^[\s|:-]+$/.test(lines[1] ?? '') && lines[1]!.includes('-'))
    return readCsv(source, given);
  return readProse(source) ?? readMarkdown(source, given);
}

/** A saved page: its data for search engines, or else what it shows as text. Places are those in the text. */
function* readHtml({ name, text }: SourceText, given: GivenRoles): Reading {
  const data = jsonLdIn(text);
  if (data !== undefined) return yield* readJson(new SourceText(`${name} as data`, data), given);
  const lines = markdownOfHtml(text).split('\n');
  const rows = lines.filter((line) => line.startsWith('|'));
  const others = lines.filter((line) => line.trim() !== '' && !line.startsWith('|'));
  if (rows.length <= others.length) return yield* readText(new SourceText(`${name} as text`, lines.join('\n')), given);
  const notes = yield* readCsv(new SourceText(`${name} as table`, rows.join('\n')), given);
  return [...notes, ...(others.length > 0 ? [strings.textOutside(others.length, quoted(others.join(' ')))] : [])];
}

function readYaml(source: SourceText, given: GivenRoles): Reading {
  const roots = treesOfYaml(source);
  return isRasa(roots) ? readRasa(roots, source) : readRecords(roots, source, given);
}

/** A file as somebody brings it. */
export interface BroughtFile {
  readonly bytes: Uint8Array;
  /** Its ending tells the format, unless the text tells it better. */
  readonly name: string;
}

export interface ReadOptions {
  /** Default: the limit for attachments. */
  readonly maxBytes?: number;
  /** Which columns or fields mean what, where the names don't tell: `question=Frage,answer=Antwort`. */
  readonly map?: string;
}

/**
 * Reads files of answers, or of somebody else's questions and answers, in any of the formats. Takes any bytes. YAML files are
 * read as one: Rasa keeps the examples and the responses apart.
 *
 * @throws UserError `file-too-large`, `not-text`, `unknown-format`, `format-too-new`, `too-many-entries`, `bad-json`,
 *   `bad-csv`, `unknown-columns`, `bad-markdown`, `bad-toml`, `bad-yaml`, `bad-map`
 */
export function readAnswersFiles(files: readonly BroughtFile[], options: ReadOptions = {}): AnswersFile {
  const { maxBytes = MAX_FILE_BYTES, map = '' } = options;
  const given = parseMap(map);
  const sources = files.map(({ bytes, name }) => {
    if (bytes.byteLength > maxBytes) {
      throw new UserError('file-too-large', strings.fileTooLarge(bytes.byteLength, maxBytes));
    }
    const source = new SourceText(basename(name), decodeText(bytes));
    return { source, format: formatOf(source.text, name, given) };
  });
  const yaml = sources.filter(({ format }) => READERS[format] === readYaml).map(({ source }) => source);
  const readings = [
    ...sources.filter(({ source }) => yaml.length < 2 || !yaml.includes(source)),
    ...(yaml.length < 2 ? [] : [{ source: new JoinedSource(yaml), format: 'yaml' as const }]),
  ];
  const entries: FileEntry[] = [];
  const notes: string[] = [];
  for (const { source, format } of readings) {
    const reading = READERS[format](source, given);
    for (let step = reading.next(); ; step = reading.next()) {
      if (step.done === true) {
        notes.push(...step.value.map((note) => (readings.length === 1 ? note : `${source.name}: ${note}`)));
        break;
      }
      if (entries.length === MAX_ENTRIES) {
        throw new UserError('too-many-entries', strings.tooManyEntries(MAX_ENTRIES));
      }
      entries.push(step.value);
    }
  }
  return { entries, notes };
}

/** Only JSON starts with a brace, and only Markdown with a line `---` and fields. */
function formatOf(text: string, name: string, given: GivenRoles): keyof typeof READERS {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const isYaml = ending === 'yml' || ending === 'yaml';
  if (/^\s*\{/.test(text) || (/^\s*\[\s*[{["\]]/.test(text) && ending !== 'toml' && ending !== 'md'))
    return isYaml ? 'yml' : 'json';
  if (/^---[^\S\n]*(?:\n|$)/.test(text) && !isYaml) return 'md';
  if (Object.hasOwn(READERS, ending)) return ending as keyof typeof READERS;
  if (/^[ \t]*\[[^\n]*\][ \t\r]*$/m.test(text.slice(0, 4_000)) && /^[ \t]*[\w"'-]+[ \t]*=/m.test(text)) return 'toml';
  if (/^(?:nlu|responses|version|domain):/m.test(text)) return 'yml';
  const firstLine = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const separator = separatorOf(text, given);
  const isProse = /^\s*(?:#{1,6}\s|\*\*|<|q\s*[:.])/i.test(firstLine);
  if (firstLine.includes(separator) && !isProse) return 'csv';
  if (text.trim() !== '' && (ending === '' || ending === 'txt' || ending === 'text')) return 'md';
  throw new UserError('unknown-format', text.trim() === '' ? strings.EMPTY_TEXT : strings.UNKNOWN_FORMAT);
}
