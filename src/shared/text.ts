/** Counts characters as Discord does: in code points. */
export function characterCount(text: string): number {
  return text.length - (text.match(SURROGATE_PAIRS)?.length ?? 0);
}

/** Code points that JavaScript counts as two. A regular expression counts them fast, and replies need lengths often. */
const SURROGATE_PAIRS = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Where to cut a text so that the first part has at most `limit` characters, without splitting what people see as one
 * character, unless that character alone is longer.
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
 * A text of at most `limit` characters, ending in `…` if it was cut.
 *
 * @param limit - In code points, at least 2.
 */
export function clipped(text: string, limit: number): string {
  if (characterCount(text) <= limit) return text;
  return `${text.slice(0, indexOfLimit(text, limit - 1)).trimEnd()}…`;
}

/** A text of at most `limit` characters, cut at a word and ending in `…` if it is longer. */
export function clippedAtWord(text: string, limit: number): string {
  if (characterCount(text) <= limit) return text;
  const fitting = Array.from(text)
    .slice(0, limit - 1)
    .join('');
  const words = fitting.replace(/\s+\S*$/, '');
  return `${words.length > fitting.length / 2 ? words : fitting.trimEnd()}…`;
}

/**
 * @example
 * counted(1, 'timeline entry', 'timeline entries'); // '1 timeline entry'
 */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/**
 * Words as a list in a sentence.
 *
 * @example
 * listed(['Free', 'Go', 'Plus']); // 'Free, Go and Plus'
 */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

/** Removes blank lines at both ends, but keeps the indentation of the first line. */
export function withoutBlankEnds(text: string): string {
  return text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
}
