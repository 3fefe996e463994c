/**
 * The combining marks of zalgo text, and the vowels of Hebrew and Arabic, which hardly anybody types. The marks of Hindi,
 * Thai and other scripts are letters there, and are kept.
 */
const MARKS = new RegExp(
  [
    /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+/,
    /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]+/,
    /[\u064b-\u0652\u0670]+/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);
/** Zero-width characters, direction overrides, soft hyphens, tags, and blanks that count as letters. */
const INVISIBLE = /[\p{Cf}\u115f\u1160\u3164\uffa0]+/gu;

/**
 * Replaces special characters by plain ones: full-width and mathematical letters, accents, zalgo, invisible characters,
 * curly quotes and special hyphens.
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
 * What Discord doesn't show as the author's own words: code, quotes and struck-through text. Escaped characters come
 * first because they don't begin any of these. Each alternative looks no further than the next mark of its kind, so that
 * matching takes linear time.
 *
 * The rules are Discord's, as in https://github.com/brussell98/discord-markdown. An unclosed fence is code to the end, as
 * its author meant it; three or more tildes are just text.
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
 * Removes code, quotes and struck-through text from a message. All other markup stays.
 *
 * @example
 * ownWords('> hi\n~~what is gpt-3~~ what is `gpt-4`?'); // ' \n what is  gpt-4 ?'
 */
export function ownWords(text: string): string {
  return text.replace(MARKED, (whole, ...rest) => {
    const { escaped, code, struck } = rest.at(-1) as Record<string, string | undefined>;
    if (escaped !== undefined) return whole;
    // It may be inside a word of which the rest remains: "GPT-~~3~~4".
    if (struck !== undefined) return '';
    return code !== undefined && NAME.test(code) ? ` ${code} ` : ' ';
  });
}

/** Letters of other alphabets, and the Latin letters they look like. */
const LOOK_ALIKE_PAIRS: readonly (readonly [string, string])[] = [
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
  LOOK_ALIKE_PAIRS.flatMap(([seen, read]) => Array.from(seen, (letter, i): [string, string] => [letter, read[i]!])),
);

/**
 * Replaces look-alikes of Latin letters in words that mix them with Latin letters or digits. Genuine words of other
 * alphabets stay as they are.
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
const MAX_MESSAGE_LENGTH = 4_000;
/** A question is at the beginning or is short. What follows 500 characters is a story, and takes time. */
const MAX_QUESTION_LENGTH = 500;

/**
 * Who a message is for when it is not for everybody who reads it. People are mentioned as in
 * https://discord.com/developers/docs/reference#message-formatting; roles are `<@&…>`, channels `<#…>`.
 */
const FOR_OTHERS = new RegExp(
  [
    /(?<!\\)<@!?\d{1,20}>/,
    // A command for another bot, `!gpt what is rlhf`, or a mention that was only typed.
    /^\s*(?:[!$?;.]|@(?!everyone|here))[a-z]/,
    // Asks for other members' opinion or experience.
    /\b(?:you|u|ya) (?:guys|all|folks|people) (?:think|like|prefer|use|feel)\b|\bwhat do (?:you|u|ya) think\b|\bthoughts on\b/,
    /\b(?:anyone|anybody|who) (?:here )?(?:tried|uses|using)\b/,
    /\b(?:did|have) (?:you|u|ya)(?: guys| all)? (?:see|seen|hear|heard|read|try|tried)\b/,
    // Withdrawn by its author.
    /\b(?:nvm|never ?mind|found it|figured it out|solved it)\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);

/** Behind a spoiler is what others should not read. */
const isHidden = (own: string): boolean => own.includes('||') && !/\p{L}/u.test(own.replace(/\|\|[^]*?\|\|/g, ''));

/** A message in its author's own words. */
export interface CleanText {
  /** At most 500 characters on one line. */
  readonly text: string;
  /** Whether it is not for the bot too: it mentions a person or another bot, asks for opinions, is hidden, or is withdrawn. */
  readonly isForOthers: boolean;
}

/**
 * Reduces a message to its author's own words on one line: no code, quotes, mentions, custom emoji, timestamps, links, bold
 * or struck-through text; look-alike letters are replaced and stretched ones shortened. Cleaning a cleaned text changes
 * nothing. Takes any string, and linear time.
 *
 * @example
 * clean('<@123> **whaaaat** is `f(x)` GPT‑4?'); // { text: 'whaat is GPT-4?', isForOthers: true }
 */
export function clean(message: string): CleanText {
  // Before anything is normalised, as Discord reads it: signs that only look like its marks are none.
  const own = ownWords(message.slice(0, MAX_MESSAGE_LENGTH));
  const plain = normalizeCharacters(own).slice(0, MAX_MESSAGE_LENGTH);
  // Bold, italics, spoilers and escapes may be inside a word, so no space replaces them.
  const unmarked = undisguise(plain.replace(/[*~|\\]+/g, '').normalize('NFC'));
  const words = unmarked
    .replace(/<(?:[@#/:]|a:|t:|id:|https?:)[^<>\n]{0,200}>/g, ' ')
    .replace(/\]\([^()\n]{0,500}\)/g, ' ')
    .replace(/@(?:everyone|here)\b/g, ' ')
    .replace(/([a-hj-z])\1{2,}|(i)i{3,}/gi, '$1$1$2$2')
    .replace(/[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}.,:;!?'"()&%$#+/=-]+/gu, ' ');
  const text = words
    .split(' ')
    .filter((word) => word !== '' && !isLink(word))
    .join(' ')
    .slice(0, MAX_QUESTION_LENGTH)
    .replace(/\p{Cs}/gu, '')
    .trimEnd();
  return { text, isForOthers: FOR_OTHERS.test(own) || isHidden(own) };
}

function isLink(word: string): boolean {
  return word.includes('://') || /^www?\./i.test(word) || /^[\w.-]{1,100}\.(?:com|org|net|io|ai|dev|gg)\//i.test(word);
}
