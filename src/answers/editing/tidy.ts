import { bareText, UNSEEN } from '../../knowledge/checks/text.ts';
import type { AnswerContent } from '../../store/Store.ts';
import { codeIn } from './markdown.ts';
import type { AnswerFields } from './types.ts';

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

/**
 * `@everyone` and `@here` with an invisible space after the `@`: they look the same and call nobody, wherever the answer
 * is shown or copied to. In code, where they are names of something, they stay.
 */
export function withoutMassMentions(markdown: string): string {
  return codeIn(markdown)
    .map(({ text, isCode }) => (isCode ? text : text.replace(/@(?=everyone|here)/gi, '@\u200B')))
    .join('');
}

/** Whether {@link withoutMassMentions} has changed something here. */
export function wasMadeInert(markdown: string): boolean {
  return /@\u200B(?:everyone|here)/i.test(markdown);
}

/**
 * What a moderator typed as the content of an answer: trimmed, without empty lines, without those that repeat others (of
 * phrasings, whatever their case and punctuation), without characters that nobody can see to be there, and without
 * `@everyone` and `@here`. Tidying what is tidy changes nothing.
 */
export function tidyFields({ title, questions, body, sources, reviewBy }: AnswerFields): AnswerContent {
  const day = oneLine(visibleText(reviewBy));
  return {
    title: withoutMassMentions(oneLine(visibleText(title))),
    questions: linesOf(questions, { keyOf: bareText }),
    body: withoutMassMentions(withoutBlankEnds(visibleText(body))),
    sources: linesOf(sources, { tidyLine: withoutBrackets }),
    ...(day !== '' && { reviewBy: day }),
  };
}

interface LineRules {
  /** What is left of a line; by default all of it. */
  readonly tidyLine?: (line: string) => string;
  /** What is the same of lines that say the same; by default the line. */
  readonly keyOf?: (line: string) => string;
}

/** Each once, where it stands first. */
function linesOf(text: string, { tidyLine = same, keyOf = same }: LineRules): string[] {
  const lines = new Map<string, string>();
  for (const typed of visibleText(text).split('\n')) {
    const line = tidyLine(oneLine(typed));
    if (line !== '' && !lines.has(keyOf(line))) lines.set(keyOf(line), line);
  }
  return [...lines.values()];
}

const same = (line: string): string => line;

/** The brackets with which Discord shows an address without a preview. */
const withoutBrackets = (line: string): string => line.replace(/^[<\s]+/, '').replace(/(?<![>\s])[>\s]+$/, '');

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** An indented first line keeps its place. */
const withoutBlankEnds = (text: string): string => text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
