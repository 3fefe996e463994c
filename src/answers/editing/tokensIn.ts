import { type Token, walkTokens } from 'marked';
import { blocksOf } from '../../blocksOf.ts';

/** All that Markdown consists of, blocks and what is in them, in the order of the text. */
export function tokensIn(markdown: string): readonly Token[] {
  const tokens: Token[] = [];
  void walkTokens([...blocksOf(markdown)], (token) => void tokens.push(token));
  return tokens;
}
