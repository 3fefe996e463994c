import { Lexer, type Token } from 'marked';

/**
 * The blocks of a Markdown text: paragraphs, lists, code and so on. Text that nests thousands deep, which nobody writes
 * in earnest, is more than the lexer's stack holds, and comes back as one block of plain text.
 */
export function blocksOf(markdown: string): readonly Token[] {
  try {
    return new Lexer().lex(markdown);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ type: 'text', raw: markdown, text: markdown }];
  }
}
