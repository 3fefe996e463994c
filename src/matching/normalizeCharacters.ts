/** Letters of other alphabets, and the Latin letters that a reader takes them for. */
const SEEN_AND_READ: readonly (readonly [string, string])[] = [
  // Cyrillic small
  ['авсԁеһіјкӏмнорԛѕтѵԝху', 'abcdehijklmhopqstvwxy'],
  // Cyrillic capitals
  ['АВСЕНІЈКМОРЅТХ', 'ABCEHIJKMOPSTX'],
  // Greek small
  ['αεικνορτυχ', 'aeikvoptux'],
  // Greek capitals
  ['ΑΒΕΗΙΚΜΝΟΡΤΥΧ', 'ABEHIKMNOPTYX'],
  // Latin letters that do not decompose
  ['ıøØłŁđĐɡ', 'ioOlLdDg'],
];
const LOOK_ALIKES = new Map(
  SEEN_AND_READ.flatMap(([seen, read]) => Array.from(seen, (letter, i): [string, string] => [letter, read[i]!])),
);

/** Combining marks that zalgo is piled up from; the marks of Hindi, Thai and others are letters of theirs and stay. */
const MARKS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+/gu;
/** Zero-width characters, writing direction overrides, soft hyphens, tags, and blanks that count as letters. */
const INVISIBLE = /[\p{Cf}\u115f\u1160\u3164\uffa0]+/gu;
const MIXED_WORD = /[\p{L}\p{N}]+/gu;

/**
 * Writes a text in plain letters: look-alikes, full-width and mathematical letters, accents, zalgo, invisible
 * characters, curly quotes and special hyphens. Genuine words of other alphabets stay as they are.
 *
 * @example
 * normalizeCharacters('ＧＰＴ‑𝟒 “сhat”'); // 'GPT-4 "chat"'
 */
export function normalizeCharacters(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(/[™®©]/g, ' ')
    .replace(/[‘’‛´ʼ′]/g, "'")
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[\u2010-\u2013\u2212\ufe58\ufe63\uff0d]/g, '-')
    .replace(/[\u2014\u2015]/g, ' - ')
    .normalize('NFKD')
    .replace(MARKS, '')
    .normalize('NFC')
    .replace(MIXED_WORD, latinize);
}

/** A word is in disguise when Latin letters or digits stand among its look-alikes: `сhat`, `о3`. */
function latinize(word: string): string {
  if (!/[^\u0000-\u007f]/u.test(word) || !/[a-z0-9]/i.test(word)) return word;
  return Array.from(word, (letter) => LOOK_ALIKES.get(letter) ?? letter).join('');
}
