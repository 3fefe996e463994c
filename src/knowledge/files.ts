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
import { type Fault, TextFile } from './faults.ts';

/** Keys and indices that lead to a value: `['table', 'rows', 0, 1]`. */
export type Path = readonly PropertyKey[];

/** From where to where a value is written in its file. */
export type Range = readonly [start: number, end: number];

/** YAML, and where each of its values is written. */
export class YamlText {
  /** What is wrong with the YAML syntax. */
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
    // Visiting every node is slow, so only do it where the text has the character that aliases begin with.
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

  /** Where the value is written, or, if it is missing, the innermost value around it. */
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
   * Parsed again when a position is asked for, which only happens when there is a fault: keeping the trees of all files
   * would take 20 MB.
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

/** Where a quote that is never closed opens: the parser notices only at the end of the file. */
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

/** The parser may report one mistake several times. */
function oncePerLine(faults: readonly Fault[]): Fault[] {
  return faults.filter(
    ({ line, what }, index) => faults.findIndex((other) => other.line === line && other.what === what) === index,
  );
}

/** If a key is there twice, the last pair, as in the data. */
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
  /** Where the front matter ends: before its closing line. It begins where the file begins. */
  readonly end: number;
  /** Where the body begins: after blank lines. */
  readonly bodyStart: number;
  /** Without blank lines around it; may be empty. */
  readonly body: string;
}

/**
 * Finds the YAML between a first line `---` and the next such line. The opening line is kept, being YAML too, so that
 * positions in the YAML are positions in the file.
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
 * Reads every file in the folder and its subfolders, except those whose names begin with a dot.
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

/** Synchronous: for a hundred small files, five times as fast as awaiting each. */
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

/** Relative to the working directory, unless the folder lies outside it. */
function shown(folder: string): string {
  const path = relative(process.cwd(), folder);
  if (path === '') return '.';
  return path.startsWith('..') || isAbsolute(path) ? folder : path;
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
