import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Block, type Inline, parseMarkdown } from '../../src/page/browser/messages/parseMarkdown.js';

const text = (said: string): Inline => ({ type: 'text', text: said });
const styled = (type: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler', ...children: Inline[]): Inline => ({
  type,
  children,
});
const link = (url: string, label = url): Inline => ({ type: 'link', url, children: [text(label)] });

const INLINE: readonly [string, Inline[]][] = [
  [
    '**a** *b* _c_',
    [styled('bold', text('a')), text(' '), styled('italic', text('b')), text(' '), styled('italic', text('c'))],
  ],
  [
    '__a__ ~~b~~ ||c||',
    [styled('underline', text('a')), text(' '), styled('strike', text('b')), text(' '), styled('spoiler', text('c'))],
  ],
  ['***a***', [styled('bold', styled('italic', text('a')))]],
  ['**a *b* c**', [styled('bold', text('a '), styled('italic', text('b')), text(' c'))]],
  ['**a\nb**', [styled('bold', text('a\nb'))]],
  ['`**a**` ``b ` c``', [{ type: 'code', text: '**a**' }, text(' '), { type: 'code', text: 'b ` c' }]],
  ['snake_case_name', [text('snake_case_name')]],
  ['2 * 3 * 4', [text('2 * 3 * 4')]],
  ['\\*a\\* \\\\', [text('*a* \\')]],
  ['[a](https://b.c/d_(e))', [link('https://b.c/d_(e)', 'a')]],
  ['[a](<https://b.c> "title")', [link('https://b.c', 'a')]],
  ['[a](javascript:alert(1))', [text('[a](javascript:alert(1))')]],
  ['[a](data:text/html,x)', [text('[a](data:text/html,x)')]],
  ['see https://b.c/d_e_f.', [text('see '), link('https://b.c/d_e_f'), text('.')]],
  ['[at https://b.c](https://d.e)', [text('[at '), link('https://b.c](https://d.e)')]],
  [
    '[**https://b.c**](https://d.e)',
    [text('['), styled('bold', link('https://b.c')), text(']('), link('https://d.e'), text(')')],
  ],
  [
    'see https://b.c/d_(e), (https://b.c/d)',
    [text('see '), link('https://b.c/d_(e)'), text(', ('), link('https://b.c/d'), text(')')],
  ],
  ['<https://b.c>', [link('https://b.c')]],
  ['https://discord.com/channels/1/2', [{ type: 'channel', id: '2' }]],
  [
    'https://discord.com/channels/@me/2/3',
    [{ type: 'message', id: '2', message: '3', url: 'https://discord.com/channels/@me/2/3' }],
  ],
  ['<script>alert(1)</script>', [text('<script>alert(1)</script>')]],
  ['<@1> <@!2>', [{ type: 'user', id: '1' }, text(' '), { type: 'user', id: '2' }]],
  [
    '<@&1> <#2> </ask:3>',
    [{ type: 'role', id: '1' }, text(' '), { type: 'channel', id: '2' }, text(' '), { type: 'command', name: 'ask' }],
  ],
  ['@everyone', [{ type: 'everyone', name: 'everyone' }]],
  ['<t:0:R> <t:5>', [{ type: 'time', seconds: 0, style: 'R' }, text(' '), { type: 'time', seconds: 5, style: 'f' }]],
  ['<t:9999999999999:R>', [text('<t:9999999999999:R>')]],
  ['<id:guide>', [{ type: 'place', name: 'Server Guide' }]],
  ['<:owl:1>', [text(':owl:')]],
];

const paragraph = (...children: Inline[]): Block => ({ type: 'paragraph', children });

const BLOCKS: readonly [string, Block[]][] = [
  [
    '# a\n## b\n### c',
    [1, 2, 3].map((level) => ({ type: 'heading', level, children: [text('abc'[level - 1]!)] }) as Block),
  ],
  ['#### a', [paragraph(text('#### a'))]],
  ['#a', [paragraph(text('#a'))]],
  ['a\nb\n\nc', [paragraph(text('a\nb\n\nc'))]],
  ['-# a', [{ type: 'subtext', children: [text('a')] }]],
  [
    'a\n```js\n**x**\n```\nb',
    [paragraph(text('a')), { type: 'codeBlock', language: 'js', text: '**x**' }, paragraph(text('b'))],
  ],
  ['```a```', [{ type: 'codeBlock', language: '', text: 'a' }]],
  ['> a\n> b\nc', [{ type: 'quote', children: [paragraph(text('a\nb'))] }, paragraph(text('c'))]],
  ['a\n>>> b\nc', [paragraph(text('a')), { type: 'quote', children: [paragraph(text('b\nc'))] }]],
  ['> > a', [{ type: 'quote', children: [paragraph(text('> a'))] }]],
  [
    '- a\n  - b\n* c',
    [
      {
        type: 'list',
        ordered: false,
        start: 1,
        items: [
          { depth: 0, children: [text('a')] },
          { depth: 1, children: [text('b')] },
          { depth: 0, children: [text('c')] },
        ],
      },
    ],
  ],
  [
    '# a\n\nb\n\n- c\n\n## d',
    [
      { type: 'heading', level: 1, children: [text('a')] },
      paragraph(text('b\n')),
      { type: 'list', ordered: false, start: 1, items: [{ depth: 0, children: [text('c')] }] },
      { type: 'heading', level: 2, children: [text('d')] },
    ],
  ],
  ['3. a', [{ type: 'list', ordered: true, start: 3, items: [{ depth: 0, children: [text('a')] }] }]],
  ['| a | b |\n|---|---|', [paragraph(text('| a | b |\n|---|---|'))]],
  ['', []],
  [' \n ', []],
];

describe('parseMarkdown', () => {
  test.each(INLINE)('parses marks within a line: %j', (written, expected) => {
    expect(parseMarkdown(written)).toEqual([paragraph(...expected)]);
  });

  test.each(BLOCKS)('parses marks of whole lines: %j', (written, expected) => {
    expect(parseMarkdown(written)).toEqual(expected);
  });

  test('links only lead to http and https', () => {
    const hostile = fc.string({
      unit: fc.constantFrom(
        '[',
        ']',
        '(',
        ')',
        '<',
        '>',
        'javascript:',
        'https://',
        'a',
        '*',
        '`',
        ' ',
        '\n',
        '"',
        '|',
      ),
    });
    fc.assert(
      fc.property(hostile, (written) => {
        const urls = [...JSON.stringify(parseMarkdown(written)).matchAll(/"url":"(.*?)"/g)].map(([, url]) => url!);
        expect(urls.filter((url) => !/^https?:\/\//.test(url))).toEqual([]);
      }),
    );
  });

  test('text without marks stays the same', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9 ]{0,50}[a-zA-Z0-9]$/), (written) => {
        expect(parseMarkdown(written)).toEqual([paragraph(text(written))]);
      }),
    );
  });

  test.each([
    '*',
    '_',
    '`',
    '[',
    '|',
    '~',
    '<',
    '**_',
    '\\',
    '```\n',
    '> ',
    '>>> ',
    '- ',
    '[a](http',
    '**a ',
    '||*',
    'https://(',
    'https://a(b)(',
  ])('survives a message full of %j', (mark) => {
    expect(() => parseMarkdown(mark.repeat(4_000 / mark.length))).not.toThrow();
  });
});
