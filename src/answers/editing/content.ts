import { isPartialDate } from '../../knowledge/dates.ts';
import { characterCount, clippedAtWord } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import type { AnswerContent } from '../../store/Store.ts';
import { checkMarkdown, invitationIn } from './markdown.ts';

/** All lengths in code points, as Discord counts. */
export const LIMITS = Object.freeze({
  /** A line of a select menu: discord.com/developers/docs/components/reference, "max 100 characters". */
  title: 100,
  /** As of curated ones: knowledge/Answer.ts. */
  question: 200,
  /** Nobody reads a longer list to its end. */
  questions: 100,
  /** All phrasings with their line ends: one text input of a dialog, "maximum 4000" (components/reference). */
  allQuestions: 4_000,
  sources: 10,
  /** A longer one is no address that a person has typed. */
  source: 500,
  /** Together, each with the ten characters around it: what replies/fitReply.ts keeps free for them. */
  allSources: 1_200,
  /** The short answer within it: what a phone's notification shows. */
  short: 200,
  /** Of a body before "Show more": replies/replyWithAnswer.ts. */
  beforeMore: 900,
  /** Title, text, date line and sources together: 4,000 of one message, less 200 for marks as in replies/fitReply.ts. */
  reply: 3_800,
  /** Of one server, so that its book is built within seconds: `npm run bench -- servers`. */
  answers: 2_000,
  allServerQuestions: 20_000,
  /** An id: a button's `custom_id` holds a hundred characters, and other things. */
  id: 60,
});

/** With `[12](<…>) ` around each. */
export function lengthOfSources(sources: readonly string[]): number {
  return sources.reduce((sum, address) => sum + characterCount(address) + 10, 0);
}

/**
 * All that is wrong with a tidy answer by itself, whatever else its server has. What passes fits into one message, and
 * into the dialog in which it is edited.
 */
export function checkContent(content: AnswerContent): UserError[] {
  return [
    ...checkTitle(content),
    ...checkQuestions(content),
    ...checkBody(content),
    ...checkSources(content),
    ...checkDay(content),
  ];
}

const HAS_WORDS = /[\p{L}\p{N}]/u;

function checkTitle({ title }: AnswerContent): UserError[] {
  if (!HAS_WORDS.test(title)) {
    return [new UserError('no-title', 'The title is missing. Write the question that this answers.')];
  }
  return [...tooLong('The title', title, LIMITS.title, 'title-too-long'), ...checkMarkdown('The title', title)];
}

function checkQuestions({ questions }: AnswerContent): UserError[] {
  const { questions: most, allQuestions } = LIMITS;
  const refusals = questions.flatMap((text) => {
    const which = `The phrasing "${clippedAtWord(text, 60)}"`;
    if (!HAS_WORDS.test(text)) {
      return new UserError('no-words', `${which} has no word in it. Write what members ask, or take it out.`);
    }
    return tooLong(which, text, LIMITS.question, 'question-too-long');
  });
  if (questions.length > most) {
    const what = `There are ${questions.length} phrasings, and an answer has at most ${most}.`;
    refusals.push(new UserError('too-many-questions', `${what} Keep those that differ most.`));
  }
  const all = characterCount(questions.join('\n'));
  if (all > allQuestions) {
    const what = `All phrasings together have ${counted(all)} characters, and at most ${counted(allQuestions)} fit.`;
    refusals.push(new UserError('too-many-questions', `${what} Keep those that differ most.`));
  }
  return refusals;
}

/** A word, a full stop, an emoji; not the blank pattern of Braille, which is drawn as a space is. */
const HAS_SIGNS = /[\p{L}\p{N}\p{P}]|(?!\u2800)\p{S}/u;

function checkBody(content: AnswerContent): UserError[] {
  const { body } = content;
  if (!HAS_SIGNS.test(body)) {
    return [new UserError('no-answer', 'The answer is missing. Write what the bot should say.')];
  }
  const refusals = checkMarkdown('The answer', body);
  const length = characterCount(body);
  const room = LIMITS.reply - lengthOfRest(content);
  if (length <= room) return refusals;
  const what = `The answer has ${counted(length)} characters, and ${counted(Math.max(room, 0))} fit into one message with the title and the sources.`;
  return [...refusals, new UserError('answer-too-long', `${what} Shorten it, or make two answers of it.`)];
}

/** `As of 22 Nov 2026. May be out of date: it was due for a check on 22 Nov 2026`, and some. */
const LONGEST_DATE_LINE = 80;

function lengthOfRest({ title, sources }: AnswerContent): number {
  return characterCount(title) + LONGEST_DATE_LINE + lengthOfSources(sources);
}

function checkSources({ sources }: AnswerContent): UserError[] {
  const refusals = sources.flatMap(checkSource);
  if (sources.length > LIMITS.sources) {
    const what = `There are ${sources.length} sources, and an answer has at most ${LIMITS.sources}.`;
    refusals.push(new UserError('too-many-sources', `${what} Keep the best.`));
  } else if (lengthOfSources(sources) > LIMITS.allSources) {
    const what = `The addresses of the sources are too long together for one message.`;
    refusals.push(new UserError('too-many-sources', `${what} Leave some out, or what stands behind the "?" in them.`));
  }
  return refusals;
}

function checkSource(address: string): UserError[] {
  const which = `The source "${clippedAtWord(address, 60)}"`;
  const url = /^https:\/\/\S+$/i.test(address) ? URL.parse(address) : null;
  if (!url?.hostname.includes('.') || url.username !== '' || /[<>|`\\]/.test(address)) {
    return [new UserError('bad-source', `${which} is no https address. Write it like https://example.com/page.`)];
  }
  if (invitationIn(address) !== undefined) {
    return [new UserError('invite', `${which} invites to a Discord server. Take it out.`)];
  }
  return tooLong(which, address, LIMITS.source, 'source-too-long');
}

function checkDay({ reviewBy }: AnswerContent): UserError[] {
  if (reviewBy === undefined || (reviewBy.length === 10 && isPartialDate(reviewBy))) return [];
  const what = `The review date "${clippedAtWord(reviewBy, 60)}" is no day.`;
  return [new UserError('bad-review-date', `${what} Write it like 2027-01-31, or leave it empty.`)];
}

function tooLong(what: string, text: string, limit: number, code: string): UserError[] {
  const length = characterCount(text);
  if (length <= limit) return [];
  return [new UserError(code, `${what} has ${counted(length)} characters. Shorten it to at most ${counted(limit)}.`)];
}

const counted = (count: number): string => count.toLocaleString('en-US');
