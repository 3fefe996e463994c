import { Lexer, type Token } from 'marked';
import { LruCache } from './cache.ts';

/**
 * The blocks of a Markdown text, such as paragraphs, lists and code, with their contents.
 *
 * The lexer's time grows with the square of the marks in a text, and it can overflow its stack. So text with more marks
 * than people write in earnest is returned as plain text: all of it if it has too many lines, lists and quotes, otherwise
 * the paragraphs with too much emphasis.
 */
export const blocksOf = (markdown: string): readonly Token[] => read(markdown).blocks;

/** Whether `blocksOf` returns part of a text as plain text because it has too many marks. */
export const isCrowded = (markdown: string): boolean => read(markdown).isCrowded;

interface Read {
  readonly blocks: readonly Token[];
  readonly isCrowded: boolean;
}

/** Checking an answer reads its text several times, with its title in between. */
const recent = new LruCache<string, Read>(4);

const read = (markdown: string): Read => recent.getOrCreate(markdown, lex);

const LINE_ENDS = /\n/g;
/** The lists and quotes that begin on a line: `- > 1. …`. */
const BEGINNINGS = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=\s|$)))+/gm;
const BEGINNING = />|[-*+]|\d+/g;
const EMPHASIS = /[*_~]/g;

/** With 4,000 characters, each of these limits alone allows 3 to 5 ms at most. */
const MAX = { lines: 400, beginnings: 300, beginningsOfLine: 16, emphasis: 200 } as const;

function isOverloaded(markdown: string): boolean {
  if (countOf(LINE_ENDS, markdown) > MAX.lines) return true;
  const counts = (markdown.match(BEGINNINGS) ?? []).map((line) => countOf(BEGINNING, line));
  const all = counts.reduce((sum, count) => sum + count, 0);
  return all > MAX.beginnings || counts.some((count) => count > MAX.beginningsOfLine);
}

function lex(markdown: string): Read {
  if (isOverloaded(markdown)) return { blocks: [plain(markdown)], isCrowded: true };
  const lexer = new Lexer();
  const blocks = lexer.blockTokens(markdown.replace(/\r\n?/g, '\n'));
  let budget = MAX.emphasis ** 2;
  let isCutShort = false;
  for (const { src, tokens } of lexer.inlineQueue) {
    const cost = countOf(EMPHASIS, src) ** 2;
    if (cost > budget) {
      tokens.push(plain(src));
      isCutShort = true;
      continue;
    }
    budget -= cost;
    lexer.state.inRawBlock = false;
    lexer.inlineTokens(src, tokens);
  }
  return { blocks, isCrowded: isCutShort };
}

const countOf = (marks: RegExp, text: string): number => text.match(marks)?.length ?? 0;

const plain = (text: string): Token => ({ type: 'text', raw: text, text });
