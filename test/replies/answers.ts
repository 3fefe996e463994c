import * as fc from 'fast-check';
import type { Answer, Table } from '../../src/knowledge/Answer.ts';
import { codePoint } from '../support/codePoint.ts';

/** A small answer, with what a test wants to be different. */
export function answer(parts: Partial<Answer> = {}): Answer {
  return {
    id: 'gpt-vs-chatgpt',
    title: 'What is the difference between GPT and ChatGPT?',
    questions: ['gpt vs chatgpt'],
    notThis: [],
    short: 'GPT is a family of models; ChatGPT is the product that runs on them.',
    body: 'ChatGPT has run on several of them.',
    sources: [source(1)],
    checked: '2026-10-08',
    related: [],
    ...parts,
  };
}

export const source = (number: number, publisher = 'OpenAI'): Answer['sources'][number] => ({
  id: `source-${number}`,
  title: `Source ${number}`,
  url: `https://example.org/${number}`,
  publisher,
  date: null,
  read: 'direct',
});

export function table(columns: readonly string[], ...rows: readonly (readonly string[])[]): Table {
  return { columns, rows: rows.map((row) => row.map((text) => ({ text, sources: [] }))) };
}

/** Text as people write it and worse: Markdown, code fences, long lines, emoji, East Asian text, right-to-left marks. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.lorem({ mode: 'sentences', maxCount: 4 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ unit: codePoint, maxLength: 20 }),
      fc.constantFrom(
        '\n',
        '\n\n',
        '- ',
        '1. ',
        '  - ',
        '```\n',
        '```js\n',
        '~~~',
        '> ',
        '## ',
        '**',
        '`',
        '|a|b|\n|-|-|\n',
      ),
      fc.constantFrom(
        '\r\n',
        '\t',
        '👩‍👩‍👧‍👦',
        '🏳️‍🌈',
        '语言模型',
        'Z̸̢͎͚͝',
        '\u202Eabc',
        '[a](https://example.org)',
        'x'.repeat(500),
      ),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

/** A line such as a title: never blank. */
export const anyLine: fc.Arbitrary<string> = anyText
  .map((text) => text.replaceAll(/\s+/g, ' ').trim())
  .filter((text) => text !== '');
