import { Lexer, type Token, walkTokens } from 'marked';

/**
 * All that Markdown consists of, blocks and what is in them, in the order of the text. None of a text that nests
 * thousands deep, which is more than the lexer's stack holds.
 */
export function tokensIn(markdown: string): readonly Token[] {
  const tokens: Token[] = [];
  try {
    void walkTokens(new Lexer().lex(markdown), (token) => void tokens.push(token));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [];
  }
  return tokens;
}
