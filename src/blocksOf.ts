import { Lexer, type Token } from 'marked';

/**
 * The blocks of a Markdown text: paragraphs, lists, code and so on. Text with a line that nests deeper than anybody writes
 * in earnest, which would take the lexer seconds or all of its stack, comes back as one block of plain text.
 */
export function blocksOf(markdown: string): readonly Token[] {
  if (NESTS_TOO_DEEP.test(markdown)) return [{ type: 'text', raw: markdown, text: markdown }];
  return new Lexer().lex(markdown);
}

/** `- > 1. …`: more than sixteen lists and quotes begin on one line. */
const NESTS_TOO_DEEP = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])){17}/m;
