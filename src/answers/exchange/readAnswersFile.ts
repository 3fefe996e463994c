import { basename } from 'node:path';
import { UserError } from '../../shared/UserError.ts';
import { BORDER, readCsv, separatorOf } from './csv.ts';
import { readData } from './data.ts';
import { type AnswersFile, type FileEntry, type ImportRequest, MAX_FILE_BYTES, type Reading } from './entries.ts';
import { type GivenRoles, parseMap } from './roles.ts';
import { SourceText, type Tree, treesOfJson, treesOfToml, treesOfYaml } from './source.ts';
import * as strings from './strings.ts';
import { FRONT_MATTER, readText } from './text.ts';

/** How to recognise and read the files of a format. */
type Format = {
  readonly endings: readonly string[];
  /** Whether only this format has such a text, whatever its ending is. */
  readonly isSure?: (text: string, ending: string) => boolean;
  /** Whether a text with an unknown ending is probably this. */
  readonly seems?: (text: string, ending: string, given: GivenRoles) => boolean;
} & (
  | { readonly parse: (source: SourceText) => Tree[] }
  | { readonly read: (source: SourceText, given: GivenRoles) => Reading }
);

const YAML: Format = {
  endings: ['yml', 'yaml'],
  seems: (text) => /^(?:nlu|responses|version|domain):/m.test(text),
  parse: (source) => treesOfYaml(source),
};

/** The surer ones first. */
const FORMATS: readonly Format[] = [
  {
    endings: ['json', 'jsonl', 'ndjson'],
    isSure: (text, ending) =>
      !YAML.endings.includes(ending) &&
      (/^\s*\{/.test(text) || (/^\s*\[\s*[{["\]]/.test(text) && ending !== 'toml' && ending !== 'md')),
    parse: treesOfJson,
  },
  {
    endings: ['md', 'markdown'],
    isSure: (text, ending) => FRONT_MATTER.test(text) && !YAML.endings.includes(ending),
    read: readText,
  },
  {
    endings: ['toml'],
    seems: (text) => /^[ \t]*\[[^\n]*\][ \t\r]*$/m.test(text.slice(0, 4_000)) && /^[ \t]*[\w"'-]+[ \t]*=/m.test(text),
    parse: treesOfToml,
  },
  YAML,
  {
    endings: ['csv', 'tsv'],
    seems: (text, _ending, given) => {
      const head = text.split('\n').find((line) => !BORDER.test(line)) ?? '';
      return separatorOf(text, given).isTable && !/^\s*(?:#{1,6}\s|\*\*|<|q\s*[:.])/i.test(head);
    },
    read: readCsv,
  },
  {
    endings: [],
    seems: (text, ending) => text.trim() !== '' && ['', 'txt', 'text'].includes(ending),
    read: readText,
  },
];

function formatOf(text: string, name: string, given: GivenRoles): Format {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const found =
    FORMATS.find(({ isSure }) => isSure?.(text, ending)) ??
    FORMATS.find(({ endings }) => endings.includes(ending)) ??
    FORMATS.find(({ seems }) => seems?.(text, ending, given));
  if (found) return found;
  throw new UserError('unknown-format', text.trim() === '' ? strings.EMPTY_TEXT : strings.UNKNOWN_FORMAT);
}

/**
 * Decodes UTF-8, or UTF-16 as Excel saves "Unicode Text", without its byte order mark, with `\n` as line ends; or else
 * Windows-1252, as Excel saves "CSV".
 *
 * @throws UserError `not-text`
 */
function decodeText(bytes: Uint8Array): { readonly text: string; readonly is1252: boolean } {
  for (const encoding of [encodingOf(bytes), 'windows-1252'] as const) {
    const is1252 = encoding === 'windows-1252';
    if (is1252 && !isProbably1252(bytes)) continue;
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return { text: text.replaceAll(/\r\n?/g, '\n'), is1252 };
    } catch {
      // The other one, or reported below.
    }
  }
  throw new UserError('not-text', strings.NOT_TEXT);
}

/**
 * Western words have single letters beyond ASCII, and punctuation such as dashes. Words that are made of them are of another
 * alphabet, and control characters are no text. The five bytes stand for nothing in Windows-1252.
 */
function isProbably1252(bytes: Uint8Array): boolean {
  let run = 0;
  for (const byte of bytes) {
    run = byte >= 0x80 ? run + 1 : 0;
    const isControl = byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte);
    if (run > 3 || isControl || [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte)) return false;
  }
  return bytes.length > 0 && ![0xfe, 0xff].includes(bytes[0]!);
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

/**
 * Reads files of answers, or of somebody else's questions and answers, in any of the formats. Takes any bytes. YAML files are
 * read as one: Rasa keeps the examples and the responses apart.
 *
 * @throws UserError `file-too-large`, `not-text`, `unknown-format`, `format-too-new`, `too-many-entries`, `bad-json`,
 *   `bad-csv`, `unknown-columns`, `bad-markdown`, `bad-toml`, `bad-yaml`, `bad-map`
 */
export function readAnswersFiles(
  files: ImportRequest['files'],
  { maxBytes = MAX_FILE_BYTES, map = '' }: Pick<ImportRequest, 'maxBytes' | 'map'> = {},
): AnswersFile {
  const given = parseMap(map);
  const encodings: string[] = [];
  const sources = files.map(({ bytes, name }) => {
    if (bytes.byteLength > maxBytes) {
      throw new UserError('file-too-large', strings.fileTooLarge(bytes.byteLength, maxBytes));
    }
    const { text, is1252 } = decodeText(bytes);
    if (is1252) encodings.push(`${basename(name)}: ${strings.READ_AS_1252}`);
    const source = new SourceText(basename(name), text);
    return { source, format: formatOf(source.text, name, given) };
  });
  const groups = Map.groupBy(sources, ({ source, format }) => (format === YAML ? format : source));
  const notes: string[] = [];
  function* entriesIn(): Generator<FileEntry> {
    for (const group of groups.values()) {
      const { source, format } = group[0]!;
      const said = yield* 'read' in format
        ? format.read(source, given)
        : readData(
            group.flatMap((one) => format.parse(one.source)),
            given,
          );
      const names = group.map((one) => one.source.name).join(' + ');
      notes.push(...said.map((note) => (groups.size === 1 ? note : `${names}: ${note}`)));
    }
  }
  const entries = entriesIn()
    .take(MAX_ENTRIES + 1)
    .toArray();
  if (entries.length > MAX_ENTRIES) throw new UserError('too-many-entries', strings.tooManyEntries(MAX_ENTRIES));
  return { entries, notes: [...notes, ...encodings] };
}
