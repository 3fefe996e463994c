import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import { UserError } from '../shared/UserError.ts';
import type { Fault } from './faults.ts';

/** The text of one file of the curated set, its line ends made `\n`, which knows where a position lies. */
export class TextFile {
  /** As a person would open it: `knowledge/models/o3.yaml`. */
  readonly file: string;
  readonly text: string;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text.replaceAll('\r\n', '\n');
  }

  /** @param offset - Into `text`; what lies outside is taken as its last position. */
  faultAt(offset: number, what: string): Fault {
    // The empty line after a final line break is not shown by editors: point to the end of the line before.
    const last = this.text.endsWith('\n') ? this.text.length - 1 : this.text.length;
    const before = this.text.slice(0, Math.max(0, Math.min(offset, last)));
    const lineStart = before.lastIndexOf('\n') + 1;
    return {
      file: this.file,
      line: before.split('\n').length,
      column: before.length - lineStart + 1,
      what,
    };
  }
}

/** Keys and indices that lead to a value: `['table', 'rows', 0, 1]`. */
export type Path = readonly PropertyKey[];

/** From where to where a value is written in its file. */
export type Range = readonly [start: number, end: number];

/** YAML together with where each value of it is written. */
export class YamlText {
  /** What is wrong with the YAML itself. */
  readonly faults: readonly Fault[];
  /** The values as plain data; `undefined` when the YAML is too broken to say. */
  readonly value: unknown;
  readonly #yaml: string;
  #parsed: Document.Parsed | undefined;

  /** @param end - Where the YAML ends in the file; a Markdown body may follow. */
  constructor(file: TextFile, end = file.text.length) {
    this.#yaml = file.text.slice(0, end);
    const document = parse(this.#yaml);
    const { errors, warnings } = document;
    // Looking through all nodes takes time at every start, so only where the text has what aliases are written with.
    const aliases = errors.length === 0 && this.#yaml.includes('*') ? aliasesIn(document) : [];
    this.faults = [
      ...oncePerLine(
        [...errors, ...warnings].map((error) =>
          file.faultAt(openingQuote(error, document) ?? error.pos[0], describe(error, file.text)),
        ),
      ),
      ...aliases.map((node) => file.faultAt(node.range?.[0] ?? 0, ALIAS)),
    ];
    const isReadable = aliases.length === 0 && errors.every(({ code }) => code === 'DUPLICATE_KEY');
    this.value = isReadable ? document.toJS() : undefined;
  }

  has(path: Path): boolean {
    return this.#walk(path).rest.length === 0;
  }

  /** Where the value is written; of a value that is missing, where the innermost one around it is. */
  rangeOf(path: Path): Range {
    const range = this.#walk(path).node?.range;
    return range ? [range[0], range[1]] : [0, 0];
  }

  /** Where the key is written, rather than its value. */
  rangeOfKey(path: Path): Range {
    const { node } = this.#walk(path.slice(0, -1));
    const key = pairOf(node, path.at(-1))?.key;
    const range = isNode(key) ? key.range : undefined;
    return range ? [range[0], range[1]] : this.rangeOf(path);
  }

  /**
   * Parsed anew when somebody asks where something is written, which is when there is a fault: the trees of all files
   * would take 20 MB of every start.
   */
  get #document(): Document.Parsed {
    return (this.#parsed ??= parse(this.#yaml));
  }

  #walk(path: Path): { node: Node | null; rest: Path } {
    let node: Node | null = this.#document.contents;
    for (const [depth, key] of path.entries()) {
      const next: unknown = isSeq(node) ? node.items[Number(key)] : pairOf(node, key)?.value;
      if (!isNode(next)) return { node, rest: path.slice(depth) };
      node = next;
    }
    return { node, rest: [] };
  }
}

const parse = (yaml: string): Document.Parsed => parseDocument(yaml, { prettyErrors: false, stringKeys: true });

const ALIAS = 'a value that begins with * is an alias to YAML: put the text in quotes, or write it out';

function aliasesIn(document: Document.Parsed): Node[] {
  const found: Node[] = [];
  visit(document, { Alias: (_, node) => void found.push(node) });
  return found;
}

/** Of a quote that is never closed, where it opens: the parser only notices at the end of the file. */
function openingQuote({ code, message, pos }: YAMLError, document: Document.Parsed): number | undefined {
  if (code !== 'MISSING_CHAR' || !message.endsWith('quote')) return undefined;
  let start: number | undefined;
  visit(document, {
    Scalar: (_, { range }) => {
      if (range && range[1] >= pos[0]) start = range[0];
    },
  });
  return start;
}

/** One slip makes the parser stumble several times. */
function oncePerLine(faults: readonly Fault[]): Fault[] {
  return faults.filter(
    ({ line, what }, index) => faults.findIndex((other) => other.line === line && other.what === what) === index,
  );
}

/** Of a key that is there twice, the last pair, as in the data. */
function pairOf(node: unknown, key: PropertyKey | undefined): Pair | undefined {
  if (!isMap(node)) return undefined;
  return node.items.findLast((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
}

function describe({ code, message, pos }: YAMLError, text: string): string {
  if (code === 'DUPLICATE_KEY') {
    const [key] = /^[^\s:]*/.exec(text.slice(pos[0]))!;
    return `"${key}" is here a second time: keep one of them`;
  }
  if (code === 'MISSING_CHAR' && message.endsWith('quote')) return 'this text has no closing quote: add it';
  const line = text.slice(text.lastIndexOf('\n', pos[0] - 1) + 1, pos[1]);
  if (/(?:^|[:-] +)\{\{/.test(line)) return 'a text that begins with {{ is a map to YAML: put it in quotes';
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return 'a text that holds ": " is a map to YAML: put it in quotes';
  return `this is not YAML (${message.replace(/[.;].*$/s, '')}): correct it, or put the text in quotes`;
}

interface FrontMatter {
  /** Where the front matter ends: before its closing line. It begins with the file. */
  readonly end: number;
  /** Where the body begins: after blank lines. */
  readonly bodyStart: number;
  /** Without blank lines around it; may be empty. */
  readonly body: string;
}

/**
 * Finds the YAML between a first line `---` and the next such line. The opening line stays with it: it is YAML too, and
 * so each position in the YAML is one in the file.
 *
 * @returns `undefined` when either line is missing.
 */
export function splitFrontMatter(text: string): FrontMatter | undefined {
  if (!/^---[ \t]*\n/.test(text)) return undefined;
  const closing = /\n---[ \t]*(?:\n|$)/.exec(text.slice(3));
  if (!closing) return undefined;
  const end = 3 + closing.index + 1;
  const rest = text.slice(end + closing[0].length - 1);
  const body = rest.trim();
  return { end, bodyStart: text.length - rest.trimStart().length, body };
}

interface Folder {
  /** By path inside the folder, with slashes, in the order of paths: `models/o3.yaml`. */
  readonly files: ReadonlyMap<string, TextFile>;
  readonly faults: readonly Fault[];
  /** How to write the path of a file in it for a person: `knowledge/models/o3.yaml`. */
  readonly show: (path: string) => string;
}

/**
 * Reads every file below the folder; those whose name begins with a dot are none of ours.
 *
 * @throws UserError `knowledge-unreadable` when the folder itself cannot be read.
 */
export async function readFolder(folder: string): Promise<Folder> {
  const show = (path: string): string => join(shown(folder), path).replaceAll(sep, '/');
  const paths = await listFiles(folder);
  const files = new Map<string, TextFile>();
  const faults: Fault[] = [];
  for (const path of paths) {
    const result = readText(join(folder, path), show(path));
    if (result instanceof TextFile) files.set(path.replaceAll(sep, '/'), result);
    else faults.push(result);
  }
  return { files, faults, show };
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .filter((path) => !path.split(sep).some((part) => part.startsWith('.')))
      .toSorted();
  } catch (error) {
    throw new UserError(
      'knowledge-unreadable',
      `The knowledge folder "${shown(folder)}" cannot be read (${reason(error)}): make sure that it exists and may be read.`,
    );
  }
}

/** One after the other and at once: for a hundred small files that is five times as fast as waiting for each. */
function readText(path: string, file: string): TextFile | Fault {
  try {
    return new TextFile(file, new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)));
  } catch (error) {
    const what =
      reason(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA'
        ? 'this file is not UTF-8 text: save it as such'
        : `this file cannot be read (${reason(error)}): make it readable or remove it`;
    return { file, line: 1, column: 1, what };
  }
}

/** Relative to where the person is, unless that leads out and up. */
function shown(folder: string): string {
  const path = relative(process.cwd(), folder);
  if (path === '') return '.';
  return path.startsWith('..') || isAbsolute(path) ? folder : path;
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
