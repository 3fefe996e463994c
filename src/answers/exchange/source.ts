import { type Node as JsonNode, parseTree, type ParseError } from 'jsonc-parser';
import { parse as parseToml, TomlError } from 'smol-toml';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import { UserError } from '../../shared/UserError.ts';
import * as strings from './strings.ts';
import { quoted } from './strings.ts';

/** The text of a file with `\n` line ends; turns positions in it into `faq.csv:12:3`. */
export class SourceText {
  readonly name: string;
  readonly text: string;
  readonly #lines = new LineCounter();

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
    this.#lines.addNewLine(0);
    for (const { index } of text.matchAll(/\n/g)) this.#lines.addNewLine(index + 1);
  }

  /** @param offset - Into the text. @example source.at(0); // 'faq.csv:1:1' */
  at(offset: number): string {
    const { line, col } = this.#lines.linePos(offset);
    return this.atLine(line, col);
  }

  /** Both from 1, the column in UTF-16 units, as editors count. */
  atLine(line: number, column = 1): string {
    return `${this.name}:${line}:${column}`;
  }

  /** For what makes the whole file unreadable. */
  fault(code: string, offset: number, what: string): UserError {
    return new UserError(code, `${this.at(offset)}: ${what}`);
  }
}

/** A value in a file, and where it is written: `faq.json:12:3`. Maps keep repeated keys. */
export type Tree = { readonly at: string } & (
  | { readonly kind: 'text'; readonly text: string; readonly value: unknown }
  | { readonly kind: 'list'; readonly items: readonly Tree[] }
  | { readonly kind: 'map'; readonly pairs: readonly Pair[] }
);

export interface Pair {
  readonly key: string;
  /** Where the key is written. */
  readonly at: string;
  readonly value: Tree;
}

/** @param text - As it is written: a rounded number would not be what was meant. */
export const scalarTree = (
  at: string,
  value: unknown,
  text = typeof value === 'string' ? value : JSON.stringify(value ?? ''),
): Tree => ({ at, kind: 'text', value, text: (value ?? '') === '' ? '' : text });

/** No list of answers is nested deeper. */
const MAX_DEPTH = 32;

/** JSON, or one value a line. */
export function treesOfJson(source: SourceText): Tree[] {
  const lines = [...source.text.matchAll(/^.+$/gm)].filter(([line]) => line.trim() !== '');
  const isJsonl = lines.length > 1 && isJson(lines[0]![0]);
  return isJsonl
    ? lines.map(({ 0: line, index }) => treeOfJson(source, line, index))
    : [treeOfJson(source, source.text, 0)];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function treeOfJson(source: SourceText, json: string, start: number): Tree {
  const errors: ParseError[] = [];
  let root: JsonNode | undefined;
  try {
    root = parseTree(json, errors, { disallowComments: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // The parser calls itself for each level.
    throw source.fault('bad-json', start, strings.TOO_DEEP);
  }
  const [{ offset, length } = { offset: 0, length: 0 }] = errors;
  if (errors.length > 0 || !root) {
    const end = json.trimEnd().length;
    const what = offset >= end ? strings.JSON_ENDS_EARLY : strings.badJson(quoted(json.slice(offset, offset + length)));
    throw source.fault('bad-json', start + Math.min(offset, end), what);
  }
  const treeOf = ({ type, value, children = [], ...node }: JsonNode, depth: number): Tree => {
    const at = source.at(start + node.offset);
    if (depth > MAX_DEPTH) throw new UserError('bad-json', `${at}: ${strings.TOO_DEEP}`);
    if (type === 'array') return { at, kind: 'list', items: children.map((item) => treeOf(item, depth + 1)) };
    if (type !== 'object') {
      const text = type === 'number' ? json.slice(node.offset, node.offset + node.length) : undefined;
      return scalarTree(at, value, text);
    }
    const pairs = children.map((pair): Pair => {
      const [key, said] = pair.children!;
      return { key: String(key!.value), at: source.at(start + key!.offset), value: treeOf(said!, depth + 1) };
    });
    return { at, kind: 'map', pairs };
  };
  return treeOf(root, 0);
}

/** Parsing takes up to half a second for each 120 kB, if they are broken, and nothing else can run meanwhile. */
const MAX_YAML = 524_288;

/**
 * Files that were joined without `---` repeat keys, so those are allowed.
 *
 * @param part - From where to where in the source. Default: all of it.
 */
export function treesOfYaml(source: SourceText, [start, end] = [0, source.text.length], limit = MAX_YAML): Tree[] {
  const fault = (offset: number, what: string): UserError => source.fault('bad-yaml', start + offset, what);
  if (end - start > limit) throw fault(0, strings.YAML_TOO_LONG);
  const yaml = source.text.slice(start, end);
  const documents = parseAllDocuments(yaml, { uniqueKeys: false, prettyErrors: false, stringKeys: true });
  const roots = [...documents].map(({ errors: [error], contents }) => {
    if (error) throw fault(error.pos[0], strings.BAD_YAML);
    return treeOf(contents, 0, 0);
  });
  return roots.length > 0 ? roots : [scalarTree(source.at(start), null)];

  function treeOf(node: unknown, parent: number, depth: number): Tree {
    const offset = (node as { range?: readonly number[] } | null)?.range?.[0] ?? parent;
    const at = source.at(start + offset);
    // Aliases could make a small file huge.
    if (depth > MAX_DEPTH || isAlias(node)) throw fault(offset, strings.TOO_DEEP);
    if (isSeq(node)) return { at, kind: 'list', items: node.items.map((item) => treeOf(item, offset, depth + 1)) };
    if (!isMap(node)) return isScalar(node) ? scalarTree(at, node.value, textOf(node)) : scalarTree(at, null);
    const pairs = node.items.map(({ key, value }): Pair => {
      const { at: place, ...name } = treeOf(key, offset, depth + 1);
      return { key: name.kind === 'text' ? name.text : '', at: place, value: treeOf(value, offset, depth + 1) };
    });
    return { at, kind: 'map', pairs };
  }
}

const textOf = ({ value, source }: { value: unknown; source?: string }): string | undefined =>
  typeof value === 'string' ? value : source;

export function treesOfToml(source: SourceText): Tree[] {
  const { text } = source;
  let parsed;
  try {
    parsed = parseToml(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const why = error.message.split('\n', 1)[0]!.replace(/^Invalid TOML document: /, '');
    throw new UserError('bad-toml', `${source.atLine(error.line, error.column)}: ${strings.badToml(why)}`);
  }
  let searched = 0;
  const pairs = Object.entries(parsed).map(([key, value]): Pair => {
    // The parser doesn't say where a table starts: look for its heading after the one before.
    const heads = ['', '"', "'"].values().map((quote) => text.indexOf(`[${quote}${key}${quote}]`, searched));
    const head = heads.find((index) => index !== -1);
    searched = head ?? searched;
    const at = source.at(head ?? 0);
    return { key, at, value: treeOfValue(value, at) };
  });
  return [{ at: source.at(0), kind: 'map', pairs }];
}

/** What was parsed without places: all of it is at one. */
function treeOfValue(value: unknown, at: string): Tree {
  if (Array.isArray(value)) return { at, kind: 'list', items: value.map((item) => treeOfValue(item, at)) };
  if (value instanceof Date) return scalarTree(at, value.toISOString());
  if (typeof value !== 'object' || value === null) return scalarTree(at, value);
  const pairs = Object.entries(value).map(([key, inner]): Pair => ({ key, at, value: treeOfValue(inner, at) }));
  return { at, kind: 'map', pairs };
}

export function valueOf(tree: Tree): unknown {
  if (tree.kind === 'text') return tree.value;
  if (tree.kind === 'list') return tree.items.map(valueOf);
  return Object.fromEntries(tree.pairs.map(({ key, value }) => [key, valueOf(value)]));
}

export const pairsIn = (tree: Tree | undefined): readonly Pair[] => (tree?.kind === 'map' ? tree.pairs : []);
export const itemsIn = (tree: Tree | undefined): readonly Tree[] => (tree?.kind === 'list' ? tree.items : []);
export const under = (tree: Tree | undefined, ...keys: string[]): Tree | undefined =>
  pairsIn(tree).find(({ key }) => keys.includes(key))?.value;

/** What is below `embed` counts as if it stood beside it, and what is empty beside it as if it were not there. */
export function withEmbed(written: readonly Pair[]): readonly Pair[] {
  const hasEmbed = written.some(({ key, value }) => key === 'embed' && value.kind === 'map');
  const pairs = written.flatMap((pair) =>
    pair.key === 'embed'
      ? withFields(pairsIn(pair.value)).map(({ key, at, value }) => ({ key: `embed.${key}`, at, value }))
      : [pair],
  );
  return hasEmbed ? pairs.filter(({ value }) => hasContent(value)) : withFields(written);
}

export const ASKS = /[?？؟]["'”»)*_\s]*$/u;

/** Whether all fields of an embed are questions with their answers. */
export const areQuestions = (fields: Tree | undefined): boolean =>
  itemsIn(fields).length > 0 &&
  itemsIn(fields).every((field) => ASKS.test(textsIn(under(field, 'name'))[0] ?? '') && under(field, 'value'));

/** The fields of an embed are the end of its text, unless all of them are questions. */
function withFields(pairs: readonly Pair[]): readonly Pair[] {
  const list = pairs.find(({ key }) => key === 'fields')?.value;
  const fields = itemsIn(list);
  const texts = fields.map((field) => [under(field, 'name'), under(field, 'value')].flatMap(textsIn));
  if (fields.length === 0 || texts.some(({ length }) => length !== 2) || areQuestions(list)) return pairs;
  const description = pairs.find(({ key }) => key === 'description');
  const text = [...textsIn(description?.value), ...texts.map(([name, value]) => `**${name}**\n${value}`)].join('\n\n');
  const { at } = description ?? fields[0]!;
  const rest = pairs.filter(({ key }) => key !== 'fields' && key !== 'description');
  return [...rest, { key: 'description', at, value: scalarTree(at, text) }];
}

/** Where a text may be within a value that is an object: `"acceptedAnswer": { "text": … }`. */
const TEXT_KEYS = 'text content value answer response rendered name body plaintext description displaytext'.split(' ');

/** Everything that a value says, as texts. */
export function textsIn(tree: Tree | undefined): readonly string[] {
  if (!tree) return [];
  if (tree.kind === 'text') return tree.text.trim() === '' ? [] : [tree.text];
  if (tree.kind === 'list') return tree.items.flatMap(textsIn);
  const said = TEXT_KEYS.map((known) =>
    textsIn(tree.pairs.find(({ key }) => key.toLowerCase().replaceAll('_', '') === known)?.value),
  );
  return said.find((texts) => texts.length > 0) ?? [];
}

/** Whether a value says anything: an empty list, zero and `false` don't. */
export function hasContent(tree: Tree): boolean {
  if (tree.kind === 'text') return /[^\s[\]{}]/.test(tree.text) && !/^\s*(?:false|0)\s*$/i.test(tree.text);
  return tree.kind === 'list' ? tree.items.some(hasContent) : tree.pairs.some(({ value }) => hasContent(value));
}
