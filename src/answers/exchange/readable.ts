import { decodeHTMLStrict } from 'entities/decode';
import { codeIn } from '../editing/markdown.ts';
import * as strings from './strings.ts';

/** No answer is half as long, and what follows takes time for the square of some texts. */
const MAX_READ = 10_000;

/** The end of a tag, all of which Discord shows as they are written. */
const HTML = /<\/[a-z][a-z0-9]*>/i;

/**
 * What somebody wrote for another place, as Discord shows it: line breaks written as two characters, HTML, and links that only
 * work on the page they are from. Code stays as it is.
 *
 * @returns The text, and what was changed in it.
 */
export function readable(written: string): { readonly body: string; readonly warnings: readonly string[] } {
  if (written.length > MAX_READ || !/\\n|[<&]|\]\(/.test(written)) return { body: written, warnings: [] };
  const warnings = new Set<string>();
  const pieces = codeIn(written);
  const isHtml = pieces.some(({ text, isCode }) => !isCode && HTML.test(text));
  const step = (before: string, after: string, warning: string): string => {
    if (after !== before) warnings.add(warning);
    return after;
  };
  const shown = (prose: string): string => {
    const broken = step(prose, withLineBreaks(prose), strings.LINE_BREAKS_READ);
    const marked = isHtml ? step(broken, markdownOf(broken), strings.HTML_READ) : broken;
    const read = step(marked, withoutEntities(marked), strings.ENTITIES_READ);
    return step(read, withPlainLinks(read), strings.LINKS_WRITTEN_OUT);
  };
  const plain = pieces.map(({ text, isCode }) => (isCode ? text : shown(text))).join('');
  const isLeft = HTML.test(plain) && codeIn(plain).some(({ text, isCode }) => !isCode && HTML.test(text));
  return { body: plain, warnings: isLeft ? [...warnings, strings.HTML_SHOWN] : [...warnings] };
}

/** A path of Windows, or a line break written as two characters, unless the backslash itself is escaped, or as in HTML. */
const PATH_OR_BREAK = /(?<path>\b[A-Za-z]:\\[^\s<]*)|(?<!\\)(?:\\r)?\\n|<[bB][rR][ \t]*\/?>\n?/g;

/** At the end of a path, or before what begins a sentence or a list. `C:\new` goes on. */
const BREAK_AFTER_PATH = /(?<!\\)(?:\\r)?\\n(?!\p{Ll})/gu;

/** Reads `\n` as in tables of QnA Maker, and `<br>`, the only break that a cell of a Markdown table can have. */
const withLineBreaks = (prose: string): string =>
  prose.replaceAll(PATH_OR_BREAK, (_, path?: string) => path?.replaceAll(BREAK_AFTER_PATH, '\n') ?? '\n');

/** What Markdown has at both ends of a tag. */
const MARKS: readonly (readonly [mark: string, tags: string])[] = [
  ['**', ' b strong summary '],
  ['*', ' i em '],
  ['__', ' u '],
  ['~~', ' s del '],
  ['`', ' code kbd '],
  ['\n\n', ' p '],
  ['\n', ' div ul ol section center details '],
  ['', ' li span font '],
];

/** `<p>Go to <a href="https://…">it</a>.</p>` as Markdown. Tags that it has nothing for stay. */
const markdownOf = (html: string): string =>
  html
    .replaceAll(/(?<!\s)\s+(?=<\/?(?:[uo]l|li|p|div|h\d)\b)/gi, '')
    .replaceAll(/<pre\b[^<>]*>\s*(?:<code\b[^<>]*>)?|(?:<\/code>)?(?<!\s)\s*<\/pre>/gi, '\n```\n')
    .replaceAll(/<ol\b[^<>]*>((?:(?!<[uo]l\b)[^])*?)<\/ol>/gi, (_, items: string) => {
      let count = 0;
      return `${items.replaceAll(/<li\b[^<>]*>\s*(?:<p>)?/gi, () => `\n${(count += 1)}. `)}\n\n`;
    })
    .replaceAll(/<li\b[^<>]*>\s*(?:<p>)?/gi, '\n- ')
    .replaceAll(/<h[1-6]\b[^<>]*>/gi, '\n\n### ')
    .replaceAll(/<\/h[1-6]>/gi, '\n')
    .replaceAll(/<a\b[^<>]*?\bhref=["']([^"'<>]+)["'][^<>]*>([^<>]*)<\/a>/gi, '[$2]($1)')
    .replaceAll(/<img\b[^<>]*?\bsrc=["']([^"'<>]+)["'][^<>]*>/gi, '$1')
    .replaceAll(
      /<\/?([a-z]+)(?:\s[^<>]*)?>/gi,
      (tag, name: string) => MARKS.find(([, tags]) => tags.includes(` ${name.toLowerCase()} `))?.[0] ?? tag,
    )
    .replaceAll(/(?<![^\S\n])[^\S\n]+\n|\n{3,}/g, (blank) => (blank.endsWith('\n\n') ? '\n\n' : '\n'));

/** Characters that HTML writes as names or numbers: `&lt;` as `<`. Numbers that stand for none remain. */
export const withoutEntities = (text: string): string =>
  text.replaceAll(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|[a-z]\w{1,30});/gi, (whole, hex?: string, digits = '32') => {
    const code = hex === undefined ? Number(digits) : parseInt(hex, 16);
    return code >= 32 && code <= 0x10_ff_ff ? decodeHTMLStrict(whole).replace('\u00A0', ' ') : whole;
  });

/** `[words](address)`, and the same of an image. The lookahead makes the address atomic. */
const LINK = /(!?)\[([^[\]\n]*)\]\(\s{0,9}<?(?=([^()\s<>]*(?:\([^()\s<>]*\))?))\3>?[^()\n]*\)/g;

/** `[⬆ Back to top](#faq)` on a line of its own. */
const BACK_TO_TOP =
  /^[^\p{L}\p{N}\n[]*\[(?=[^[\]\n]*(?:\b(?:top|up|back|contents|index)\b|[↑⬆🔝]))[^[\]\n]*\]\(#[^()\s]*\)[^\p{L}\p{N}\n]*$/gimu;

/**
 * Discord has no images, and no links but to https. An address without a site is of the page that the text is from, so the words
 * remain, with the address beside them.
 */
const withPlainLinks = (prose: string): string =>
  prose.replaceAll(BACK_TO_TOP, '').replaceAll(LINK, (link, image: string, words: string, address: string) => {
    const isSite = /^https:\/\//i.test(address);
    // No other scheme, such as javascript:, is harmless.
    if (isSite ? image === '' : /^(?!https?:|mailto:)[a-z][a-z\d+.-]*:/i.test(address)) return link;
    const shown = isSite ? address : address.replace(/^mailto:/i, '');
    if (words === '' || words === shown) return shown;
    if (isSite) return link.slice(1);
    return shown.startsWith('#') ? words : `${words} (${shown})`;
  });

/** No question is as long, and looking for its end takes time for the square of some texts. */
const MAX_PROMPT = 1_000;

/** What a chat model learns that a question ends with: `Is it free? ->` */
const END_OF_PROMPT = /(?:\s*(?:->|=>|→|#{3,}|(?<=\s)(?:A|Answer):))+\s*$/;
export const END_OF_COMPLETION = /(?<!\s)\s*(?:\bEND|(?<!#)#{3,}|<\|endoftext\|>)\s*$/;
export const isPrompt = (text: string): boolean => text.length <= MAX_PROMPT && END_OF_PROMPT.test(text);

/** A question in one line, without HTML and the marks around a prompt. */
export function plainLine(text: string): string {
  const prose = HTML.test(text) ? text.replaceAll(/<[^<>]*>/g, '') : text;
  const line = withoutEntities(prose).replaceAll(/\s+/g, ' ').trim();
  return isPrompt(line) ? line.replace(END_OF_PROMPT, '').replace(/^(?:Q|Question):\s/, '') : line;
}
