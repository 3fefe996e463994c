import type { Tokens } from 'marked';
import { blocksOf } from '../../blocksOf.ts';
import { characterCount } from '../../characterCount.ts';
import { LIMITS } from '../editing/limits.ts';

export interface ShortAndBody {
  /** Markdown, at most 200 characters; empty where nothing can be taken off the beginning. */
  readonly short: string;
  readonly body: string;
  /** The text begins with a paragraph of which not even a sentence is short enough. */
  readonly isTooLong?: true;
}

/**
 * Takes the short answer off the beginning of a text: the first paragraph, else as many of its sentences as fit. Where not
 * even one does, or the text begins with a list, a quote, a heading or code, there is none, and the body is all of it:
 * nothing is said twice.
 *
 * @example
 * shortAnswer('Ask in #help. Somebody is there.\n\nOr read the rules.');
 * // { short: 'Ask in #help. Somebody is there.', body: 'Or read the rules.' }
 */
export function shortAnswer(text: string): ShortAndBody {
  const whole = text.trim();
  // What comes after the first blank line need not be read.
  const [head = ''] = whole.split(/\n[^\S\n]*\n/, 1);
  const [first] = blocksOf(head);
  if (first?.type !== 'paragraph' || !whole.startsWith(first.raw)) return { short: '', body: whole };
  const length = lengthOfShort(first as Tokens.Paragraph);
  if (length === 0) return { short: '', body: whole, isTooLong: true };
  return { short: whole.slice(0, length).trim(), body: whole.slice(length).trim() };
}

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
