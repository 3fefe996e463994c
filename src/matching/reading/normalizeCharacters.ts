/** Combining marks that zalgo is piled up from; the marks of Hindi, Thai and others are letters of theirs and stay. */
const MARKS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+/gu;
/** Zero-width characters, writing direction overrides, soft hyphens, tags, and blanks that count as letters. */
const INVISIBLE = /[\p{Cf}\u115f\u1160\u3164\uffa0]+/gu;

/**
 * Writes a text in plain characters: full-width and mathematical letters, accents, zalgo, invisible characters, curly
 * quotes and special hyphens.
 *
 * @example
 * normalizeCharacters('ＧＰＴ‑𝟒 “é”'); // 'GPT-4 "e"'
 */
export function normalizeCharacters(text: string): string {
  return text
    .replace(/´/g, "'")
    .replace(/[™®©]/g, ' ')
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .replace(MARKS, '')
    .replace(/[‘’‛ʼ′]/g, "'")
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[\u2010-\u2013\u2212]/g, '-')
    .replace(/[\u2014\u2015]/g, ' - ')
    .normalize('NFC');
}
