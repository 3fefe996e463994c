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
import type { Fault, Path, Place, TextFile } from './faults.ts';

/** YAML, and where each of its values is written. */
export class YamlText {
  readonly file: TextFile;
  /** What is wrong with the YAML syntax. */
  readonly faults: readonly Fault[];
  /** The values as plain data; `undefined` when the YAML is too broken to say. */
  readonly value: unknown;
  readonly #yaml: string;
  #parsed: Document.Parsed | undefined;

  /** @param end - Where the YAML ends in the file; a Markdown body may follow. */
  constructor(file: TextFile, end = file.text.length) {
    this.file = file;
    this.#yaml = file.text.slice(0, end);
    const document = parse(this.#yaml);
    const { errors, warnings } = document;
    // Visiting every node is slow, so only do it where the text has the character that aliases begin with.
    const aliases = errors.length === 0 && this.#yaml.includes('*') ? aliasesIn(document) : [];
    const faults = [...errors, ...warnings].map((error) =>
      file.faultAt(openingQuote(error, document) ?? error.pos[0], describe(error, file.text)),
    );
    // The parser may report one mistake several times.
    const mistakes = Map.groupBy(faults, ({ line, what }) => `${line} ${what}`);
    this.faults = [
      ...Array.from(mistakes.values(), ([first]) => first!),
      ...aliases.map((node) => file.faultAt(node.range?.[0] ?? 0, ALIAS)),
    ];
    const isReadable = aliases.length === 0 && errors.every(({ code }) => code === 'DUPLICATE_KEY');
    this.value = isReadable ? document.toJS() : undefined;
  }

  /** Where the value is written, or, if it is missing, the innermost value around it. */
  place(path: Path): Place {
    return this.#placeOf(this.#nodeAt(path));
  }

  /** Where the key is written, rather than its value. */
  placeOfKey(path: Path): Place {
    const key = pairOf(this.#nodeAt(path.slice(0, -1)), path.at(-1))?.key;
    return isNode(key) ? this.#placeOf(key) : this.place(path);
  }

  #placeOf(node: Node | null): Place {
    const [start, end] = node?.range ?? [0, 0];
    return { file: this.file, start, end };
  }

  #nodeAt(path: Path): Node | null {
    // Parsed again when a position is asked for, which only happens when there is a fault: keeping the trees of all
    // files would take 20 MB.
    let node: Node | null = (this.#parsed ??= parse(this.#yaml)).contents;
    for (const key of path) {
      const next: unknown = isSeq(node) ? node.items[Number(key)] : pairOf(node, key)?.value;
      if (!isNode(next)) return node;
      node = next;
    }
    return node;
  }
}

const parse = (yaml: string): Document.Parsed => parseDocument(yaml, { prettyErrors: false, stringKeys: true });

/** If a key is there twice, the last pair, as in the data. */
function pairOf(node: unknown, key: PropertyKey | undefined): Pair | undefined {
  if (!isMap(node)) return undefined;
  return node.items.findLast((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
}

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
