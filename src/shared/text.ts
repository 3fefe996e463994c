/** Code points that JavaScript counts as two. */
const SURROGATE_PAIRS = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/** Counts characters as Discord does: in code points. Counting pairs is faster than iterating. */
export const characterCount = (text: string): number => text.length - (text.match(SURROGATE_PAIRS)?.length ?? 0);

/** Made when first needed: loading its data takes 20 ms. */
let segmenter: Intl.Segmenter | undefined;

/** What people see as single characters: letters with their accents, flags, families. */
export function* graphemesOf(text: string): Generator<string, void> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(text)) yield segment;
}

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
  for (const segment of graphemesOf(text)) {
    count += characterCount(segment);
    if (count > limit) return index > 0 ? index : segment[Symbol.iterator]().take(limit).toArray().join('').length;
    index += segment.length;
  }
  return index;
}

/** A text of at most `limit` code points (at least 2), ending in `…` if it was cut. */
export function clipped(text: string, limit: number): string {
  if (characterCount(text) <= limit) return text;
  return `${text.slice(0, indexOfLimit(text, limit - 1)).trimEnd()}…`;
}

/** As `clipped`, but cut at a word, without a comma or the like behind it. */
export function clippedAtWord(text: string, limit: number): string {
  if (characterCount(text) <= limit) return text;
  const fitting = Array.from(text)
    .slice(0, limit - 1)
    .join('');
  const words = fitting.replace(/(?<!\s)\s+\S*$/, '');
  return `${(words.length > fitting.length / 2 ? words : fitting.trimEnd()).replace(/[,;:]$/, '')}…`;
}

/** @example capitalized('neither of them'); // 'Neither of them' */
export const capitalized = (text: string): string => text.replace(/^./u, (letter) => letter.toUpperCase());

/** @example number(1500); // '1,500' */
export const number = (count: number): string => count.toLocaleString('en-US');

/** @example counted(1, 'timeline entry', 'timeline entries'); // '1 timeline entry' */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** @example listed(['Free', 'Go', 'Plus']); // 'Free, Go and Plus' */
export function listed(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)!}`;
}

/** Removes blank lines at both ends, but keeps the indentation of the first line. */
export const withoutBlankEnds = (text: string): string => text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();

/**
 * Characters that are not drawn, for use inside a character class: Unicode's default ignorables (joiners, soft hyphens,
 * variation selectors, tags, Hangul fillers), interlinear annotation marks, Egyptian hieroglyph format controls and the
 * musical null notehead.
 */
export const UNSEEN = String.raw`\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}\u{13430}-\u{13442}\u{1D159}`;

const NOT_DRAWN = new RegExp(`[${UNSEEN}]+`, 'gu');

/**
 * The same for texts that look the same to the person who asks: letters and digits in lower case with single spaces,
 * without what cannot be seen. A text without letters and digits stays as it is.
 */
export function foldedText(text: string): string {
  const plain = PLAIN_WORDS.exec(text)?.[0];
  if (plain !== undefined) return plain.toLowerCase();
  const words = text
    .replaceAll(NOT_DRAWN, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/((?<=\p{L})(?:\+\+|#)(?![\p{L}\p{N}]))|[^\p{L}\p{N}\p{M}]/gu, '$1 ')
    .replaceAll(/ +/g, ' ');
  return words.trim() || text;
}

/** Most phrasings are folded already but for their case and question mark. An import folds thousands. */
const PLAIN_WORDS = /^[a-z\d]+(?: [a-z\d]+)*(?=\??$)/i;
