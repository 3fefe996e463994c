import { Lexer, type Token, type Tokens } from 'marked';

/** What stands for a link. */
type ShowLink = (words: string, address: string) => string;

const wordsOnly: ShowLink = (words) => words;

/**
 * One paragraph of Markdown as bare text: the marks of emphasis and code go, a link keeps its words.
 *
 * @example
 * plainText('**GPT-4** in the [report](https://example.org)'); // 'GPT-4 in the report'
 */
export function plainText(markdown: string, showLink: ShowLink = wordsOnly): string {
  return bareText(Lexer.lexInline(markdown), showLink);
}

/** The same for what is parsed already. */
export function bareText(tokens: readonly Token[], showLink: ShowLink = wordsOnly): string {
  return tokens.map((token) => bare(token, showLink)).join('');
}

function bare(token: Token, showLink: ShowLink): string {
  switch (token.type) {
    case 'br':
      return '\n';
    case 'escape':
    case 'codespan':
      return (token as Tokens.Escape).text;
    case 'link':
      return showLink(bareText((token as Tokens.Link).tokens, showLink), (token as Tokens.Link).href);
    default:
      return 'tokens' in token && token.tokens ? bareText(token.tokens, showLink) : token.raw;
  }
}
