import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './support/run.ts';

/** What `npm run pictures` lets pass. */
const MAX_FILE_BYTES = 200 * 1024;

const documents = ['.', 'docs', 'docs/decisions', 'knowledge', 'test/eval']
  .flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(ROOT, folder, name)))
  .filter((path) => path.endsWith('.md'))
  .map((path) => ({ path, text: withoutCode(readFileSync(path, 'utf8')) }));

const links = documents.flatMap(({ path, text }) =>
  [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)]
    .map(([, markdown, html]) => markdown ?? html!)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => ({ path, target })),
);

test('every link in a document leads to a file and a heading that are there', () => {
  const dead = links.filter(({ path, target }) => {
    const [file = '', heading] = target.split('#');
    const found = file === '' ? path : join(dirname(path), file);
    return !exists(found) || (heading !== undefined && !headingsOf(found).includes(heading));
  });
  expect(dead.map(({ path, target }) => `${relative(ROOT, path)}: ${target}`)).toEqual([]);
});

test('every picture is small, said in words, shown somewhere, and taken by `npm run pictures`', () => {
  const script = readFileSync(join(ROOT, 'tools/pictures/takePictures.ts'), 'utf8');
  const shown = new Set(links.map(({ path, target }) => join(dirname(path), target)));
  const wrong = readdirSync(join(ROOT, 'docs/pictures')).filter((name) => {
    const path = join(ROOT, 'docs/pictures', name);
    return statSync(path).size > MAX_FILE_BYTES || !shown.has(path) || !script.includes(`'${basename(name, '.png')}'`);
  });
  expect(wrong).toEqual([]);
  const silent = documents.filter(({ text }) => /!\[\]|<img(?![^>]*alt="[^"]+")/.test(text));
  expect(silent.map(({ path }) => relative(ROOT, path))).toEqual([]);
});

function withoutCode(text: string): string {
  return text
    .replaceAll(/^( *)```.*?^\1```/gms, '')
    .replaceAll(/`[^`\n]+`/g, (code) => code.replaceAll(/[[\]()]/g, ' '));
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** As GitHub makes addresses of them. */
function headingsOf(path: string): string[] {
  return [...withoutCode(readFileSync(path, 'utf8')).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
