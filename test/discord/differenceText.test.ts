import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceBetween, type Difference, type Part } from '../../src/answers/editing/difference.ts';
import { differenceText } from '../../src/discord/editing/differenceText.ts';
import { characterCount } from '../../src/shared/text.ts';
import { codePoint } from '../support/codePoint.ts';

const content = { title: 'Rules', questions: ['which rules', 'the rules'], body: 'Ask in #help.', sources: [] };

describe('a difference reads', () => {
  test.each<[string, Difference, string]>([
    ['nothing, when nothing changed', {}, ''],
    [
      'one word for another',
      differenceBetween(content, { ...content, body: 'Ask in #support.' }),
      '**Answer** Ask in #~~help~~ **support**.',
    ],
    [
      'a paragraph a field, in the order of the dialog',
      differenceBetween(content, { ...content, title: 'Our rules', reviewBy: '2027-01-31' }),
      '**Title** ~~Rules~~ **Our rules**\n**Review date** 2027-01-31',
    ],
    [
      'lines that were put in',
      differenceBetween(content, { ...content, questions: ['which rules', 'what applies', 'the rules'] }),
      '**Phrasings** which rules\n**what applies**\nthe rules',
    ],
    [
      'a new answer, without marks',
      differenceBetween(null, { ...content, questions: [] }),
      '**Title** Rules\n**Answer** Ask in #help.',
    ],
    [
      'a removed answer',
      differenceBetween({ ...content, questions: [] }, null),
      '**Title** ~~Rules~~\n**Answer** ~~Ask in #help.~~',
    ],
    [
      'what stayed the same shortened to where the change is',
      {
        body: [
          same('It begins far away and goes on for a long time, up to here. Ask '),
          added('me '),
          same('in the channel for help, and wait until somebody has the time to answer.'),
        ],
      },
      '**Answer** … a long time, up to here. Ask **me** in the channel for help, and …',
    ],
    [
      'what people typed as they typed it',
      { title: [added('**bold** <@80351110224678912> [x](https://evil.example) ~~y~~')] },
      String.raw`**Title** \*\*bold\*\* \<@80351110224678912> \[x](https://evil.example) \~\~y\~\~`,
    ],
    ['paragraphs, each with marks of its own', { body: [removed('One.\n\nTwo.')] }, '**Answer** ~~One.~~\n~~Two.~~'],
    ['a sign beside its own mark', { title: [removed('~'), added('*a*')] }, String.raw`**Title** ~~\~~~ **\*a\***`],
    ['only spaces as nothing', { body: [same('a'), added('\n\n')] }, ''],
  ])('%s', (_what, difference, text) => {
    expect(differenceText(difference, 1_000)).toBe(text);
  });

  test('cut at the end of a change when it is too long', () => {
    const words = Array.from({ length: 50 }, (_, index) => [removed(`old${index}`), added(`new${index} `)]).flat();
    const text = differenceText({ body: words }, 100);
    expect(text).toBe('**Answer** ~~old0~~ **new0** ~~old1~~ **new1** ~~old2~~ **new2** ~~old3~~ **new3** ~~old4~~ …');
  });
});

describe('of a change that is longer than there is room for, its beginning is shown', () => {
  const steps = Array.from(
    { length: 12 },
    (_, index) => `- **Step_${index}**: open \`/usr/my_file.txt\`, then *make_all*`,
  );
  const long = {
    title: 'How to build?',
    questions: Array.from({ length: 100 }, (_, index) => `how do i_build number ${index}`),
    body: steps.join('\n'),
    sources: Array.from({ length: 10 }, (_, index) => `https://example.com/a_long_path/to_a_page/${index}`),
    reviewBy: '2027-01-31',
  };
  const beginnings = [
    'How to build?',
    String.raw`how do i\_build number 0`,
    String.raw`\- \*\*Step\_0\*\*: open`,
    'https://example.com/a_long_path/to_a_page/0',
    '2027-01-31',
  ];

  test.each([
    ['of a new answer', null, long, ''],
    ['of a removed answer', long, null, '~~'],
  ])('%s', (_what, before, after, mark) => {
    const text = differenceText(differenceBetween(before, after), 700);
    const labels = text.split('\n').filter((line) => line.startsWith('**'));
    expect(labels.map((line) => line.replace(/^\*\*[\w ]+\*\* /, '').slice(0, 12))).toEqual(
      beginnings.map((beginning) => `${mark}${beginning}`.slice(0, 12)),
    );
    expect(text.length).toBeGreaterThan(500);
  });

  test('on both sides, where much was put in place of much', () => {
    const text = differenceText({ body: [removed('old_ '.repeat(500)), added('new_ '.repeat(500))] }, 700);
    expect(text).toMatch(/~~old.*~~ \*\*new.*\*\*$/);
  });

  test('at each place where there is some', () => {
    const places = [0, 1, 2, 3].flatMap((place) => [same(' and '), added(`${place} ${'*so on* '.repeat(100)}`)]);
    const text = differenceText({ body: places }, 1_000);
    for (const place of [0, 1, 2, 3]) expect(text).toContain(`**${place} `);
  });
});

const part: fc.Arbitrary<Part> = fc.record({
  kind: fc.constantFrom('same', 'added', 'removed'),
  text: fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
    fc.string({ unit: codePoint, minLength: 1, maxLength: 80 }),
    fc.constantFrom(
      '**',
      '~~',
      '*',
      '~',
      '\\',
      ' ',
      '\n',
      '\n\n',
      '`',
      '```',
      '_',
      '__',
      '||',
      '<@1>',
      'https://x.example/a_b',
      '# ',
      '- ',
    ),
    fc.string({ minLength: 1_000, maxLength: 4_000 }),
  ),
});
const difference: fc.Arbitrary<Difference> = fc.record(
  {
    title: fc.array(part, { maxLength: 6 }),
    questions: fc.array(part, { maxLength: 6 }),
    body: fc.array(part, { maxLength: 20 }),
    sources: fc.array(part, { maxLength: 6 }),
    reviewBy: fc.array(part, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

test('whatever changed, it is never longer than its limit', () => {
  fc.assert(
    fc.property(difference, fc.integer({ min: 20, max: 4_000 }), (any, limit) => {
      expect(characterCount(differenceText(any, limit))).toBeLessThanOrEqual(limit);
    }),
  );
});

test('signs at the ends of unchanged texts make no marks', () => {
  const body: Part[] = [same('~'), same('~ a *'), { kind: 'added', text: 'b' }];
  expect(differenceText({ body }, 100)).toContain(String.raw`\~\~ a \***b**`);
});

test('whatever changed, every mark that is opened is closed', () => {
  fc.assert(
    fc.property(difference, fc.integer({ min: 20, max: 4_000 }), (any, limit) => {
      const bare = differenceText(any, limit).replace(/\\./gsu, 'x');
      expect((bare.match(/~~/g) ?? []).length % 2).toBe(0);
      expect((bare.match(/\*\*/g) ?? []).length % 2).toBe(0);
    }),
  );
});

test('of plain words, everything that changed is there, within the limit', () => {
  const words = fc
    .array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 30 })
    .map((all) => all.join(' '));
  fc.assert(
    fc.property(words, words, (before, after) => {
      const given = differenceBetween({ ...content, body: before }, { ...content, body: after });
      const text = differenceText(given, 4_000);
      const changes = (given.body ?? []).filter(({ kind }) => kind !== 'same');
      const marked = changes.map(({ kind, text: changed }) => {
        const mark = kind === 'added' ? '**' : '~~';
        return `${mark}${changed.trim()}${mark}`;
      });
      expect(marked.filter((it) => !text.includes(it))).toEqual([]);
    }),
  );
});

function same(text: string): Part {
  return { kind: 'same', text };
}
function added(text: string): Part {
  return { kind: 'added', text };
}
function removed(text: string): Part {
  return { kind: 'removed', text };
}
