import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from 'vitest';

/** The floor of each room. Imports go down only, and rooms on one floor do not know each other. See docs/design.md. */
const FLOORS: Record<string, number> = {
  'index.ts': 5,
  cli: 4,
  discord: 4,
  answers: 3,
  replies: 3,
  lineage: 2,
  matching: 1,
  store: 1,
  knowledge: 1,
  operations: 1,
  'config.ts': 1,
  'UserError.ts': 0,
  'characterCount.ts': 0,
  'blocksOf.ts': 0,
  'checkNode.cjs': 0,
};

const src = join(import.meta.dirname, '../src');
const roomOf = (path: string): string => relative(src, path).split('/')[0]!;
const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name));

const imports = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => ({
    file,
    target: match[1]!,
  })),
);

test('every room stands on a floor', () => {
  expect([...new Set(files.map(roomOf))].filter((room) => !(room in FLOORS))).toEqual([]);
});

test('imports go down only, and rooms on one floor do not know each other', () => {
  const wrong = imports
    .filter(({ target }) => target.startsWith('.'))
    .map(({ file, target }) => ({ file, from: roomOf(file), to: roomOf(normalize(join(dirname(file), target))) }))
    .filter(({ from, to }) => from !== to && FLOORS[from]! <= FLOORS[to]!)
    .map(({ file, to }) => `${relative(src, file)} imports ${to}`);
  expect(wrong).toEqual([]);
});

test('only discord/ imports discord.js and knows its types', () => {
  const wrong = imports
    .filter(({ target }) => /^(discord\.js|discord-api-(types|spec))/.test(target))
    .filter(({ file }) => roomOf(file) !== 'discord')
    .map(({ file, target }) => `${relative(src, file)} imports ${target}`);
  expect(wrong).toEqual([]);
});

test('only store/ knows SQL', () => {
  const wrong = imports
    .filter(({ file, target }) => /^(kysely|pg|node:sqlite)(\/|$)/.test(target) && roomOf(file) !== 'store')
    .map(({ file, target }) => `${relative(src, file)} imports ${target}`);
  expect(wrong).toEqual([]);
});

test('only config.ts reads the environment', () => {
  const readers = files.filter((file) => readFileSync(file, 'utf8').includes('process.env')).map(roomOf);
  expect(readers.filter((room) => room !== 'config.ts')).toEqual([]);
});
