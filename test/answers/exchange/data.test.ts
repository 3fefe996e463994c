import { expect, test } from 'vitest';
import { read } from './read.ts';

const json = (data: object): string => JSON.stringify({ format: 'whence-answers', version: 1, answers: [], ...data });

test('a file says from which server it is, what it hides, and each answer', () => {
  const answer = { id: 'rules', title: 'Rules', questions: ['rules'], body: 'a\r\nb' };
  expect(read('a.json', json({ guildId: '7', answers: [answer], hidden: ['what-is-gpt'] }))).toEqual({
    entries: [
      {
        kind: 'answer',
        location: expect.stringMatching(/^a\.json:1:\d+$/) as string,
        id: 'rules',
        guildId: '7',
        content: { title: 'Rules', questions: ['rules'], body: 'a\nb', sources: [] },
      },
      { kind: 'hidden', location: expect.stringMatching(/^a\.json:1:\d+$/) as string, id: 'what-is-gpt' },
    ],
    notes: ["Read as answers in this bot's own JSON."],
  });
});

test.each([
  ['{', 'a.json:1:2: The JSON ends too early. Correct it, or export it again.'],
  ['{"format": "whence-answers",\n\n', 'a.json:1:29: The JSON ends too early. Correct it, or export it again.'],
  [
    '{"format":\n"whence-answers",\n}',
    'a.json:3:1: This is not valid JSON: "}" cannot be read. Correct it, or export it again.',
  ],
  [
    '{\n  "format": whence\n}',
    'a.json:2:13: This is not valid JSON: "whence" cannot be read. Correct it, or export it again.',
  ],
  [
    '{"format":"whence-answers",\n"answers":[{"reviewBy":None}]}',
    'a.json:2:24: This is not valid JSON: "None" cannot be read. Correct it, or export it again.',
  ],
  ['{"format":"whence-answers"}\n{', 'a.json:2:2: The JSON ends too early. Correct it, or export it again.'],
  [
    '{"format":"carl"}',
    'a.json:1:1: No questions with answers were found among the fields "format". Say which fields they are with the option map: question=NAME,answer=NAME.',
  ],
  [
    json({ version: 2, news: [] }),
    'The file uses version 2 of the format, but this bot reads version 1. Update the bot, or export the answers from one as old as this.',
  ],
  [json({ version: 0 }), 'The file of answers has a mistake: "version" must be one of 1.'],
  [json({ answers: {} }), 'The file of answers has a mistake: "answers" must be a list.'],
  [
    json({ news: [] }),
    'The file of answers has a mistake: "news" is not a field here: remove it or correct its spelling.',
  ],
])('%s is refused as a whole', (text, message) => {
  expect(() => read('a.json', text)).toThrow(message);
});

test.each([
  [null, undefined, 'This is not an answer. Give it an id, a title, questions and a body.'],
  [{}, undefined, '"title" is missing: add it.'],
  [{ id: 'rules' }, 'rules', '"title" is missing: add it.'],
  [
    { id: 'a'.repeat(61), title: 'a', questions: [], body: '' },
    'a'.repeat(61),
    '"id" has 61 characters: shorten it to at most 60.',
  ],
  [{ id: 'rules', title: 'a', questions: ['a', 'b\nc'], body: '' }, 'rules', '"questions", entry 2, must be one line.'],
  [
    { id: 'rules', title: 'a', questions: [], body: '', related: [] },
    'rules',
    '"related" is not a field here: remove it or correct its spelling.',
  ],
])('the answer %j is refused alone', (answer, id, why) => {
  const events = { id: 'events', title: 'Events', questions: [], body: '' };
  const { entries } = read('a.json', json({ answers: [answer, events] }));
  expect(entries).toMatchObject([
    {
      kind: 'refused',
      location: expect.stringMatching(/^a\.json:1:\d+$/) as string,
      why,
      ...(id !== undefined && { id }),
    },
    { kind: 'answer', id: 'events' },
  ]);
});

test('the line of a wrong word is found wherever it stands', () => {
  const lines = Array.from({ length: 999 }, (_, n) => `"${n}": "true, null or 1.5e-3",`);
  for (const location of [0, 1, 500, 998]) {
    const text = `{\n${lines.toSpliced(location, 0, '"x": tru,').join('\n')}\n"end": 1}`;
    expect(() => read('a.json', text)).toThrow(new RegExp(`^a\\.json:${location + 2}:\\d+: .* "tru" cannot be read`));
  }
});
