import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const PACKAGE = join(import.meta.dirname, '..');
const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');

/** The tests in examples/, which run like all others. */
const examples = readdirSync(join(import.meta.dirname, 'examples')).map((name) =>
  readFileSync(join(import.meta.dirname, 'examples', name), 'utf8'),
);

const snippets = [...readme.matchAll(/^```ts\n([^]*?)^```$/gm)].map((match) => match[1]!);

test('every test in the README is one that runs, to the letter', () => {
  expect(snippets.length).toBeGreaterThan(2);
  expect(snippets.filter((snippet) => !examples.some((example) => example.includes(snippet)))).toEqual([]);
});

test('the first test in the README is a whole file', () => {
  expect(examples).toContain(snippets[0]);
});

test('what the README links to is there', () => {
  const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map((match) => match[1]!);
  expect(links.length).toBeGreaterThan(3);
  expect(links.filter((link) => !statSync(join(PACKAGE, link), { throwIfNoEntry: false }))).toEqual([]);
});

test('the picture is small', () => {
  expect(statSync(join(PACKAGE, 'docs/page.png')).size).toBeLessThan(120_000);
});

test('the README names every environment variable and every option of the command', () => {
  const sources = ['anyBot.ts', 'register.ts', 'cli.ts'].map((name) =>
    readFileSync(join(PACKAGE, 'src', name), 'utf8'),
  );
  const options = [...sources.join('\n').matchAll(/^ {2}(--[a-z-]+)/gm)].map((match) => match[1]!);
  const variables = ['URL', 'PORT', 'BOT_NAME', 'BOT_ID', 'GUILD_ID'].map((name) => `DISCORD_PLAYGROUND_${name}`);
  expect(
    [...options.filter((name) => name !== '--help'), ...variables].filter((name) => !readme.includes(name)),
  ).toEqual([]);
});
