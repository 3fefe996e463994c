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

/**
 * Writes words in Latin letters that only look as if they were: those that mix look-alikes with Latin letters or digits.
 * Genuine words of other alphabets stay as they are.
 *
 * @example
 * undisguise('сhatgpt о3 тор'); // 'chatgpt o3 тор', of which the first had one Cyrillic letter
 */
export function undisguise(text: string): string {
  return text.replace(/[\p{L}\p{N}]+/gu, (word) => {
    if (!/[^\u0000-\u007f]/u.test(word) || !/[a-z0-9]/i.test(word)) return word;
    return Array.from(word, (letter) => LOOK_ALIKES.get(letter) ?? letter).join('');
  });
}
