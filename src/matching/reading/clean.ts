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

/**
 * What Discord shows as something other than its author's words, where it begins first: an escaped character is an
 * ordinary one, code keeps whatever stands in it, a quote ends with its line and what is struck through is withdrawn.
 * Every alternative fails within the text up to the next mark of its kind, so that all of it takes linear time.
 *
 * Discord's own rules, as https://github.com/brussell98/discord-markdown has them. An unclosed fence is taken as code to
 * the end, as its author meant it; three tildes or more are just text.
 */
const MARKED = new RegExp(
  [
    /(?<escaped>\\[^])/,
    /```[^]*?(?:```|$)/,
    /``[^]*?(?:``|$)/,
    /`(?<code>[^`]*)`(?!`)/,
    /(?<![^\n]) *>>> [^]*/,
    /(?<![^\n]) *> [^\n]*/,
    /(?<struck>(?<!~)~~(?!~)[^]*?(?<!~)~~(?!~))/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);
/** A name in code is still a name: `gpt-4`. */
const NAME = /^[\w. -]{1,30}$/;

/**
 * What is left of a message when code, quotes of others and what is struck through are gone. All other markup stays.
 *
 * @example
 * ownWords('> hi\n~~what is gpt-3~~ what is `gpt-4`?'); // ' \n what is  gpt-4 ?'
 */
export function ownWords(text: string): string {
  return text.replace(MARKED, (whole, ...rest) => {
    const { escaped, code, struck } = rest.at(-1) as Record<string, string | undefined>;
    if (escaped !== undefined) return whole;
    // It may stand within a word, of which the rest is still said: "GPT-~~3~~4".
    if (struck !== undefined) return '';
    return code !== undefined && NAME.test(code) ? ` ${code} ` : ' ';
  });
}

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

/** https://discord.com/developers/docs/reference#message-formatting; roles are `<@&…>`, channels `<#…>`. */
const PERSON = /(?<!\\)<@!?\d{1,20}>/;

/**
 * Whether a message mentions a person in its author's own words, not in a quote or in code.
 *
 * @param text - As typed, with Discord's markup.
 */
export function mentionsPerson(text: string): boolean {
  return PERSON.test(text) && PERSON.test(ownWords(text));
}
