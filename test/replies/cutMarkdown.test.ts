import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutMarkdown, previewOf } from '../../src/replies/fitReply.ts';
import { characterCount, clipped } from '../../src/shared/text.ts';
import { anyText } from './answers.ts';

describe('where Markdown is cut', () => {
  test('what fits stays whole', () => {
    expect(cutMarkdown('One.\n\nTwo.', 10)).toBe('One.\n\nTwo.');
  });

  test('between paragraphs', () => {
    expect(cutMarkdown('First paragraph.\n\nSecond paragraph.', 30)).toBe('First paragraph.');
  });

  test('blank lines after what fits need no room', () => {
    expect(cutMarkdown('First.\n\nSecond.', 6)).toBe('First.');
  });

  test('between the items of a list, never inside one', () => {
    expect(cutMarkdown('- one\n  - deeper\n- two\n- three', 24)).toBe('- one\n  - deeper\n- two');
  });

  test('a heading goes with what it announces', () => {
    expect(cutMarkdown('Before.\n\n## Heading\n\nAfter the heading.', 22)).toBe('Before.');
    expect(cutMarkdown('Before.\n\n**Heading**\n- an item of a list', 24)).toBe('Before.');
    expect(cutMarkdown('Before.\n\nThere are two:\n- an item of a list', 26)).toBe('Before.');
  });

  test('a heading never stands alone where the block after it must be cut', () => {
    expect(cutMarkdown('## Heading\n\nOne sentence. Another sentence.', 30)).toBe('## Heading\n\nOne sentence. ');
  });

  test('a long paragraph between sentences', () => {
    expect(cutMarkdown('One sentence here. Another sentence here.', 30)).toBe('One sentence here. ');
  });

  test('a long sentence between words', () => {
    expect(cutMarkdown('a sentence without an end in sight', 20)).toBe('a sentence without ');
  });

  test('a long word where nothing else is possible, but not inside an emoji', () => {
    expect(cutMarkdown('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 10)).toBe('👩‍👩‍👧‍👦');
  });

  test('code between its lines, with the fence closed', () => {
    expect(cutMarkdown('```js\nfirst();\nsecond();\nthird();\n```', 30)).toBe('```js\nfirst();\nsecond();\n```');
  });

  test('before code, if there is something before it', () => {
    expect(cutMarkdown('Before.\n\n```\ncode\n```', 15)).toBe('Before.');
  });
});

test('quotes nested thousands deep overflowed the stack of the lexer; they are cut as plain text', () => {
  expect(cutMarkdown('> '.repeat(4000), 900)).toHaveLength(900);
});

describe('a preview', () => {
  const HISTORY = '- Nov 2022: one\n- 2023: two\n- 13 May 2024: three\n- Oct 2026: four';

  test('says where something is left out', () => {
    expect(previewOf('First paragraph.\n\nSecond paragraph.', 30)).toBe('First paragraph.\n…');
    expect(previewOf('- one\n- two\n- three', 18)).toBe('- one\n- two\n…');
    expect(previewOf('- one\n- two\n- three', 19)).toBe('- one\n- two\n- three');
  });

  test.each([
    ['a list', HISTORY, {}, '…\n- 13 May 2024: three\n- Oct 2026: four'],
    ['a list below something', `Is:\n\n${HISTORY}`, {}, 'Is:\n…\n- 13 May 2024: three\n- Oct 2026: four'],
    ['a list above something', `${HISTORY}\n\nEnd.`, {}, '…\n- 13 May 2024: three\n- Oct 2026: four\n…'],
    ['a list, newest first', '- 2026: two\n- 2022: one', {}, '- 2026: two\n…'],
    ['a list of something else', '- two in 2025\n- some\n- one in 2026', {}, '- two in 2025\n- some\n…'],
    ['a table', '**One**\nIn: 2022\n\n**Two**\nIn: 2026', { isTable: true }, '…\n**Two**\nIn: 2026'],
    ['no table', '**One**\nIn: 2022\n\n**Two**\nIn: 2026', {}, '**One**\nIn: 2022\n…'],
  ])('ends with the newest of %s that begins with the oldest', (_what, text, options, shown) => {
    const limit = text.length < 60 ? text.length - 1 : 52;
    expect(previewOf(text, limit, options)).toBe(shown);
  });
});

describe('laws of cutting', () => {
  const limit = fc.integer({ min: 1, max: 300 });

  test('what is shown fits', () => {
    fc.assert(
      fc.property(anyText, limit, (text, max) => {
        expect(characterCount(cutMarkdown(text, max))).toBeLessThanOrEqual(max);
      }),
    );
  });

  test('what is shown is the start of the text, but for the mark that ends cut code', () => {
    fc.assert(
      fc.property(anyText, limit, (text, max) => {
        const shown = cutMarkdown(text, max);
        expect(text.startsWith(shown) || text.startsWith(shown.replace(/\n(?:`{3,}|~{3,})$/, ''))).toBe(true);
        expect(shown === '').toBe(text === '');
      }),
    );
  });
});

describe('a clipped line', () => {
  test.each([
    ['short', 5, 'short'],
    ['too long', 5, 'too…'],
    ['🎉🎉🎉', 2, '🎉…'],
    ['🎉🎉🎉', 3, '🎉🎉🎉'],
  ])('%s within %i is %s', (text, limit, expected) => {
    expect(clipped(text, limit)).toBe(expected);
  });
});
