import { type Answer, MAX_TITLE } from '../../knowledge/Answer.ts';
import { isPartialDate } from '../../knowledge/dates.ts';
import type { Cooperative } from '../../shared/concurrency.ts';
import { characterCount, foldedText } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import type { AnswerContent } from '../../store/Store.ts';
import { type ServerState, visibleAnswers } from '../servers/serverAnswer.ts';
import { checkMarkdown, invitationsIn, NO_INVITES } from './markdown.ts';
import * as strings from './strings.ts';

/** The limits of one answer. All lengths are in code points, as Discord counts them. */
export const LIMITS = Object.freeze({
  title: MAX_TITLE,
  /** The same as for curated answers: knowledge/Answer.ts. */
  question: 200,
  /** Nobody reads a longer list to the end. */
  questions: 100,
  /** All phrasings with their line ends: one text input of a dialog, "maximum 4000" (components/reference). */
  allQuestions: 4_000,
  sources: 10,
  /** Nobody types a longer address. */
  source: 500,
  /** Together, each with its host and the ten characters around both. */
  allSources: 1_200,
  /** Title, text, date line and sources together: 4,000 of one message, less 200 for markup as in replies/fitReply.ts. */
  reply: 3_800,
  /** An id: a button's `custom_id` holds a hundred characters, among them other things. */
  id: 60,
});

export interface ServerLimits {
  readonly answers: number;
  readonly phrasings: number;
}

/** Chosen so that a server's book is built within seconds: `npm run bench -- servers`. */
const SERVER_LIMITS: ServerLimits = Object.freeze({ answers: 2_000, phrasings: 20_000 });

/** Each on a line of its own: `-# [example.org](<https://example.org/page>)`. */
export function lengthOfSources(sources: readonly string[]): number {
  return sources.reduce((sum, url) => sum + characterCount(url) + (URL.parse(url)?.hostname.length ?? 0) + 10, 0);
}

/**
 * Checks a tidied answer by itself. What passes fits in one message, and in the dialog in which it is edited.
 *
 * @param own - Codes of invitations to the server itself, which are allowed. Default: none.
 */
export function checkContent(content: AnswerContent, own = NO_INVITES): UserError[] {
  return [
    ...checkTitle(content, own),
    ...checkQuestions(content),
    ...checkBody(content, own),
    ...checkSources(content, own),
    ...checkReviewDate(content),
  ];
}

const HAS_WORDS = /[\p{L}\p{N}]/u;

function checkTitle({ title }: AnswerContent, own: ReadonlySet<string>): UserError[] {
  if (!HAS_WORDS.test(title)) return [new UserError('no-title', strings.TITLE_MISSING)];
  return [
    ...tooLong(strings.TITLE, title, LIMITS.title, 'title-too-long'),
    ...checkMarkdown(strings.TITLE, title, own),
  ];
}

function checkQuestions({ questions }: AnswerContent): UserError[] {
  const { questions: most, allQuestions } = LIMITS;
  const refusals = questions.flatMap((text) => {
    if (!HAS_WORDS.test(text)) return new UserError('no-words', strings.phrasingWithoutWords(text));
    return tooLong(strings.phrasing(text), text, LIMITS.question, 'question-too-long');
  });
  if (questions.length > most) {
    refusals.push(new UserError('too-many-questions', strings.tooManyPhrasings(questions.length, most)));
  }
  const all = characterCount(questions.join('\n'));
  if (all > allQuestions) {
    refusals.push(new UserError('too-many-questions', strings.phrasingsTooLong(all, allQuestions)));
  }
  return refusals;
}

/** `-# Checked 22 Nov 2026 · may be outdated`, and some more. */
const LONGEST_DATE_LINE = 80;

/** A word, a full stop or an emoji, but not the blank Braille pattern, which looks like a space. */
const HAS_SIGNS = /[\p{L}\p{N}\p{P}]|(?!\u2800)\p{S}/u;

function checkBody({ title, body, sources }: AnswerContent, own: ReadonlySet<string>): UserError[] {
  if (!HAS_SIGNS.test(body)) return [new UserError('no-answer', strings.BODY_MISSING)];
  const refusals = checkMarkdown(strings.BODY, body, own);
  const length = characterCount(body);
  const room = LIMITS.reply - characterCount(title) - LONGEST_DATE_LINE - lengthOfSources(sources);
  if (length <= room) return refusals;
  return [...refusals, new UserError('answer-too-long', strings.bodyTooLong(length, Math.max(room, 0)))];
}

function checkSources({ sources }: AnswerContent, own: ReadonlySet<string>): UserError[] {
  const refusals = sources.flatMap((source) => checkSource(source, own));
  if (sources.length > LIMITS.sources) {
    refusals.push(new UserError('too-many-sources', strings.tooManySources(sources.length, LIMITS.sources)));
  } else if (lengthOfSources(sources) > LIMITS.allSources) {
    refusals.push(new UserError('too-many-sources', strings.SOURCES_TOO_LONG));
  }
  return refusals;
}

function checkSource(address: string, own: ReadonlySet<string>): UserError[] {
  const url = /^https:\/\/\S+$/i.test(address) ? URL.parse(address) : null;
  if (!url?.hostname.includes('.') || url.username !== '' || /[<>|`\\]/.test(address)) {
    return [new UserError('bad-source', strings.badSource(address))];
  }
  if (invitationsIn(address, own).length > 0) return [new UserError('invite', strings.sourceInvites(address))];
  return tooLong(strings.source(address), address, LIMITS.source, 'source-too-long');
}

function checkReviewDate({ reviewBy }: AnswerContent): UserError[] {
  if (reviewBy === undefined || (reviewBy.length === 10 && isPartialDate(reviewBy))) return [];
  return [new UserError('bad-review-date', strings.badReviewDate(reviewBy))];
}

function tooLong(what: string, text: string, limit: number, code: string): UserError[] {
  const length = characterCount(text);
  return length <= limit ? [] : [new UserError(code, strings.tooLong(what, length, limit))];
}

/** Whether a new answer can't have this id, because another one has or once had it. */
export function isIdTaken({ latest, curated }: ServerState, id: string): boolean {
  return latest.has(id) || curated.has(id);
}

export type Phrased = Pick<Answer, 'id' | 'title' | 'questions'>;

/** Checks an answer beside the others of its server, as the server would have it in place of the one with its id. */
export function* checkAgainstServer(answer: Phrased, state: ServerState): Cooperative<UserError[]> {
  const owners = new PhrasingOwners();
  for (const other of visibleAnswers(state)) {
    if (other.id !== answer.id) owners.insist(other);
    yield;
  }
  // A curated answer that is shown again takes no room.
  const isCurated = state.curated.get(answer.id) === answer;
  const noRoom = new ServerRoom(state).take(answer.id, isCurated ? undefined : answer);
  return [...(noRoom ? [noRoom] : []), ...owners.conflicts(answer).map((conflict) => new QuestionTaken(conflict))];
}

interface PhrasingConflict {
  readonly text: string;
  /** Whether it is the title of the answer that doesn't get it. */
  readonly isTitle: boolean;
  readonly owner: Phrased;
}

export class QuestionTaken extends UserError {
  readonly owner: Pick<Phrased, 'id' | 'title'>;

  constructor({ isTitle, text, owner }: PhrasingConflict) {
    super('question-taken', strings.questionTaken(isTitle, text, owner));
    this.owner = owner;
  }
}

/** Who owns each phrasing. Titles count, since members ask by them. Case and punctuation make no difference. */
export class PhrasingOwners {
  readonly #owners = new Map<string, Phrased>();

  conflicts(answer: Phrased): PhrasingConflict[] {
    return [...textsOf(answer)].flatMap(([key, text]) => {
      const owner = this.#owners.get(key);
      return owner === undefined || owner.id === answer.id ? [] : [{ text, isTitle: text === answer.title, owner }];
    });
  }

  /** Gives an answer its phrasings even if others have them. @returns What those lose. */
  insist(answer: Phrased): readonly PhrasingConflict[] {
    const conflicts = this.conflicts(answer);
    for (const key of textsOf(answer).keys()) this.#owners.set(key, answer);
    return conflicts;
  }
}

/** The title comes first, and counts as such if a phrasing says the same. */
function textsOf({ title, questions }: Phrased): Map<string, string> {
  const texts = new Map([[foldedText(title), title]]);
  for (const text of questions) if (!texts.has(foldedText(text))) texts.set(foldedText(text), text);
  return texts;
}

/** How many answers and phrasings a server would have after some changes. */
export class ServerRoom {
  readonly #before: ServerState['own'];
  readonly #limits: ServerLimits;
  #answers = 0;
  #phrasings = 0;

  constructor({ own }: Pick<ServerState, 'own'>, limits = SERVER_LIMITS) {
    this.#before = own;
    this.#limits = limits;
    for (const { questions } of own.values()) {
      this.#answers += 1;
      this.#phrasings += questions.length;
    }
  }

  /**
   * @param answer - In place of what the server has with this id; `undefined` if it would have none of its own.
   * @returns Why there is no room for it. Answers that get smaller always fit.
   */
  take(id: string, answer: Phrased | undefined): UserError | undefined {
    const before = this.#before.get(id);
    const answers = this.#answers + (answer ? 1 : 0) - (before ? 1 : 0);
    const phrasings = this.#phrasings + (answer?.questions.length ?? 0) - (before?.questions.length ?? 0);
    const { answers: mostAnswers, phrasings: mostPhrasings } = this.#limits;
    if (answers > Math.max(mostAnswers, this.#answers)) {
      return new UserError('server-full', strings.tooManyAnswers(mostAnswers));
    }
    if (phrasings > Math.max(mostPhrasings, this.#phrasings)) {
      return new UserError('server-full', strings.tooManyServerPhrasings(phrasings, mostPhrasings));
    }
    [this.#answers, this.#phrasings] = [answers, phrasings];
    return undefined;
  }
}
