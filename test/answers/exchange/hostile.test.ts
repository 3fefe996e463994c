import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnswersFile } from '../../../src/answers/exchange/entries.ts';
import { UserError } from '../../../src/shared/UserError.ts';
import { planImport } from '../../../src/answers/exchange/plan.ts';
import { runToEnd } from '../../../src/shared/concurrency.ts';
import { stateOf } from './contents.ts';
import { read } from './read.ts';
import { quoted } from '../../../src/answers/exchange/strings.ts';
import { MAX_FILE_BYTES } from '../../../src/answers/exchange/entries.ts';
import { codePoint } from '../../support/codePoint.ts';

const NAMES = ['a.json', 'a.csv', 'a.md', 'a.toml', 'a.yml', 'a'];

/** What a stranger gets who attaches this: entries, or the code of a refusal. Anything else is a fault of ours. */
function outcome(name: string, text: string | Uint8Array): AnswersFile | string {
  try {
    return read(name, text);
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
}

test.each(NAMES)('any bytes as %s are read or refused', (name) => {
  const piece = fc.oneof(
    fc.constantFrom('---\n', 'id: a\n', 'title: ', '{"format":"whence-answers","version":1,"answers":[', ']}', '[a]\n'),
    fc.constantFrom(
      'content = ',
      '"""',
      '"',
      ',',
      '\n',
      'name,content\n',
      'title,body\n',
      '*a',
      '&a ',
      '__proto__',
      ': ',
    ),
    fc.string({ unit: codePoint, maxLength: 6 }),
  );
  const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.oneof(text, fc.uint8Array({ maxLength: 40 })), (written) => {
      expect(['object', 'string']).toContain(typeof outcome(name, written));
    }),
    { numRuns: 300 },
  );
});

const megabyteOf = (text: string, before = ''): string =>
  before + text.repeat(Math.floor((MAX_FILE_BYTES - before.length) / text.length));

test.each([
  ['nested JSON', 'a.json', megabyteOf('['), 'bad-json'],
  ['nested JSON of ours', 'a.json', megabyteOf('[', '{"format":"whence-answers","answers":['), 'bad-json'],
  [
    'many answers',
    'a.json',
    `{"format":"whence-answers","version":1,"answers":[${'1,'.repeat(9_000)}1]}`,
    'too-many-entries',
  ],
  ['many rows', 'a.csv', megabyteOf('a,b\n', 'title,body\n'), 'too-many-entries'],
  ['many columns', 'a.csv', megabyteOf(','), 'unknown-columns'],
  ['many quotes', 'a.csv', megabyteOf('""', 'title\n"'), 'bad-csv'],
  ['many documents', 'a.md', megabyteOf('---\ntitle: a\n---\n'), 'too-many-entries'],
  ['a long front matter', 'a.md', `${megabyteOf('# a\n', '---\ntitle: a\n').slice(0, -4)}---`, 'bad-yaml'],
  ['nested lists', 'a.md', `---\ntitle: ${'['.repeat(60_000)}\n---\n`, 'bad-yaml'],
  ['nested lists of lines', 'a.md', `---\n${'- '.repeat(30_000)}\n---\n`, 'bad-yaml'],
  ['one that grows by aliases', 'a.md', '---\ntitle: &a [x]\nquestions: [*a, *a]\n---\n', 'bad-yaml'],
  ['faulty YAML', 'a.md', `---\n${'"\n'.repeat(30_000)}---\n`, 'bad-yaml'],
  ['nested TOML', 'a.toml', megabyteOf('[', 'a='), 'bad-toml'],
  [
    'many tables',
    'a.toml',
    Array.from({ length: 9_000 }, (_, n) => `[a${n}]\ncontent="x"`).join('\n'),
    'too-many-entries',
  ],
  ['one byte too much', 'a.csv', 'a'.repeat(MAX_FILE_BYTES + 1), 'file-too-large'],
  ['a NUL', 'a.csv', 'title\na\0', 'not-text'],
  ['bytes that are no text', 'a.csv', Uint8Array.of(0x61, 0x81), 'not-text'],
  ['Cyrillic in Windows-1251', 'a.csv', Uint8Array.of(0xca, 0xe0, 0xea, 0xef), 'not-text'],
  ['half a character of UTF-16', 'a.csv', Uint8Array.of(0xff, 0xfe, 0x61), 'not-text'],
  ['nothing', 'a', '', 'unknown-format'],
])('%s is refused', (_, name, text, code) => {
  expect(outcome(name, text)).toBe(code);
});

test.each([
  ['many fields', Array.from({ length: 6_000 }, (_, n) => `k${n}: 1\n`).join('')],
  ['many keys in one map', `title: {${'a,'.repeat(20_000)}}\n`],
])('%s above a text are left out', (_, fields) => {
  expect(outcome('a.md', `---\n${fields}---\nText.\n`)).toMatchObject({ entries: [{ kind: 'answer', id: 'a' }] });
});

test.each([
  ['a.json', '{"format":"whence-answers","version":1,"answers":[{"__proto__":{"id":"a"}},{"id":"__proto__"}]}'],
  ['a.csv', 'id,title,body,version\n__proto__,a,b,1'],
  ['a.md', '---\nid: a\n__proto__: {}\n---\n'.replace('{}', 'x')],
])('names that would change what all objects inherit change nothing in %s', (name, text) => {
  const { entries } = read(name, text);
  expect(entries.every(({ kind }) => kind === 'refused')).toBe(true);
  expect(({} as { id?: string }).id).toBeUndefined();
});

test('TOML tables of such names are tags like others', () => {
  const { entries } = read('a.toml', '[__proto__]\ncontent = "a"\n[constructor]\ncontent = "b"');
  expect(entries).toMatchObject([
    { id: 'proto', content: { body: 'a' } },
    { id: 'constructor', content: { body: 'b' } },
  ]);
  expect(({} as { content?: string }).content).toBeUndefined();
});

test.each(['\\u0000', '\\u001b', '\\u202e', '\\u2066', '\\ud800'])(
  'an answer that contains %s is imported without it, as from a dialog',
  (escaped) => {
    const answer = `{"id":"a","title":"a","questions":["b","${escaped}c"],"body":"${escaped}d"}`;
    const file = read('a.json', `{"format":"whence-answers","version":1,"answers":[${answer}]}`);
    const { entries } = runToEnd(planImport(file, { guildId: '1', state: stateOf([]), overwrite: false }));
    expect(entries).toMatchObject([{ outcome: 'added', change: { content: { questions: ['b', 'c'], body: 'd' } } }]);
  },
);

test('what a message repeats of a file is short, on one line, and cannot disturb a terminal', () => {
  expect(quoted('a\r\n\u001b[2Jb\u202Ec')).toBe('"a [2Jb c"');
  expect(quoted('😀'.repeat(1_000))).toBe(`"${'😀'.repeat(59)}…"`);
  expect(read('a.csv', '\u001b]0:owned\u0007,title,id,version\na,b,c,1').entries).toMatchObject([
    { why: '"]0:owned" is not a field here: remove it or correct its spelling.' },
  ]);
});

test.each([
  ['rules.txt', '{"format":"whence-answers","version":1,"answers":[]}'],
  ['rules.csv', '{"format":"whence-answers","version":1,"answers":[]}'],
  ['rules.txt', '---\ntitle: a\nquestions: []\n---\n'],
  ['tags', '# ours\n[a]\ncontent = "b"\n'],
  ['table', 'title;body\na;b'],
])('%s that begins with %j is known by what is in it', (name, text) => {
  expect(outcome(name, text)).toMatchObject({ notes: [expect.stringMatching(/^Read /)] });
});
