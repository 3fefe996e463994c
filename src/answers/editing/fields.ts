import { bareText, UNSEEN } from '../../knowledge/checks/text.ts';
import { withoutBlankEnds } from '../../shared/text.ts';
import type { AnswerContent } from '../../store/Store.ts';
import { codeIn } from './markdown.ts';

/** A server answer as a moderator types it: each field is the text of one input of a dialog. */
export interface AnswerFields {
  readonly title: string;
  /** Phrasings, one per line. */
  readonly questions: string;
  /** Markdown. */
  readonly body: string;
  /** Links, one per line. */
  readonly sources: string;
  /** `YYYY-MM-DD` or empty. */
  readonly reviewBy: string;
}

export const EMPTY_FIELDS: AnswerFields = Object.freeze({
  title: '',
  questions: '',
  body: '',
  sources: '',
  reviewBy: '',
});

export function fieldsOfContent({ title, questions, body, sources, reviewBy }: AnswerContent): AnswerFields {
  return { title, questions: questions.join('\n'), body, sources: sources.join('\n'), reviewBy: reviewBy ?? '' };
}

/** Scripts in which an invisible joiner changes the shape of letters: Persian, and those of India and its neighbours. */
const JOINED = `Arabic Bengali Devanagari Gujarati Gurmukhi Kannada Khmer Malayalam Myanmar Oriya Sinhala Tamil Telugu`
  .split(' ')
  .map((script) => String.raw`\p{Script_Extensions=${script}}`)
  .join('');

/** Invisible characters that change how their neighbours look. */
const MEANINGFUL = [
  // Several emoji joined into one: the rainbow flag, families
  String.raw`(?<=\p{Extended_Pictographic}[\uFE0E\uFE0F\p{Emoji_Modifier}]?)\u200D(?=\p{Extended_Pictographic})`,
  // Emoji in colour or as text
  String.raw`(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]`,
  // Keys: 1️⃣
  String.raw`(?<=[0-9#*])\uFE0F(?=\u20E3)`,
  // The flags of England, Scotland, Wales
  String.raw`(?<=\u{1F3F4})[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{3,6}\u{E007F}`,
  String.raw`(?<=(?![${UNSEEN}])[${JOINED}])[\u200C\u200D]`,
  // Variants of a character, as in Japanese names
  String.raw`(?<=\p{Script=Han})[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]`,
].join('|');

const INVISIBLE = new RegExp(`(${MEANINGFUL})|[${UNSEEN}]`, 'gu');

/** Marks that keep punctuation on the correct side of a right-to-left word. */
const DIRECTION_MARKS = new Set(['\u061C', '\u200E', '\u200F']);
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/**
 * Removes what nobody can see: control characters, overrides of the writing direction, lone surrogates and invisible
 * characters. Those that matter stay: within emoji, between letters that they join or separate, and direction marks in
 * right-to-left text. Line ends become `\n`. Idempotent.
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
    .replace(INVISIBLE, (found: string, meaningful: string | undefined) =>
      meaningful === undefined && !(isRightToLeft && DIRECTION_MARKS.has(found)) ? '' : found,
    );
}

/**
 * Puts an invisible space after the `@` of `@everyone` and `@here`, so that they look the same but notify nobody, wherever
 * the answer is shown or copied to. Code stays as it is.
 */
export function withoutMassMentions(markdown: string): string {
  return codeIn(markdown)
    .map(({ text, isCode }) => (isCode ? text : text.replace(/@(?=everyone|here)/gi, '@\u200B')))
    .join('');
}

/** Whether {@link withoutMassMentions} changed something in a text. */
export function hasDisabledMentions(markdown: string): boolean {
  return /@\u200B(?:everyone|here)/i.test(markdown);
}

/**
 * Turns what a moderator typed into the content of an answer: trimmed, without empty or repeated lines, invisible
 * characters and mass mentions. Phrasings that differ only in case and punctuation count as repeated. Idempotent.
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
  /** Default: the line as it is. */
  readonly tidyLine?: (line: string) => string;
  /** Lines with the same key count as repeated. Default: the line. */
  readonly keyOf?: (line: string) => string;
}

function linesOf(text: string, { tidyLine = same, keyOf = same }: LineRules): string[] {
  const lines = new Map<string, string>();
  for (const typed of visibleText(text).split('\n')) {
    const line = tidyLine(oneLine(typed));
    if (line !== '' && !lines.has(keyOf(line))) lines.set(keyOf(line), line);
  }
  return [...lines.values()];
}

const same = (line: string): string => line;

/** Discord shows no preview for an address in angle brackets. */
const withoutBrackets = (line: string): string => line.replace(/^[<\s]+/, '').replace(/(?<![>\s])[>\s]+$/, '');

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
