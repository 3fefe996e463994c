import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutMarkdown } from '../../src/replies/fitReply.ts';
import { characterCount, clipped } from '../../src/shared/text.ts';
import { anyText } from './answers.ts';

describe('where Markdown is cut', () => {
  test('what fits stays whole', () => {
    expect(cutMarkdown('One.\n\nTwo.', 10)).toEqual({ head: 'One.\n\nTwo.', rest: '' });
  });

  test('between paragraphs', () => {
    expect(cutMarkdown('First paragraph.\n\nSecond paragraph.', 30)).toEqual({
      head: 'First paragraph.',
      rest: '\n\nSecond paragraph.',
    });
  });

  test('blank lines after what fits need no room', () => {
    expect(cutMarkdown('First.\n\nSecond.', 6)).toEqual({ head: 'First.', rest: '\n\nSecond.' });
  });

  test('between the items of a list, never inside one', () => {
    expect(cutMarkdown('- one\n  - deeper\n- two\n- three', 24)).toEqual({
      head: '- one\n  - deeper\n- two',
      rest: '\n- three',
    });
  });

  test('a heading goes with what it announces', () => {
    expect(cutMarkdown('Before.\n\n## Heading\n\nAfter the heading.', 22).head).toBe('Before.');
    expect(cutMarkdown('Before.\n\n**Heading**\n- an item of a list', 24).head).toBe('Before.');
  });

  test('a heading never stands alone where the block after it must be cut', () => {
    expect(cutMarkdown('## Heading\n\nOne sentence. Another sentence.', 30).head).toBe('## Heading\n\nOne sentence. ');
  });

  test('a long paragraph between sentences', () => {
    expect(cutMarkdown('One sentence here. Another sentence here.', 30).head).toBe('One sentence here. ');
  });

  test('a long sentence between words', () => {
    expect(cutMarkdown('a sentence without an end in sight', 20).head).toBe('a sentence without ');
  });

  test('a long word where nothing else is possible, but not inside an emoji', () => {
    expect(cutMarkdown('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 10)).toEqual({ head: '👩‍👩‍👧‍👦', rest: '👩‍👩‍👧‍👦' });
  });

  test('code between its lines, with the fence closed and opened again', () => {
    expect(cutMarkdown('```js\nfirst();\nsecond();\nthird();\n```', 30)).toEqual({
      head: '```js\nfirst();\nsecond();\n```',
      rest: '```js\nthird();\n```',
    });
  });

  test('code that fits in the next part is not cut', () => {
    expect(cutMarkdown('Before.\n\n```\ncode\n```', 15)).toEqual({ head: 'Before.', rest: '\n\n```\ncode\n```' });
  });
});

test('quotes nested thousands deep overflowed the stack of the lexer; they are cut as plain text', () => {
  const { head, rest } = cutMarkdown('> '.repeat(4000), 900);
  expect([head.length, rest.length]).toEqual([900, 7100]);
});

describe('laws of cutting', () => {
  const limit = fc.integer({ min: 1, max: 300 });

  test('what is shown fits', () => {
    fc.assert(
      fc.property(anyText, limit, (text, max) => {
        expect(characterCount(cutMarkdown(text, max).head)).toBeLessThanOrEqual(max);
      }),
    );
  });

  test('nothing is lost but the fences that a cut in code adds', () => {
    fc.assert(
      fc.property(anyText, limit, (text, max) => {
        const { head, rest } = cutMarkdown(text, max);
        if (head + rest === text) return;
        const fences = /\n(?<mark>`{3,}|~{3,})$/.exec(head);
        const reopened = /^[^\n]*\n/.exec(rest);
        expect(fences && reopened).not.toBeNull();
        expect(`${head.slice(0, fences!.index)}\n${rest.slice(reopened![0].length)}`).toBe(text);
      }),
    );
  });

  test('cutting on and on comes to an end', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 20, max: 300 }), (text, max) => {
        let rest = text;
        for (let parts = 0; rest !== ''; parts += 1) {
          expect(parts).toBeLessThanOrEqual(text.length);
          rest = cutMarkdown(rest, max).rest;
        }
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
