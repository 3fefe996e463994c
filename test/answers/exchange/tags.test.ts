import { expect, test } from 'vitest';
import { answerIdFor } from '../../../src/answers/editing/form.ts';
import { read } from './read.ts';

test('tags of discord-utils-bot become answers, and what does not map is said', () => {
  const text = `# Tags
[api-docs]
keywords = ["apidocs", "api_docs", "🪲", "documentation"]
content = """
The documentation: [here](https://example.org)
"""

[">>"]
content = 'Welcome, {user}!'
hoisted = true
`;
  expect(read('tags.toml', text)).toEqual({
    entries: [
      {
        kind: 'answer',
        location: 'tag 1',
        id: 'api-docs',
        content: {
          title: 'Api docs',
          questions: ['api docs', 'apidocs', 'documentation'],
          body: 'The documentation: [here](https://example.org)',
          sources: [],
        },
        warnings: ['The keyword "🪲" has no letter or digit, so it is left out.'],
      },
      {
        kind: 'answer',
        location: 'tag 2',
        id: answerIdFor('>>', () => false),
        content: { title: '>>', questions: [], body: 'Welcome, {user}!', sources: [] },
        warnings: [
          'The keyword ">>" has no letter or digit, so it is left out.',
          'The other bot filled in "{user}". This one will show it unchanged.',
        ],
      },
    ],
    notes: ['These fields don\'t belong to answers and are left out: "hoisted".'],
  });
});

test('TOML that is no tags is refused, where it can be alone', () => {
  const { entries } = read('a.toml', 'x = 1\n[a]\ncontent = 1\n[b]\ncontent = "b"\nkeywords = [1]\n[c]\ncontent = "c"');
  expect(entries).toMatchObject([
    { why: '"x" is not a tag. It needs a content, and perhaps keywords, as text.' },
    { why: '"a" is not a tag. It needs a content, and perhaps keywords, as text.' },
    { why: '"b" is not a tag. It needs a content, and perhaps keywords, as text.' },
    { id: 'c' },
  ]);
  expect(() => read('a.toml', '[a]\ncontent = "a')).toThrow(
    'The file is not valid TOML: line 2 cannot be read. Correct it.',
  );
});

test('a table with names and contents is read as tags of another bot', () => {
  const text = 'Name,Uses,Content,Aliases\napi docs,7,=x,"apidocs|API-docs, docs"\n,1,nameless,\n';
  expect(read('tags.csv', text)).toEqual({
    entries: [
      {
        kind: 'answer',
        location: 'line 2',
        id: 'api-docs',
        content: { title: 'Api docs', questions: ['api docs', 'apidocs', 'docs'], body: '=x', sources: [] },
      },
      { kind: 'refused', location: 'line 3', why: 'The tag has no name. Give it one.' },
    ],
    notes: ['These columns don\'t belong to answers and are left out: "uses".'],
  });
});
