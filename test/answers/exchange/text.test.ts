import { expect, test } from 'vitest';
import { exportAnswers } from '../../../src/answers/exchange/export.ts';
import { curatedAnswer, EVENTS, RULES, stateOf, version } from './contents.ts';
import { read } from './read.ts';

test('answers are written as curated ones are, one after the other', () => {
  const curated = new Map([['what-is-gpt', curatedAnswer('what-is-gpt', EVENTS)]]);
  const events = version('events', { ...EVENTS, body: '---\nid: x\n---' });
  const state = stateOf([version('rules', RULES, 3), events, version('what-is-gpt', null)], curated);
  expect(exportAnswers(state, { guildId: '1', exportedAt: new Date(0), format: 'md' }).text).toBe(`---
id: rules
version: 3
guildId: "1"
title: What are the rules?
questions:
  - what are the rules
  - am i allowed to post links
sources:
  - https://example.org/rules
reviewBy: 2027-01-31
---

Be kind.

- No spam.

---
id: events
version: 1
guildId: "1"
title: When are events?
questions:
  - next event
sources: []
body: "---\\nid: x\\n---"
---

---
id: what-is-gpt
hidden: true
---
`);
});

test('what people write by hand is read: comments, lists on one line, horizontal rules, an indented first line', () => {
  const text = `---
title: 'Rules: the short form' # ours
questions: [rules, "the rules?"]
---

    Be kind.

---

The end.

---
title: Events
questions: []
---
`;
  expect(read('a.md', text).entries).toEqual([
    {
      kind: 'answer',
      location: 'a.md:1:1',
      hasMadeId: true,
      id: 'rules-the-short-form',
      content: {
        title: 'Rules: the short form',
        questions: ['rules', 'the rules?'],
        body: '    Be kind.\n\n---\n\nThe end.',
        sources: [],
      },
    },
    {
      kind: 'answer',
      location: 'a.md:12:1',
      hasMadeId: true,
      id: 'events',
      content: { title: 'Events', questions: [], body: '', sources: [] },
    },
  ]);
});

test.each([
  ['"80351110224678912"', '80351110224678912'],
  ['80351110224678912', '80351110224678912'],
  ['ours', undefined],
])('the server %s, also without the quotes that YAML wants, is %s', (written, guildId) => {
  const [entry] = read('a.md', `---\ntitle: Events\nguildId: ${written}\nquestions: []\n---\n`).entries;
  expect(entry).toMatchObject({ kind: 'answer' });
  expect(entry && 'guildId' in entry ? entry.guildId : undefined).toBe(guildId);
});

test('a phrasing that begins with a colon, a question mark or a brace in quotes is a text', () => {
  const questions = ['":smile: how"', ':smile', '?how', '"{x"'].map((text) => `  - ${text}\n`).join('');
  expect(read('a.md', `---\ntitle: x\nquestions:\n${questions.repeat(20)}---\n`).entries).toMatchObject([
    {
      kind: 'answer',
      content: { questions: Array.from({ length: 20 }, () => [':smile: how', ':smile', '?how', '{x']).flat() },
    },
  ]);
});

// "asOf" is what "checked" was called.
test.each(['short', 'checked', 'asOf'])(
  'a curated answer is refused for its %s, which a server answer lacks, instead of losing it',
  (field) => {
    expect(read('a.md', `---\ntitle: a\nquestions: [b]\n${field}: 2026-11-30\n---\n`).entries).toEqual([
      {
        kind: 'refused',
        location: 'a.md:1:1',
        why: `"${field}" is not a field here: remove it or correct its spelling.`,
      },
    ]);
  },
);

test.each([
  ['---\ntitle: a\n', 'a.md:1:1: An answer must start here, with its fields between two lines "---".'],
  [
    '---\ntitle: a\n---\n\n---\nid: b\nno end',
    'a.md:5:1: An answer must start here, with its fields between two lines "---".',
  ],
  ['---\nid: a\ntitle: b: c\n---\n', 'a.md:3:8: This is not valid YAML. Correct it, or put the text in quotes.'],
  ['---\n- a\n---\n', 'a.md:1:1: There are no fields below this line. Write them like "title: Server rules".'],
])('%j is refused as a whole', (text, message) => {
  expect(() => read('a.md', text)).toThrow(message);
});

test.each([
  ['id: a\ntitle: {a: b}\nquestions: []', '"title" must be a text.'],
  ['title: a\nquestions: [1]', '"questions", entry 1, must be a text: write \'1\', in quotes.'],
  ['title: a\nquestions: []\nqestions: []', '"qestions" is not a field here: remove it or correct its spelling.'],
  ['title: a\nhidden: true', '"title" is not for a hidden answer: remove it, or "hidden".'],
  ['title: a\nhidden: maybe', '"hidden" must be yes or true, or left out.'],
  ['title: a\nquestions: []\nbody: x', 'It has "body" twice. Keep one of them.'],
])('the fields %j are refused alone', (fields, why) => {
  const { entries } = read('a.md', `---\n${fields}\n---\nbody\n---\nid: events\ntitle: Events\nquestions: []\n---\n`);
  expect(entries).toMatchObject([
    { kind: 'refused', location: 'a.md:1:1', why },
    { kind: 'answer', id: 'events' },
  ]);
});
