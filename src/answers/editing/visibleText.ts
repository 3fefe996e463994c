import { UNSEEN } from '../../knowledge/checks/unseen.ts';

/** Scripts whose letters are drawn in another form beside a joiner: that of Persian, those of India and its neighbours. */
const JOINED = `Arabic Bengali Devanagari Gujarati Gurmukhi Kannada Khmer Malayalam Myanmar Oriya Sinhala Tamil Telugu`
  .split(' ')
  .map((script) => String.raw`\p{Script_Extensions=${script}}`)
  .join('');

/** Where a character that is drawn as nothing changes how its neighbours are drawn. */
const AT_WORK = [
  // Emoji that are joined to one: the rainbow flag, families
  String.raw`(?<=\p{Extended_Pictographic}[\uFE0E\uFE0F\p{Emoji_Modifier}]?)\u200D(?=\p{Extended_Pictographic})`,
  // Drawn in colour or as text
  String.raw`(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]`,
  // Keys: 1️⃣
  String.raw`(?<=[0-9#*])\uFE0F(?=\u20E3)`,
  // The flags of England, Scotland, Wales
  String.raw`(?<=\u{1F3F4})[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{3,6}\u{E007F}`,
  String.raw`(?<=(?![${UNSEEN}])[${JOINED}])[\u200C\u200D]`,
  // Other forms of a character, as in Japanese names
  String.raw`(?<=\p{Script=Han})[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]`,
].join('|');

const NOT_DRAWN = new RegExp(`(${AT_WORK})|[${UNSEEN}]`, 'gu');

/** Marks that keep a full stop on its side of a word that is written the other way. */
const SIDES = new Set(['\u061C', '\u200E', '\u200F']);
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/**
 * A text without what nobody can see to be there: control characters, overrides of the direction of writing, halves of
 * characters, and all that is drawn as nothing, save where it has something to do: within emoji, between letters that it
 * joins or keeps apart, beside those that are written from the right. Line ends become `\n`. Making it visible once more
 * changes nothing.
 *
 * @example
 * visibleText('ru\u200Bles 👩\u200D🚀'); // 'rules 👩‍🚀'
 */
export function visibleText(text: string): string {
  const isRightToLeft = RIGHT_TO_LEFT.test(text);
  return text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll('\t', '    ')
    .replace(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]|\p{Cs}/gu, '')
    .replace(NOT_DRAWN, (found: string, atWork: string | undefined) =>
      atWork === undefined && !(isRightToLeft && SIDES.has(found)) ? '' : found,
    );
}
