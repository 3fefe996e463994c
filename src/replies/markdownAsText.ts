import { Lexer, type Token, type Tokens } from 'marked';
import { bareText } from './plainText.ts';

/**
 * Markdown for a terminal: lists and line breaks stay, marks go, a link shows its address.
 *
 * @example
 * markdownAsText('- **Released:** 2022'); // '- Released: 2022'
 */
export function markdownAsText(markdown: string): string {
  return blocks(new Lexer().lex(markdown), '\n\n');
}

function blocks(tokens: readonly Token[], gap: '\n' | '\n\n'): string {
  return tokens
    .map(block)
    .filter((text) => text !== '')
    .join(gap);
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
      return indented(blocks((token as Tokens.Blockquote).tokens, '\n\n'), '> ', '> ');
    case 'heading':
    case 'paragraph':
    case 'text':
      return bareText(token.tokens ?? [token], withAddress).trim();
    default:
      return token.raw.trim();
  }
}

function list({ items, ordered, start }: Tokens.List): string {
  return items
    .map((item, index) => {
      const mark = ordered ? `${Number(start) + index}. ` : '- ';
      return indented(blocks(item.tokens, '\n'), mark, ' '.repeat(mark.length));
    })
    .join('\n');
}

function indented(text: string, first: string, others: string): string {
  return first + text.replaceAll('\n', `\n${others}`);
}

const withAddress = (words: string, address: string): string => (words === address ? address : `${words} (${address})`);
