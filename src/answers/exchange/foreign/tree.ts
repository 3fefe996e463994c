import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import { parse as parseToml, TomlError } from 'smol-toml';
import type { UserError } from '../../../shared/UserError.ts';
import type { SourceText } from '../source.ts';
import * as strings from '../strings.ts';
import { quoted } from '../strings.ts';

/** A value of JSON, YAML or TOML, and where it is written. Maps keep repeated keys. */
export type Tree = { readonly at: number } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Tree[] }
  | { readonly kind: 'map'; readonly pairs: readonly Pair[] }
);

export interface Pair {
  readonly key: string;
  readonly value: Tree;
  /** Where the key is written. */
  readonly at: number;
}

/** No list of answers is nested deeper. */
const MAX_DEPTH = 32;

interface Token {
  /** Empty at the end of the text. */
  readonly text: string;
  readonly at: number;
}

const TOKEN = /\s*("[^"\\]*(?:\\[^][^"\\]*)*"|[{}[\]:,]|[^\s{}[\]:,"]+|"|$)/y;

/** @param start - Where the JSON starts in the source. @throws UserError `bad-json` with the place */
export function treeOfJson(json: string, source: SourceText, start = 0): Tree {
  let end = 0;
  const take = (): Token => {
    TOKEN.lastIndex = end;
    const [, text] = TOKEN.exec(json)!;
    end = TOKEN.lastIndex;
    return { text: text!, at: end - text!.length };
  };
  const wrong = ({ text, at }: Token): UserError =>
    text === '' || text === '"'
      ? source.fault('bad-json', start + json.trimEnd().length, strings.JSON_ENDS_EARLY)
      : source.fault('bad-json', start + at, strings.badJson(quoted(text)));
  const scalar = (token: Token): unknown => {
    try {
      return JSON.parse(token.text);
    } catch {
      throw wrong(token);
    }
  };
  const list = <T>(close: string, one: (token: Token) => T): T[] => {
    const all: T[] = [];
    let token = take();
    if (token.text === close) return all;
    for (;;) {
      all.push(one(token));
      token = take();
      if (token.text === close) return all;
      if (token.text !== ',') throw wrong(token);
      token = take();
    }
  };
  const valueAt = (token: Token, depth: number): Tree => {
    const at = start + token.at;
    if (depth > MAX_DEPTH) throw source.fault('bad-json', at, strings.TOO_DEEP);
    if (token.text === '[') return { at, kind: 'list', items: list(']', (item) => valueAt(item, depth + 1)) };
    if (token.text !== '{') return { at, kind: 'text', text: textOfScalar(scalar(token)) };
    const pairs = list('}', (key): Pair => {
      if (!key.text.startsWith('"')) throw wrong(key);
      const colon = take();
      if (colon.text !== ':') throw wrong(colon);
      return { key: String(scalar(key)), at: start + key.at, value: valueAt(take(), depth + 1) };
    });
    return { at, kind: 'map', pairs };
  };
  const tree = valueAt(take(), 0);
  const after = take();
  if (after.text !== '') throw wrong(after);
  return tree;
}

const textOfScalar = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);

/** What was parsed without places: all of it is at one. */
export function treeOfValue(value: unknown, at: number): Tree {
  if (Array.isArray(value)) return { at, kind: 'list', items: value.map((item) => treeOfValue(item, at)) };
  if (value instanceof Date) return { at, kind: 'text', text: value.toISOString() };
  if (typeof value !== 'object' || value === null) return { at, kind: 'text', text: textOfScalar(value) };
  const pairs = Object.entries(value).map(([key, inner]): Pair => ({ key, at, value: treeOfValue(inner, at) }));
  return { at, kind: 'map', pairs };
}

/** Parsing broken YAML takes quadratic time. */
const MAX_YAML = 2_097_152;

/** Files that were joined without `---` repeat keys, so those are allowed. @throws UserError `bad-yaml` */
export function treesOfYaml(source: SourceText): Tree[] {
  const { text } = source;
  if (text.length > MAX_YAML) throw source.fault('bad-yaml', 0, strings.YAML_TOO_LONG);
  const documents = parseAllDocuments(text, {
    uniqueKeys: false,
    prettyErrors: false,
    stringKeys: true,
    lineCounter: new LineCounter(),
  });
  return [...documents].map((document) => {
    const [error] = document.errors;
    if (error) throw source.fault('bad-yaml', error.pos[0], strings.BAD_YAML);
    return treeOf(document.contents, 0);
  });

  function treeOf(node: unknown, depth: number): Tree {
    const at = (node as { range?: readonly number[] } | null)?.range?.[0] ?? 0;
    // Aliases could make a small file huge.
    if (depth > MAX_DEPTH || isAlias(node)) throw source.fault('bad-yaml', at, strings.TOO_DEEP);
    if (isSeq(node)) return { at, kind: 'list', items: node.items.map((item) => treeOf(item, depth + 1)) };
    if (!isMap(node)) {
      // A number or a date is meant as it is written.
      const written = isScalar(node) ? (typeof node.value === 'string' ? node.value : node.source) : undefined;
      return { at, kind: 'text', text: isScalar(node) && node.value === null ? '' : textOfScalar(written) };
    }
    const pairs = node.items.map(({ key, value }): Pair => {
      const start = (key as { range?: readonly number[] } | null)?.range?.[0] ?? at;
      return { key: isScalar(key) ? String(key.value) : '', at: start, value: treeOf(value, depth + 1) };
    });
    return { at, kind: 'map', pairs };
  }
}

/** @throws UserError `bad-toml` */
export function treeOfToml(source: SourceText): Tree {
  let parsed;
  try {
    parsed = parseToml(source.text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const lineStart = source.text.split('\n', error.line - 1).join('\n').length + (error.line > 1 ? 1 : 0);
    throw source.fault('bad-toml', lineStart + error.column - 1, strings.BAD_TOML);
  }
  let searched = 0;
  const pairs = Object.entries(parsed).map(([key, value]): Pair => {
    // The parser doesn't say where a table starts: look for its heading after the one before.
    const heads = [`[${key}]`, `["${key}"]`, `['${key}']`, `[[${key}]]`];
    const found = heads.map((head) => source.text.indexOf(head, searched)).filter((at) => at !== -1);
    const at = found.length === 0 ? 0 : Math.min(...found);
    if (found.length > 0) searched = at + 1;
    return { key, at, value: treeOfValue(value, at) };
  });
  return { at: 0, kind: 'map', pairs };
}

/**
 * The first key that one map repeats, if neither value is meant less than the other.
 *
 * @param ignored - Indexes of the ones that mean nothing.
 */
export function repeatedKey(pairs: readonly Pair[], ignored: readonly number[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { key } of pairs) counts.set(key, (counts.get(key) ?? 0) + 1);
  return pairs.find(({ key }, index) => counts.get(key)! > 1 && !ignored.includes(index))?.key;
}

/** Where a text may be within a value that is an object: `"acceptedAnswer": { "text": … }`. */
const TEXT_KEYS = 'text content value answer response name body plaintext description displaytext'.split(' ');

/** Everything that a value says, as texts. */
export function textsIn(tree: Tree): readonly string[] {
  if (tree.kind === 'text') return tree.text.trim() === '' ? [] : [tree.text];
  if (tree.kind === 'list') return tree.items.flatMap(textsIn);
  for (const known of TEXT_KEYS) {
    const pair = tree.pairs.find(({ key }) => key.toLowerCase().replaceAll('_', '') === known);
    const texts = pair ? textsIn(pair.value) : [];
    if (texts.length > 0) return texts;
  }
  return [];
}

/** Whether a value says anything: an empty list, zero and `false` don't. */
export function hasContent(tree: Tree): boolean {
  if (tree.kind === 'text') return /[^\s[\]{}]/.test(tree.text) && !/^\s*(?:false|0)\s*$/i.test(tree.text);
  return tree.kind === 'list' ? tree.items.some(hasContent) : tree.pairs.some(({ value }) => hasContent(value));
}
