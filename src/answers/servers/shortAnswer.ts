import type { Tokens } from 'marked';
import { blocksOf } from '../../blocksOf.ts';
import { characterCount } from '../../characterCount.ts';
import { clipped } from '../editing/characters.ts';
import { LIMITS } from '../editing/limits.ts';

export interface ShortAndBody {
  /** Markdown, at most 200 characters. */
  readonly short: string;
  readonly body: string;
  /** `short` had to be cut from what the body begins with, and is said again there. */
  readonly isCut?: true;
}

/**
 * Takes the short answer off the beginning of a text: the first paragraph, else as many of its sentences as fit. Where
 * not even one does, or the text begins with a heading, a list or a quote, the short answer is the beginning as it is
 * read, cut, and the body stays whole.
 *
 * @param title - Stands in for text that begins with what cannot be read as a sentence: code, a line.
 * @example
 * shortAnswer('Ask in #help. Somebody is there.\n\nOr read the rules.', 'Help');
 * // { short: 'Ask in #help. Somebody is there.', body: 'Or read the rules.' }
 */
export function shortAnswer(text: string, title: string): ShortAndBody {
  const whole = text.trim();
  // What comes after the first blank line need not be read.
  const [head = ''] = whole.split(/\n[^\S\n]*\n/, 1);
  const [first] = blocksOf(head);
  if (first?.type === 'paragraph' && whole.startsWith(first.raw)) {
    const length = lengthOfShort(first as Tokens.Paragraph);
    if (length > 0) return { short: whole.slice(0, length).trim(), body: whole.slice(length).trim() };
  }
  const read = first && READABLE.has(first.type) ? head.replace(MARKS, '').replace(/\s+/g, ' ').trim() : '';
  return { short: clipped(read || title, LIMITS.short), body: whole, isCut: true };
}

const READABLE = new Set(['paragraph', 'heading', 'list', 'blockquote', 'text']);

/** What stands before the first word of a heading, a quote, a list. */
const MARKS = /^(?:\s|#|>|[-*+]\s|\d+[.)]\s)+/gm;

/** Where to end the short answer in a paragraph, 0 when nothing fits. Sentences end in plain text, never inside a link. */
function lengthOfShort({ raw, tokens }: Tokens.Paragraph): number {
  if (characterCount(raw.trim()) <= LIMITS.short) return raw.length;
  let [best, start] = [0, 0];
  for (const token of tokens) {
    if (token.type === 'text') {
      for (const end of token.raw.matchAll(SENTENCE_END)) {
        const length = start + end.index + end[0].length;
        if (characterCount(raw.slice(0, length).trim()) <= LIMITS.short) best = length;
      }
    }
    start += token.raw.length;
  }
  return best;
}

/** Not after a single letter or a number, as in "e.g. this" and "no. 5 is". */
const SENTENCE_END = /(?<![\s.(]\p{L}|\bno|\bvs|\betc)(?:[.!?…]+["'”’)]*(?=\s|$)|[。！？])/giu;
