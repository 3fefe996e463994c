import { Lexer, type Token } from 'marked';
import { LruCache } from './cache.ts';

/**
 * The blocks of a Markdown text: paragraphs, lists, code and so on, with what is in them.
 *
 * The lexer takes time with the square of the marks that it meets, up to seconds, and can take all of its stack. So what
 * has more of them than anybody writes in earnest comes back as plain text: the whole of a text with too many lines, lists
 * and quotes, and of others the paragraphs with too many marks of emphasis. What is left to do takes a few milliseconds.
 */
export function blocksOf(markdown: string): readonly Token[] {
  return read(markdown).blocks;
}

/** Whether some of a text comes back as plain text for that reason. */
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
/** `- > 1. …`: the lists and quotes that begin on a line. */
const BEGINNINGS = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=\s|$)))+/gm;
const BEGINNING = />|[-*+]|\d+/g;
const EMPHASIS = /[*_~]/g;

/** In texts of 4,000 characters each of these alone comes to 3 to 5 ms at worst. */
const MOST = { lines: 400, beginnings: 300, beginningsOfLine: 16, emphasis: 200 } as const;

function isOverloaded(markdown: string): boolean {
  if (countOf(LINE_ENDS, markdown) > MOST.lines) return true;
  const counts = (markdown.match(BEGINNINGS) ?? []).map((some) => countOf(BEGINNING, some));
  const all = counts.reduce((sum, count) => sum + count, 0);
  return all > MOST.beginnings || counts.some((count) => count > MOST.beginningsOfLine);
}

function lex(markdown: string): Read {
  const lexer = new Lexer();
  const blocks = lexer.blockTokens(markdown.replace(/\r\n?/g, '\n'));
  let room = MOST.emphasis ** 2;
  let isCutShort = false;
  for (const { src, tokens } of lexer.inlineQueue) {
    const cost = countOf(EMPHASIS, src) ** 2;
    if (cost > room) {
      tokens.push(plain(src));
      isCutShort = true;
      continue;
    }
    room -= cost;
    lexer.state.inRawBlock = false;
    lexer.inlineTokens(src, tokens);
  }
  return { blocks, isCrowded: isCutShort };
}

const countOf = (marks: RegExp, text: string): number => text.match(marks)?.length ?? 0;

const plain = (text: string): Token => ({ type: 'text', raw: text, text });
