import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from 'vitest';

/** The floor of each room. Imports go down only, and rooms on one floor don't know each other. See docs/architecture.md. */
const FLOORS: Record<string, number> = {
  'index.ts': 7,
  'watch.ts': 6,
  'reload.ts': 6,
  cli: 6,
  'app.ts': 5,
  discord: 4,
  answers: 3,
  replies: 3,
  pictures: 2,
  lineage: 2,
  channels: 2,
  matching: 1,
  store: 1,
  knowledge: 1,
  operations: 1,
  'config.ts': 1,
  shared: 0,
  'preload.cjs': 0,
};

/** More than about fifteen names are no map any more. */
const MOST_FILES_IN_A_FOLDER = 15;

const src = join(import.meta.dirname, '../src');
const roomOf = (path: string): string => relative(src, path).split('/')[0]!;

/** A folder inside a room is one unit; so is each file that lies directly in a room. */
const unitOf = (path: string): string => {
  const parts = relative(src, path).split('/');
  return parts.length > 2 ? parts.slice(0, 2).join('/') : parts.join('/');
};

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name));

const imports = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => ({
    file,
    target: match[1]!,
  })),
);

/** Imports between files of our own, those of types included. */
const links = imports
  .filter(({ target }) => target.startsWith('.'))
  .map(({ file, target }) => ({ from: file, to: normalize(join(dirname(file), target)) }));

test('every room stands on a floor', () => {
  expect([...new Set(files.map(roomOf))].filter((room) => !(room in FLOORS))).toEqual([]);
});

test('imports go down only, and rooms on one floor do not know each other', () => {
  const wrong = links
    .filter(({ from, to }) => roomOf(from) !== roomOf(to) && FLOORS[roomOf(from)]! <= FLOORS[roomOf(to)]!)
    .map(({ from, to }) => `${relative(src, from)} imports ${roomOf(to)}`);
  expect(wrong).toEqual([]);
});

test('no files import each other in a circle', () => {
  const named = links.map(({ from, to }) => ({ from: relative(src, from), to: relative(src, to) }));
  expect(circlesIn(named)).toEqual([]);
});

test('no folders inside a room import each other in a circle', () => {
  const between = links
    .map(({ from, to }) => ({ from: unitOf(from), to: unitOf(to) }))
    .filter(({ from, to }) => from !== to);
  expect(circlesIn(between)).toEqual([]);
});

test('no folder has more files than one can keep in mind', () => {
  const counts = Map.groupBy(files, (file) => dirname(file));
  const crowded = [...counts].filter(([, within]) => within.length > MOST_FILES_IN_A_FOLDER);
  expect(crowded.map(([folder, within]) => `${relative(src, folder)}: ${within.length} files`)).toEqual([]);
});

test('only discord/ imports discord.js and knows its types', () => {
  const wrong = imports
    .filter(({ file, target }) => /^(discord\.js|discord-api-(types|spec))/.test(target) && roomOf(file) !== 'discord')
    .map(({ file, target }) => `${relative(src, file)} imports ${target}`);
  expect(wrong).toEqual([]);
});

test('only store/ knows SQL', () => {
  const wrong = imports
    .filter(({ file, target }) => /^(pg|node:sqlite)(\/|$)/.test(target) && roomOf(file) !== 'store')
    .map(({ file, target }) => `${relative(src, file)} imports ${target}`);
  expect(wrong).toEqual([]);
});

test('only config.ts reads the environment', () => {
  const readers = files.filter((file) => readFileSync(file, 'utf8').includes('process.env')).map(roomOf);
  expect(readers.filter((room) => room !== 'config.ts')).toEqual([]);
});

/** Every link whose target leads back to where the link starts. */
function circlesIn(edges: readonly { from: string; to: string }[]): string[] {
  const next = Map.groupBy(edges, ({ from }) => from);
  const leadsTo = (start: string, goal: string): boolean => {
    const seen = new Set([start]);
    for (const node of seen) for (const { to } of next.get(node) ?? []) seen.add(to);
    return seen.has(goal);
  };
  const inCircles = edges.filter(({ from, to }) => leadsTo(to, from)).map(({ from, to }) => `${from} -> ${to}`);
  return [...new Set(inCircles)].toSorted();
}
