import { Lexer, type Token, type Tokens } from 'marked';
import { blocksOf } from '../shared/markdown.ts';

type ShowLink = (words: string, address: string) => string;

const wordsOnly: ShowLink = (words) => words;

/**
 * One paragraph of Markdown without its formatting. A link keeps its words.
 *
 * @example
 * plainText('**GPT-4** in the [report](https://example.org)'); // 'GPT-4 in the report'
 */
export function plainText(markdown: string, showLink: ShowLink = wordsOnly): string {
  return textOf(Lexer.lexInline(markdown), showLink);
}

function textOf(tokens: readonly Token[], showLink: ShowLink = wordsOnly): string {
  return tokens.map((token) => tokenText(token, showLink)).join('');
}

function tokenText(token: Token, showLink: ShowLink): string {
  switch (token.type) {
    case 'br':
      return '\n';
    case 'escape':
    case 'codespan':
      return (token as Tokens.Escape).text;
    case 'link':
      return showLink(textOf((token as Tokens.Link).tokens, showLink), (token as Tokens.Link).href);
    default:
      return 'tokens' in token && token.tokens ? textOf(token.tokens, showLink) : token.raw;
  }
}

/**
 * Markdown for a terminal: without formatting, but with lists and line breaks. A link shows its address.
 *
 * @example
 * markdownAsText('- **Released:** 2022'); // '- Released: 2022'
 */
export function markdownAsText(markdown: string): string {
  return blocks(blocksOf(markdown));
}

/** Keeps the blank lines between blocks. */
function blocks(tokens: readonly Token[]): string {
  return tokens
    .map((token, index) => {
      const isLast = index === tokens.length - 1;
      const hasGap = tokens[index + 1]?.type === 'space' || token.raw.endsWith('\n\n');
      return isLast ? block(token) : `${block(token)}${hasGap ? '\n\n' : '\n'}`;
    })
    .filter((text) => text.trim() !== '')
    .join('')
    .trimEnd();
}

function block(token: Token): string {
  switch (token.type) {
    case 'space':
      return '';
    case 'code':
      return (token as Tokens.Code).text;
    case 'list':
      return list(token as Tokens.List);
    case 'blockquote':
      return indented(blocks((token as Tokens.Blockquote).tokens), '> ', '> ');
    case 'heading':
    case 'paragraph':
    case 'text':
      return textOf(token.tokens ?? [token], withAddress).trim();
    default:
      return token.raw.trim();
  }
}

function list({ items, ordered, start }: Tokens.List): string {
  return items
    .map((item, index) => {
      const mark = ordered ? `${Number(start) + index}. ` : '- ';
      return indented(blocks(item.tokens), mark, ' '.repeat(mark.length));
    })
    .join('\n');
}

function indented(text: string, first: string, others: string): string {
  return first + text.replaceAll('\n', `\n${others}`);
}

const withAddress = (words: string, address: string): string => (words === address ? address : `${words} (${address})`);
