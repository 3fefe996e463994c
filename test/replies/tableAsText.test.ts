import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth, PHONE_COLUMNS, tableAsText, withTablesAsText } from '../../src/replies/tableAsText.ts';
import { anyLine, anyText, table } from './answers.ts';

describe('how wide a text is drawn', () => {
  test.each([
    ['', 0],
    ['GPT-4', 5],
    ['GPT-4 语言', 10],
    ['한국어', 6],
    ['カタカナ', 8],
    ['ｶﾀｶﾅ', 4],
    ['ＧＰＴ', 6],
    ['🎉', 2],
    ['👩‍👩‍👧‍👦', 2],
    ['🇫🇷', 2],
    ['1️⃣', 2],
    ['❤️', 2],
    ['©', 1],
    ['é', 1],
    ['e\u0301', 1],
    ['a\u200Bb', 2],
    ['\u202Eabc', 3],
  ])('%j takes %i columns', (text, expected) => {
    expect(displayWidth(text)).toBe(expected);
  });
});

describe('a table', () => {
  test('that is narrow stands aligned in a code block', () => {
    expect(
      tableAsText(
        table(['Model', 'Year', 'Size'], ['GPT-3', '2020', '175 billion'], ['GPT-4', '2023', 'not disclosed']),
      ),
    ).toBe(['```', 'Model  Year  Size', 'GPT-3  2020  175 billion', 'GPT-4  2023  not disclosed', '```'].join('\n'));
  });

  test('aligns East Asian text and emoji, which are drawn two columns wide', () => {
    expect(tableAsText(table(['Name', 'Year'], ['语言', '2020'], ['🎉', '2021'], ['abc', '2022']))).toBe(
      ['```', 'Name  Year', '语言  2020', '🎉    2021', 'abc   2022', '```'].join('\n'),
    );
  });

  test('that is too wide for a phone becomes a block for each row', () => {
    const wide = table(
      ['Fact', 'GPT-3', 'GPT-4'],
      ['Fine-tuning', 'none, only pretraining', 'RLHF, with **safety**'],
      ['Size', '175 billion', ''],
    );
    expect(tableAsText(wide)).toBe(
      [
        '**Fine-tuning**\nGPT-3: none, only pretraining\nGPT-4: RLHF, with **safety**',
        '**Size**\nGPT-3: 175 billion\nGPT-4: –',
      ].join('\n\n'),
    );
  });

  test('shows no marks of Markdown in its code block, which would show them as typed', () => {
    expect(tableAsText(table(['A', 'B'], ['**bold**', '[link](https://example.org)']))).toBe(
      '```\nA     B\nbold  link\n```',
    );
  });

  test('cannot be left by three backticks', () => {
    expect(tableAsText(table(['A', 'B'], ['x', '\\`\\`\\` @everyone'])).split('```')).toHaveLength(3);
  });
});

describe('a table that a moderator wrote in Markdown', () => {
  test.each([
    [
      'is aligned, between what stands around it',
      'Yes.\n\n| Script | Works |\n|---|:-:|\n| Greek | **yes** |\n| CJK 漢字 | no |\n\n> The end',
      'Yes.\n\n```\nScript    Works\nGreek     yes\nCJK 漢字  no\n```\n\n> The end',
    ],
    [
      'has a block for each row if it is too wide for a phone',
      'Plan | What it has\n-- | --\nFree | the small model, and the large one for a few messages',
      '**Free**\nWhat it has: the small model, and the large one for a few messages',
    ],
    ['stays as it is in code', '```\n| a | b |\n|---|---|\n```', '```\n| a | b |\n|---|---|\n```'],
    ['is none without a line of dashes', 'a | b\n1 | 2', 'a | b\n1 | 2'],
  ])('%s', (_, markdown, expected) => {
    expect(withTablesAsText(markdown)).toBe(expected);
  });
});

describe('laws of tables', () => {
  const anyTable = fc
    .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 6 }))
    .chain(([columns, rows]) =>
      fc.tuple(
        fc.array(fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), anyLine), {
          minLength: columns,
          maxLength: columns,
        }),
        fc.array(
          fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), anyText), {
            minLength: columns,
            maxLength: columns,
          }),
          { minLength: rows, maxLength: rows },
        ),
      ),
    )
    .map(([columns, rows]) => table(columns, ...rows));

  test('no line of a code block is wider than a phone, and all of them are closed', () => {
    fc.assert(
      fc.property(anyTable, (any) => {
        const text = tableAsText(any);
        if (!text.startsWith('```\n')) return;
        const lines = text.split('\n');
        expect(lines.at(-1)).toBe('```');
        expect(lines).toHaveLength(any.rows.length + 3);
        expect(lines.filter((line) => displayWidth(line) > PHONE_COLUMNS)).toEqual([]);
      }),
    );
  });

  test('no line of a block is blank', () => {
    fc.assert(
      fc.property(anyTable, (any) => {
        const text = tableAsText(any);
        if (text.startsWith('```\n')) return;
        const blocks = text.split('\n\n');
        expect(blocks).toHaveLength(any.rows.length);
        expect(blocks.map((block) => block.split('\n').length)).toEqual(any.rows.map((row) => row.length));
      }),
    );
  });
});
