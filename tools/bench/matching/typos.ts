import { below, pick, type Random } from './random.ts';

/** Short words are typed right, and resemble too many others when they are not. */
const LONG_WORD = /[a-z]{4,}/gi;
const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');

type Slip = (word: string, place: number, random: Random) => string;

const SLIPS: readonly Slip[] = [
  (word, place) => word.slice(0, place) + word[place + 1]! + word[place]! + word.slice(place + 2),
  (word, place) => word.slice(0, place) + word.slice(place + 1),
  (word, place, random) => word.slice(0, place) + pick(LETTERS, random) + word.slice(place),
  (word, place, random) => word.slice(0, place) + pick(LETTERS, random) + word.slice(place + 1),
];

/**
 * A question as hurried fingers type it: letters swapped, dropped, added or wrong in words of four letters and more. The
 * first letter of a word stays.
 *
 * @param slips - In as many different words; fewer where there are fewer such words.
 * @example
 * withTypos('which model is chatgpt based on', seeded(1)); // 'whzch model is chsatgpt based on'
 */
export function withTypos(text: string, random: Random, slips = 2): string {
  const words = [...text.matchAll(LONG_WORD)];
  const chosen = new Set<number>();
  while (chosen.size < Math.min(slips, words.length)) chosen.add(below(words.length, random));
  let place = 0;
  return text.replaceAll(LONG_WORD, (word) => (chosen.has(place++) ? slipped(word, random) : word));
}

/** Another word: swapping two equal letters is not a typo. */
function slipped(word: string, random: Random): string {
  const place = 1 + below(word.length - 2, random);
  const typed = pick(SLIPS, random)(word, place, random);
  return typed === word ? slipped(word, random) : typed;
}
