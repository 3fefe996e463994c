import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '../src');

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Which files of the package import which, type imports included. Paths start below src/. */
function fileGraph(): Graph {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.[jt]s$/.test(file));
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(SRC, file), 'utf8');
      const targets = [...text.matchAll(/(?:from|import|import\()\s*'(\.[^']+)'/g)].map((match) => match[1]!);
      return [file, new Set(targets.map((target) => relative(SRC, join(SRC, dirname(file), target))))];
    }),
  );
}

const folderOf = (file: string): string => (file.includes('/') ? dirname(file) : file);

/** The same between folders. A file that stands directly in src/ counts as a folder of its own. */
function folderGraph(files: Graph): Graph {
  const folders = new Map<string, Set<string>>();
  for (const [file, targets] of files) {
    const from = folderOf(file);
    const known = folders.get(from) ?? new Set();
    folders.set(from, known);
    for (const target of targets) if (folderOf(target) !== from) known.add(folderOf(target));
  }
  return folders;
}

/** The first circle found, like `a → b → a`. */
function findCircle(graph: Graph): string | undefined {
  const finished = new Set<string>();
  const visit = (node: string, path: readonly string[]): string | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node].join(' → ');
    if (finished.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const circle = visit(next, [...path, node]);
      if (circle !== undefined) return circle;
    }
    finished.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const circle = visit(node, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

describe('imports', () => {
  const files = fileGraph();

  test('the graph is not empty', () => {
    expect(files.size).toBeGreaterThan(40);
    expect(files.get('index.ts')).toContain('Playground.ts');
  });

  test('a circle is found where there is one', () => {
    const graph = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c'])],
      ['c', new Set(['b'])],
    ]);
    expect(findCircle(graph)).toBe('b → c → b');
  });

  test('no file imports itself through others', () => {
    expect(findCircle(files)).toBeUndefined();
  });

  test('no folder imports itself through others', () => {
    expect(findCircle(folderGraph(files))).toBeUndefined();
  });

  test('every import leads to a file', () => {
    const missing = [...files].flatMap(([file, targets]) =>
      [...targets].filter((target) => !files.has(target)).map((target) => `${file} imports ${target}`),
    );
    expect(missing).toEqual([]);
  });

  test('only what is declared in package.json is imported, and nothing from outside the package', () => {
    const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(
      readFileSync(join(SRC, '../package.json'), 'utf8'),
    ) as Record<string, Record<string, string> | undefined>;
    const declared = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
    const wrong = [...files.keys()].flatMap((file) => {
      const text = readFileSync(join(SRC, file), 'utf8');
      const packages = [...text.matchAll(/(?:^import|^\} from|\bimport\(|^export .* from)[^';]*'([^.'][^']*)'/gm)].map(
        (match) => match[1]!,
      );
      return packages
        .filter(
          (name) => !name.startsWith('node:') && !declared.some((own) => name === own || name.startsWith(`${own}/`)),
        )
        .map((name) => `${file} imports ${name}`);
    });
    expect(wrong).toEqual([]);
  });
});
