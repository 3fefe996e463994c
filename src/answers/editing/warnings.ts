import type { Answer } from '../../knowledge/Answer.ts';
import { bareText } from '../../knowledge/checks/text.ts';
import { formatDate } from '../../knowledge/dates.ts';
import type { Matcher } from '../../matching/Matcher.ts';
import type { Cooperative } from '../../shared/concurrency.ts';
import { characterCount } from '../../shared/text.ts';
import type { AnswerContent } from '../../store/Store.ts';
import type { OpenAnswerBook } from '../AnswerBook.ts';
import { askedByTitle } from '../KnowledgeBook.ts';
import { shortAnswer } from '../servers/serverAnswer.ts';
import { LIMITS } from './content.ts';
import { questionsBeyondForm } from './form.ts';
import { answersGiven, type ServerState } from './serverState.ts';
import { wasMadeInert } from './tidy.ts';
import type { Warning } from './types.ts';

/** What a channel is answered with: TUNING.gates.passive in matching/tuning.ts. */
const SURE = 0.85;

/**
 * Which of an answer's phrasings another one answers already, and surely.
 *
 * @param matcher - Of the server as it is.
 * @returns Phrasings by the id of the other answer.
 */
export function* nearDuplicates(answer: Answer, matcher: Matcher): Cooperative<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (const text of new Set([answer.title, ...answer.questions])) {
    const other = matcher.match(text, 'direct').candidates.find(({ id }) => id !== answer.id);
    if (other && other.confidence >= SURE) found.set(other.id, [...(found.get(other.id) ?? []), text]);
    yield;
  }
  return found;
}

/** Each is matched in three forms, in 1 to 2 ms each. */
const MOST_ASKED = 100;

/** An answer, and what asks for it and would get another one. */
export interface TakeOver {
  readonly id: string;
  readonly title: string;
  readonly questions: readonly string[];
}

/**
 * Whose questions an answer would take away: what finds its owner now, and would find the new answer first. Asked are
 * phrasings of others that have the most telling words in common with it, since others cannot mean it; each as it is and,
 * as people are brief, without its first or its last word. As it is, a phrasing is hardly ever lost: nothing resembles a
 * question more than itself.
 *
 * @param matcher - Of the server as it is.
 * @param others - All that the server gives.
 */
export function* takeOvers(
  answer: Answer,
  matcher: Matcher,
  others: Iterable<Answer>,
): Cooperative<readonly TakeOver[]> {
  const asked = yield* likeliest(answer, others);
  const withIt = yield* matcher.plus([askedByTitle(answer)], { hides: [answer.id] });
  const taken = new Map<string, TakeOver>();
  for (const { owner, text } of asked) {
    for (const question of [text, ...aWordShorter(text)]) {
      yield;
      if (finds(withIt, question) !== answer.id || finds(matcher, question) !== owner.id) continue;
      const one = taken.get(owner.id) ?? { id: owner.id, title: owner.title, questions: [] };
      taken.set(owner.id, { ...one, questions: [...one.questions, question] });
      break;
    }
  }
  return [...taken.values()].toSorted((a, b) => b.questions.length - a.questions.length);
}

/** What comes first, if anything is said at all. */
function finds(matcher: Matcher, text: string): string | undefined {
  const { decision, candidates } = matcher.match(text, 'direct');
  return decision === 'pass' ? undefined : candidates[0]?.id;
}

/** Of two words neither says by itself what was asked. */
function aWordShorter(text: string): readonly string[] {
  const words = text.split(' ');
  return words.length < 3 ? [] : [words.slice(1).join(' '), words.slice(0, -1).join(' ')];
}

interface Asked {
  readonly owner: Answer;
  readonly text: string;
  readonly words: readonly string[];
}

function* likeliest(answer: Answer, others: Iterable<Answer>): Cooperative<readonly Asked[]> {
  const own = new Set([answer.title, ...answer.questions].flatMap(wordsOf));
  const alike: Asked[] = [];
  /** How many phrasings have a word. */
  const counts = new Map<string, number>();
  for (const owner of others) {
    yield;
    if (owner.id === answer.id) continue;
    for (const text of [owner.title, ...owner.questions]) {
      const words = [...new Set(wordsOf(text))];
      const common = words.filter((word) => own.has(word));
      for (const word of common) counts.set(word, (counts.get(word) ?? 0) + 1);
      if (common.length > 0) alike.push({ owner, text, words: common });
    }
  }
  const weight = ({ words }: Asked): number => words.reduce((sum, word) => sum + 1 / counts.get(word)! ** 0.5, 0);
  const weighed = alike.map((asked) => ({ asked, weight: weight(asked) }));
  yield;
  return weighed
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST_ASKED)
    .map(({ asked }) => asked);
}

/** By their beginnings, so that `train`, `trained` and `training` are one. */
function wordsOf(text: string): string[] {
  return bareText(text)
    .split(' ')
    .map((word) => word.slice(0, 5));
}

/** More would not be read. */
const MOST_SHOWN = 5;

interface BotContext {
  readonly state: ServerState;
  /** Of the server as it is. Without it nothing is held against the questions of other answers. */
  readonly book?: OpenAnswerBook;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** What an editor should know before an answer that breaks no rule is published. What costs others most comes first. */
export function* warningsFor(
  answer: Answer,
  content: AnswerContent,
  around: BotContext,
): Cooperative<readonly Warning[]> {
  const { state, book, today } = around;
  return [
    ...replacing(answer, state),
    ...(book ? yield* takingOver(answer, state, book) : []),
    ...(book ? yield* duplicating(answer, book) : []),
    ...about(answer, content, today),
  ];
}

function replacing({ id, questions }: Answer, { curated, answers }: ServerState): Warning[] {
  const replaced = answers.own.has(id) ? undefined : curated.get(id);
  if (!replaced) return [];
  const { title } = replaced;
  const message = `On this server it takes the place of the curated answer "${title}", and will not change when that one is brought up to date.`;
  const written = new Set(questions.map(bareText));
  const left = questionsBeyondForm(replaced).filter((text) => !written.has(bareText(text)));
  return [
    { kind: 'replaces-curated', answerId: id, title, message },
    ...(left.length > 0 ? [leavingBehind(replaced, left)] : []),
  ];
}

function leavingBehind({ id, title, questions }: Answer, left: readonly string[]): Warning {
  const message = `The dialog has no room for ${left.length} of the ${questions.length} phrasings of "${title}", and they are left behind: ${listed(left)}. Put those that your members use in place of others.`;
  return { kind: 'leaves-phrasings', answerId: id, title, questions: left, message };
}

function* takingOver(answer: Answer, state: ServerState, book: OpenAnswerBook): Cooperative<Warning[]> {
  const found = yield* takeOvers(answer, book.matcher, answersGiven(state));
  return found.slice(0, MOST_SHOWN).map(({ id, title, questions }): Warning => {
    const message = `Some questions that "${title}" (${id}) answers now would get this answer instead: ${listed(questions)}.`;
    return { kind: 'take-over', answerId: id, title, questions: questions.slice(0, MOST_SHOWN), message };
  });
}

function* duplicating(answer: Answer, book: OpenAnswerBook): Cooperative<Warning[]> {
  const found = yield* nearDuplicates(answer, book.matcher);
  return [...found].slice(0, MOST_SHOWN).map(([id, questions]): Warning => {
    const title = book.titleOf(id) ?? id;
    // Those made from model facts, whose ids have a colon, nobody can change.
    const next = id.includes(':')
      ? 'Nobody can edit that one, and it may come first.'
      : 'Perhaps that one only needs a change.';
    const message = `"${title}" (${id}) already answers ${listed(questions)}. ${next}`;
    return { kind: 'near-duplicate', answerId: id, title, questions: questions.slice(0, MOST_SHOWN), message };
  });
}

function about({ body, sources, reviewBy }: Answer, content: AnswerContent, today: string): Warning[] {
  const warnings: Warning[] = [];
  if (sources.length === 0) {
    const message = 'It has no source. Members cannot look up whether it still holds.';
    warnings.push({ kind: 'no-source', message });
  }
  if (reviewBy !== undefined && reviewBy <= today) {
    const message = `Its review date is ${formatDate(reviewBy)}: from the day after, it says that it may be out of date.`;
    warnings.push({ kind: 'overdue', reviewBy, message });
  }
  if (characterCount(body) > LIMITS.beforeMore) {
    const message = `It is long: members see about ${LIMITS.beforeMore} characters of it, and the rest behind "Show more".`;
    warnings.push({ kind: 'long', message });
  }
  if (shortAnswer(content.body).isTooLong) {
    const message = `Neither its first paragraph nor its first sentence fits into ${LIMITS.short} characters, so that notifications show a cut one. Begin with a short sentence.`;
    warnings.push({ kind: 'no-short-answer', message });
  }
  if (wasMadeInert(content.title + content.body)) {
    const message = '@everyone and @here in it look the same, but mention nobody.';
    warnings.push({ kind: 'made-inert', message });
  }
  return warnings;
}

function listed(questions: readonly string[]): string {
  const shown = questions.slice(0, MOST_SHOWN).map((text) => `"${text}"`);
  const more = questions.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
