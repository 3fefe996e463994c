import { characterCount } from '../characterCount.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Where to cut a text so that the first part has at most so many characters, never inside what people see as one
 * character unless that alone is longer.
 *
 * @param limit - In code points, at least 1.
 * @returns An index into the text; its length when all of it fits.
 */
export function indexOfLimit(text: string, limit: number): number {
  let index = 0;
  let count = 0;
  for (const { segment } of graphemes.segment(text)) {
    count += characterCount(segment);
    if (count > limit) return index > 0 ? index : segment[Symbol.iterator]().take(limit).toArray().join('').length;
    index += segment.length;
  }
  return index;
}

/**
 * A line that fits, ending in `…` where it was cut.
 *
 * @param limit - In code points, at least 2.
 */
export function clipped(text: string, limit: number): string {
  if (characterCount(text) <= limit) return text;
  return `${text.slice(0, indexOfLimit(text, limit - 1)).trimEnd()}…`;
}
