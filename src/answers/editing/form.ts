import { createHash } from 'node:crypto';
import type { Answer, Table } from '../../knowledge/Answer.ts';
import { characterCount, foldedText, UNSEEN, withoutBlankEnds } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import type { AnswerContent } from '../../store/Store.ts';
import { codeIn } from './markdown.ts';
import { checkContent, lengthOfSources, LIMITS } from './rules.ts';
import * as strings from './strings.ts';

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

export const EMPTY_FIELDS: AnswerFields = { title: '', questions: '', body: '', sources: '', reviewBy: '' };

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

/** A code block that Discord shows in colours, and the signs that choose them. */
const ANSI_BLOCK = /(```ansi[^\S\n]*\n[^]*?```)/;
const COLOURS = /\u001B\[[\d;]{0,20}m/g;

/** As `visibleText`, but keeps colours in the code blocks that Discord shows them in, and leaves none of their signs elsewhere. */
function visibleBody(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split(ANSI_BLOCK)
    .map((part, index) => {
      if (index % 2 === 0) return visibleText(part.replace(COLOURS, ''));
      const colours = part.match(COLOURS) ?? [];
      return part
        .split(COLOURS)
        .map((piece, at) => visibleText(piece) + (colours[at] ?? ''))
        .join('');
    })
    .join('');
}

/**
 * Removes what nobody can see: control characters, overrides of the writing direction, lone surrogates and invisible
 * characters. Those that matter stay: within emoji, between letters that they join or separate, and direction marks in
 * right-to-left text. Line ends become `\n`. Idempotent.
 *
 * @example
 * visibleText('ru\u200Bles 👩\u200D🚀'); // 'rules 👩‍🚀'
 */
function visibleText(text: string): string {
  const isRightToLeft = RIGHT_TO_LEFT.test(text);
  return text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll('\t', '    ')
    .replace(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]|\p{Cs}/gu, '')
    .replace(INVISIBLE, (found: string, meaningful: string | undefined) =>
      meaningful === undefined && !(isRightToLeft && DIRECTION_MARKS.has(found)) ? '' : found,
    );
}

/** Puts an invisible space after the `@` of mass mentions outside code: they look the same but notify nobody. */
function withoutMassMentions(markdown: string): string {
  return codeIn(markdown)
    .map(({ text, isCode }) => (isCode ? text : text.replace(/@(?=everyone|here)/gi, '@\u200B')))
    .join('');
}

export const hasDisabledMentions = (markdown: string): boolean => /@\u200B(?:everyone|here)/i.test(markdown);

/**
 * Turns what a moderator typed into the content of an answer: trimmed, without empty or repeated lines, invisible
 * characters and mass mentions. Phrasings that differ only in case and punctuation count as repeated. Idempotent.
 */
export function tidyFields({ title, questions, body, sources, reviewBy }: AnswerFields): AnswerContent {
  const day = oneLine(visibleText(reviewBy));
  return {
    title: withoutMassMentions(oneLine(visibleText(title))),
    questions: distinct(linesOf(questions), foldedText),
    body: withoutMassMentions(withoutBlankEnds(visibleBody(body))),
    sources: distinct(linesOf(sources).map(withoutBrackets)),
    ...(day !== '' && { reviewBy: day }),
  };
}

const linesOf = (text: string): string[] => visibleText(text).split('\n').map(oneLine);

/** Drops empty lines and repeated ones. @param keyOf - Lines with the same key count as repeated. */
export function distinct(lines: readonly string[], keyOf = (line: string): string => line): string[] {
  const byKey = new Map<string, string>();
  for (const line of lines) if (line !== '' && !byKey.has(keyOf(line))) byKey.set(keyOf(line), line);
  return [...byKey.values()];
}

/** Discord shows no preview for an address in angle brackets. */
const withoutBrackets = (line: string): string => line.replace(/^[<\s]+/, '').replace(/(?<![>\s])[>\s]+$/, '');

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** One input of a dialog. Longer texts are not even parsed: that would keep everybody else waiting. */
const MAX_INPUT = 4_000;

/**
 * For an answer that was not typed into a dialog.
 *
 * @param own - Codes of invitations to the server itself. Default: none.
 * @returns The tidied content, or one error that names all rules it breaks.
 */
export function acceptContent(raw: AnswerContent, own?: ReadonlySet<string>): AnswerContent | UserError {
  const lines = [raw.title, ...raw.questions, ...raw.sources].join('\n');
  if (characterCount(raw.body) > MAX_INPUT || characterCount(lines) > 2 * MAX_INPUT) {
    return new UserError('answer-too-long', strings.FAR_TOO_LONG);
  }
  const content = tidyFields(fieldsOfContent(raw));
  const refusals = checkContent(content, own);
  const [first, ...others] = refusals;
  if (!first || others.length === 0) return first ?? content;
  return new UserError(first.code, refusals.map(({ message }) => message).join(' '));
}

/** Which answer is written. Short enough for a dialog's `custom_id`, so that a dialog still works after a restart. */
export interface Target {
  /** Absent for a new answer: its id is made from its title. */
  readonly answerId?: string;
  /** The version that the editor saw. 0 for none: a new answer, or a curated one never changed on the server. */
  readonly expectedVersion: number;
}

export interface AnswerForm {
  readonly target: Target;
  readonly fields: AnswerFields;
}

/** A curated answer as a moderator could have written it. Its table becomes a list, as server answers have no tables. */
export function contentOfAnswer(answer: Answer): AnswerContent {
  // The most important come first, so the last ones are dropped.
  const sources = answer.sources.slice(0, LIMITS.sources).map(({ url }) => url);
  while (lengthOfSources(sources) > LIMITS.allSources) sources.pop();
  const parts = [answer.short, answer.body.trim(), answer.table ? tableAsList(answer.table) : ''];
  return {
    title: answer.title,
    questions: answer.questions.slice(0, howManyFit(answer.questions)),
    body: parts.filter((part) => part !== '').join('\n\n'),
    sources,
    ...(answer.reviewBy !== undefined && { reviewBy: answer.reviewBy }),
  };
}

/** The phrasings of a curated answer that don't fit in a dialog, so the server's version starts without them. */
export function questionsBeyondForm({ questions }: Answer): readonly string[] {
  return questions.slice(howManyFit(questions));
}

/** How many phrasings, from the first, an answer can have. */
export function howManyFit(questions: readonly string[]): number {
  let room = LIMITS.allQuestions;
  const tooMany = questions.findIndex((text, index) => {
    room -= characterCount(text) + 1;
    return index >= LIMITS.questions || room < -1;
  });
  return tooMany === -1 ? questions.length : tooMany;
}

/** One line per row: `- **GPT-4o** – Released: 13 May 2024; Made from: GPT-4`. */
function tableAsList({ columns, rows }: Table): string {
  return rows
    .map(([first, ...cells]) => {
      const facts = cells.map(({ text }, index) => `${columns[index + 1]}: ${text}`);
      return `- **${first!.text}** – ${facts.join('; ')}`;
    })
    .join('\n');
}

/**
 * Fills the dialog of a new answer from somebody's message. If the first line is a question, it becomes the title.
 *
 * @param text - With mentions written out as names, since mentions are refused.
 * @param source - A link to the message.
 */
export function formOfMessage(text: string, source?: string): AnswerForm {
  const whole = text.trim();
  const [first = ''] = whole.split('\n', 1);
  const question = first.replace(/^[\s#>*_-]+|(?<![\s*_])[\s*_]+$/g, '');
  const rest = whole.slice(first.length).trim();
  const isQuestion = question.endsWith('?') && rest !== '' && characterCount(question) <= LIMITS.title;
  return {
    target: { expectedVersion: 0 },
    fields: {
      ...EMPTY_FIELDS,
      title: isQuestion ? question : '',
      body: isQuestion ? rest : whole,
      sources: source ?? '',
    },
  };
}

/** Latin letters that Unicode doesn't take apart into one of a to z and a mark. */
const WHOLE_LETTERS = { ß: 'ss', œ: 'oe', æ: 'ae', ø: 'o', ł: 'l', ı: 'i', đ: 'd', ð: 'd', þ: 'th' };

/**
 * Makes an id from a title, or from the name of another bot's tag: kebab-case, at most 60 characters. The same title
 * always gets the same id, so that a file without ids finds the answers that were written in a dialog. A title without
 * Latin letters or digits gets a hash.
 *
 * @example
 * idOfTitle('Où sont les règles?'); // 'ou-sont-les-regles'
 * idOfTitle("What's new?"); // 'whats-new'
 * idOfTitle('Straße'); // 'strasse'
 */
export function idOfTitle(title: string, limit: number = LIMITS.id): string {
  const words = title
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replace(/[ßœæøłıđðþ]/g, (letter) => WHOLE_LETTERS[letter as keyof typeof WHOLE_LETTERS])
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '');
  return cut(words, limit) || `answer-${createHash('sha256').update(foldedText(title)).digest('hex').slice(0, 8)}`;
}

/** Cuts between words if that leaves more than half of the limit. */
function cut(words: string, limit: number): string {
  const fitting = words.slice(0, limit);
  const end = words.length > limit && words[limit] !== '-' ? fitting.lastIndexOf('-') : -1;
  const whole = end > limit / 2 ? fitting.slice(0, end) : fitting;
  return whole.replace(/(?<!-)-+$/, '');
}

/** @param isTaken - Whether an answer has or once had an id. Then the next one is tried: `rules`, `rules-2`. */
export function answerIdFor(title: string, isTaken: (id: string) => boolean): string {
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `-${number}`;
    const id = idOfTitle(title, LIMITS.id - suffix.length) + suffix;
    if (!isTaken(id)) return id;
  }
}
