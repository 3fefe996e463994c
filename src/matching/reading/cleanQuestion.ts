import { normalizeCharacters } from './normalizeCharacters.ts';
import { ownWords } from './ownWords.ts';
import { undisguise } from './undisguise.ts';

/** Discord's longest message (with Nitro). https://discord.com/developers/docs/resources/message#create-message allows 2,000. */
const LONGEST_MESSAGE = 4_000;
/** A question stands at the beginning or is short; what follows five hundred characters is a story, and costs time. */
const LONGEST_QUESTION = 500;

/**
 * Cuts a message down to what its author says in their own words, on one line, without Discord's markup: no code, quotes
 * of others, mentions, emoji, timestamps, links, bold or what is struck through; look-alike letters made plain and
 * stretched ones short.
 * Cleaning a cleaned text changes nothing. Takes any string, and time in proportion to its length.
 *
 * @example
 * cleanQuestion('<@123> **whaaaat** is `f(x)` GPT‑4?'); // 'whaat is GPT-4?'
 */
export function cleanQuestion(text: string): string {
  // As Discord reads it: signs that only look like its marks are none.
  const own = ownWords(text.slice(0, LONGEST_MESSAGE));
  const plain = normalizeCharacters(own).slice(0, LONGEST_MESSAGE);
  // Bold, italics, spoilers and escapes stand within words, so nothing takes their place.
  const unmarked = undisguise(plain.replace(/[*~|\\]+/g, '').normalize('NFC'));
  const words = unmarked
    .replace(/<(?:[@#/:]|a:|t:|id:|https?:)[^<>\n]{0,200}>/g, ' ')
    .replace(/\]\([^()\n]{0,500}\)/g, ' ')
    .replace(/@(?:everyone|here)\b/g, ' ')
    .replace(/([a-hj-z])\1{2,}|(i)i{3,}/gi, '$1$1$2$2')
    .replace(/[^\p{L}\p{M}\p{N}.,:;!?'"()&%$#+/=-]+/gu, ' ');
  return words
    .split(' ')
    .filter((word) => word !== '' && !isLink(word))
    .join(' ')
    .slice(0, LONGEST_QUESTION)
    .replace(/\p{Cs}/gu, '')
    .trimEnd();
}

function isLink(word: string): boolean {
  return word.includes('://') || /^www?\./i.test(word) || /^[\w.-]{1,100}\.(?:com|org|net|io|ai|dev|gg)\//i.test(word);
}
