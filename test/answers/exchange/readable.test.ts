import { describe, expect, test } from 'vitest';
import { readable } from '../../../src/answers/exchange/readable.ts';
import * as strings from '../../../src/answers/exchange/strings.ts';
import { checkMarkdown } from '../../../src/answers/editing/markdown.ts';
import { read } from './read.ts';

const bodyOf = (text: string): string => readable(text).body.trim();

describe('HTML', () => {
  test.each([
    ['<p>One.</p><p>Two.</p>', 'One.\n\nTwo.'],
    ['<p>One<br/>two.</p>\n', 'One\ntwo.'],
    ['<b>bold</b>, <em class="x">leaning</em>, <code>npm i</code>', '**bold**, *leaning*, `npm i`'],
    ['<ul>\n  <li>One</li>\n  <li><p>Two</p></li>\n</ul>', '- One\n- Two'],
    ['First:<ol><li>One</li><li>Two</li></ol>Then.', 'First:\n1. One\n2. Two\n\nThen.'],
    [
      'See <a class="x" href="https://example.org/a?b=1&amp;c" rel="y">the page</a>.',
      'See [the page](https://example.org/a?b=1&c).',
    ],
    ['<h2>Steps</h2><div>Go.</div>', '### Steps\n\nGo.'],
    ['<pre><code class="sh">npm i\nnpm start</code></pre>', '```\nnpm i\nnpm start\n```'],
    [
      'Write <:yes:80351110224678912> in <#80351110224678912>, <b>now</b>',
      'Write <:yes:80351110224678912> in <#80351110224678912>, **now**',
    ],
    ['`<b>` and\n```html\n<p>x</p> &amp;\n```\n<i>this</i>', '`<b>` and\n```html\n<p>x</p> &amp;\n```\n*this*'],
  ])('%j becomes Markdown', (html, markdown) => {
    expect(bodyOf(html)).toBe(markdown);
  });

  test('is said, and so is a tag that has no Markdown', () => {
    expect(readable('<p>One</p>').warnings).toEqual([strings.HTML_READ]);
    expect(readable('<p>One</p><table><td>1</td></table>').warnings).toEqual([strings.HTML_READ, strings.HTML_SHOWN]);
  });
});

describe('characters that HTML has names for', () => {
  test.each([
    ['A &amp; B &lt;3 &#39;x&#x27; &nbsp;&ndash;', "A & B <3 'x'  –"],
    ['caf&eacute; &Uuml;ber Stra&szlig;e &ccedil; &ntilde;', 'café Über Straße ç ñ'],
    ['&amp;lt; &unknown; &#0; &#x110000; a&b; R&D', '&lt; &unknown; &#0; &#x110000; a&b; R&D'],
    ['`&amp;` in code', '`&amp;` in code'],
  ])('%j is read', (written, shown) => {
    expect(bodyOf(written)).toBe(shown);
  });

  test('are read in titles and phrasings, too', () => {
    const { entries } = read('a.csv', 'question,answer,keywords\n<b>Q&amp;A</b>?,Yes &amp; no.,R&amp;D\n');
    expect(entries).toMatchObject([{ content: { title: 'Q&A?', body: 'Yes & no.', questions: ['R&D'] } }]);
    expect(entries).toMatchObject([{ warnings: [strings.ENTITIES_READ] }]);
  });

  test('cannot hide a mention', () => {
    expect(checkMarkdown('The answer', bodyOf('&lt;@80351110224678912&gt;')).map(({ code }) => code)).toEqual([
      'mention',
    ]);
  });
});

describe('links that Discord does not have', () => {
  test.each([
    ['See [the guide](./docs/guide.md).', 'See the guide (./docs/guide.md).'],
    ['See [below](#how).', 'See below.'],
    ['Write to [us](mailto:us@example.org).', 'Write to us (us@example.org).'],
    ['Visit [it](http://example.org/a_(b)).', 'Visit it (http://example.org/a_(b)).'],
    ['![Logo](img/logo.png)', 'Logo (img/logo.png)'],
    ['![](https://example.org/a.png)', 'https://example.org/a.png'],
    ['![Logo](https://example.org/a.png "x")', '[Logo](https://example.org/a.png "x")'],
    ['Text.\n\n[⬆ Back to top](#faq)', 'Text.'],
    ['Text.\n\n**[back to top](#faq)**', 'Text.'],
    ['`[x](./y)` and [z](https://example.org)', '`[x](./y)` and [z](https://example.org)'],
    ['[x](javascript:alert(1)) [y](data:text/html,x)', '[x](javascript:alert(1)) [y](data:text/html,x)'],
  ])('%j is written out', (written, shown) => {
    expect(bodyOf(written)).toBe(shown);
  });

  test('are named, and no answer is refused for them', () => {
    const text =
      '## How?\n\nSee [it](../a.md), [that][1] and [docs].\n\n## Why?\n\nSo.\n\n[1]: https://example.org/1\n[Docs]: <https://example.org/2> "Docs"\n';
    expect(read('a.md', text).entries).toMatchObject([
      {
        content: { body: 'See it (../a.md), [that](https://example.org/1) and [docs](https://example.org/2).' },
        warnings: [strings.LINKS_WRITTEN_OUT],
      },
      { content: { body: 'So.' } },
    ]);
  });
});
