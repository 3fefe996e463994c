import type { Tokens } from 'marked';
import { describe, expect, test } from 'vitest';
import { blocksOf, isCrowded } from '../../src/shared/markdown.ts';

/** The kinds of blocks, and of what is in those that have something in them. */
const kindsIn = (markdown: string): string[] =>
  blocksOf(markdown).flatMap((block) => [block, ...((block as Tokens.Generic).tokens ?? [])].map(({ type }) => type));

test('what people write is read with all that is in it', () => {
  const steps = Array.from(
    { length: 40 },
    (_, n) => `- **Step ${n}**: open \`/my_dir/a_${n}\`, *then* [read](https://a.example)`,
  );
  const [list] = blocksOf(steps.join('\n')) as [Tokens.List];
  const kinds = list.items.map(({ tokens: [text] }) => (text as Tokens.Text).tokens!.map(({ type }) => type).join(' '));
  expect(new Set(kinds)).toEqual(new Set(['strong text codespan text em text link']));
});

describe('of more than anybody writes', () => {
  test.each(['*a_', '**a', '_*', '~~a', '*1#', '__a'])(
    'a paragraph of %j is plain text, and others are read',
    (marks) => {
      const crowded = marks.repeat(1_000);
      const markdown = `${crowded}\n\n*more*\n\n\`\`\`\n${crowded}\n\`\`\``;
      expect(kindsIn(markdown).join(' ')).toBe('paragraph text space paragraph em space code');
      expect(isCrowded(markdown)).toBe(true);
      expect(isCrowded(`\`\`\`\n${crowded}\n\`\`\``)).toBe(false);
    },
  );

  test('many paragraphs that are crowded are plain text from some paragraph on', () => {
    const kinds = kindsIn(Array.from({ length: 20 }, () => '*a* '.repeat(50)).join('\n\n'));
    expect(kinds.slice(0, 2)).toEqual(['paragraph', 'em']);
    expect(kinds.slice(-2)).toEqual(['paragraph', 'text']);
  });

  test.each([
    ['lines', '- a\n|'.repeat(800)],
    ['lists', '- a\n'.repeat(301)],
    ['quotes', '\n(\n> >'.repeat(200)],
    ['lists and quotes on one line', `${'- > '.repeat(9)}a`],
  ])('%s make the whole of a text plain', (_what, markdown) => {
    expect(blocksOf(markdown)).toEqual([{ type: 'text', raw: markdown, text: markdown }]);
  });
});

test('a text that is asked for again is not read again', () => {
  const blocks = blocksOf('*once*');
  for (const other of ['a', 'b', 'c']) blocksOf(other);
  expect(blocksOf('*once*')).toBe(blocks);
});
