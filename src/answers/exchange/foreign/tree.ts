import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import { parse as parseToml, TomlError } from 'smol-toml';
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

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/** @param start - Where the JSON starts in the source. It must be valid. @throws UserError `bad-json` */
export function treeOfJson(json: string, source: SourceText, start = 0): Tree {
  const tokens = json.matchAll(TOKEN);
  const next = (): RegExpExecArray => tokens.next().value!;
  const valueAt = (token: RegExpExecArray, depth: number): Tree => {
    const at = start + token.index;
    if (depth > MAX_DEPTH) throw source.fault('bad-json', at, strings.TOO_DEEP);
    if (token[0] === '[') {
      const items: Tree[] = [];
      for (let item = next(); item[0] !== ']'; item = next()) if (item[0] !== ',') items.push(valueAt(item, depth + 1));
      return { at, kind: 'list', items };
    }
    if (token[0] === '{') {
      const pairs: Pair[] = [];
      for (let key = next(); key[0] !== '}'; key = next()) {
        if (key[0] === ',') continue;
        next();
        pairs.push({ key: String(JSON.parse(key[0])), at: start + key.index, value: valueAt(next(), depth + 1) });
      }
      return { at, kind: 'map', pairs };
    }
    return { at, kind: 'text', text: textOfScalar(JSON.parse(token[0])) };
  };
  return valueAt(next(), 0);
}

const textOfScalar = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);

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
  return treeOf(parsed(), 0, 0);

  function parsed(): unknown {
    try {
      return parseToml(source.text, { maxDepth: MAX_DEPTH });
    } catch (error) {
      if (!(error instanceof TomlError)) throw error;
      const lineStart = source.text.split('\n', error.line - 1).join('\n').length + (error.line > 1 ? 1 : 0);
      throw source.fault('bad-toml', lineStart + error.column - 1, strings.BAD_TOML);
    }
  }

  function treeOf(value: unknown, at: number, depth: number): Tree {
    if (Array.isArray(value)) return { at, kind: 'list', items: value.map((item) => treeOf(item, at, depth + 1)) };
    if (typeof value !== 'object' || value === null || value instanceof Date) {
      return { at, kind: 'text', text: value instanceof Date ? value.toISOString() : textOfScalar(value) };
    }
    let searched = at;
    const pairs = Object.entries(value).map(([key, inner]): Pair => {
      // The parser doesn't say where a table starts: look for its heading after the one before.
      const start = depth > 0 ? -1 : tableStart(key, searched);
      if (start !== -1) searched = start + 1;
      return { key, at: start === -1 ? at : start, value: treeOf(inner, start === -1 ? at : start, depth + 1) };
    });
    return { at, kind: 'map', pairs };
  }

  function tableStart(key: string, from: number): number {
    const heads = [`[${key}]`, `["${key}"]`, `['${key}']`, `[[${key}]]`];
    const found = heads.map((head) => source.text.indexOf(head, from)).filter((at) => at !== -1);
    return found.length === 0 ? -1 : Math.min(...found);
  }
}

/** The first key that one map repeats. Neither value is meant less than the other. */
export function repeatedKey(pairs: readonly Pair[]): string | undefined {
  const seen = new Set<string>();
  for (const { key } of pairs) {
    if (seen.has(key)) return quoted(key);
    seen.add(key);
  }
  return undefined;
}
