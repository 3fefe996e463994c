import { Lexer, type Token } from 'marked';
import { LruCache } from './cache.ts';

/**
 * The blocks of a Markdown text, such as paragraphs, lists and code, with their contents.
 *
 * The lexer's time grows with the square of the marks in a text, up to seconds, and it can overflow its stack. So anything
 * with more marks than people write in earnest is returned as plain text: the whole text if it has too many lines, lists
 * and quotes; otherwise the paragraphs with too many marks of emphasis. The rest takes a few milliseconds.
 */
export function blocksOf(markdown: string): readonly Token[] {
  return read(markdown).blocks;
}

/** Whether `blocksOf` returns part of a text as plain text because it has too many marks. */
export function isCrowded(markdown: string): boolean {
  return read(markdown).isCrowded;
}

interface Read {
  readonly blocks: readonly Token[];
  readonly isCrowded: boolean;
}

/** Checking an answer reads its text several times, with its title in between. */
const recent = new LruCache<string, Read>(4);

function read(markdown: string): Read {
  return recent.getOrCreate(markdown, (text) =>
    isOverloaded(text) ? { blocks: [plain(text)], isCrowded: true } : lex(text),
  );
}

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
