/** How many characters Discord counts: code points, so an emoji of one code point is one. */
export function characterCount(text: string): number {
  return text.length - (text.match(SURROGATE_PAIRS)?.length ?? 0);
}

/** What JavaScript counts as two and Discord as one. Counted natively: a reply asks for the length of its text often. */
const SURROGATE_PAIRS = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;
