import { type Answer, MAX_PREVIEW, MAX_SHORT } from '../../knowledge/Answer.ts';
import { isGenerated } from '../../lineage/ids.ts';
import type { Matcher } from '../../matching/Matcher.ts';
import type { ReadQuestion } from '../../matching/reading/Reader.ts';
import { TUNING } from '../../matching/tuning.ts';
import type { Cooperative } from '../../shared/concurrency.ts';
import { characterCount, foldedText } from '../../shared/text.ts';
import type { AnswerContent } from '../../store/Store.ts';
import type { AnswerBook } from '../AnswerBook.ts';
import { askedByTitle } from '../KnowledgeBook.ts';
import { type ServerState, shortAnswer, visibleAnswers } from '../servers/serverAnswer.ts';
import { hasDisabledMentions, questionsBeyondForm } from './form.ts';
import * as strings from './strings.ts';

/** How many phrasings are tried, each in three forms that take 1 to 2 ms. */
const MAX_TRIED = 100;

/**
 * Finds questions that get their answer now, and would get the new one. Tries the phrasings of other answers that share the
 * rarest words with it, each as it is and, because people are brief, without its first or last word. Unchanged phrasings are
 * hardly ever lost. The answers that would lose most come first.
 *
 * @param options - With `wholeOnly`, phrasings are tried as they are alone.
 * @returns A sentence for each answer that would lose some.
 */
export function* takesQuestions(
  answer: Answer,
  state: ServerState,
  { matcher }: AnswerBook,
  { wholeOnly = false } = {},
): Cooperative<string[]> {
  const phrasings = yield* mostAlike(answer, visibleAnswers(state));
  const withIt = yield* matcher.plus([askedByTitle(answer)], { hides: [answer.id] });
  const lost = new Map<Answer, string[]>();
  for (const { owner, text } of phrasings) {
    for (const question of wholeOnly ? [text] : [text, ...aWordShorter(text)]) {
      yield;
      const read = withIt.read(question);
      // Most have little to do with the answer, which a look at it alone tells.
      if (withIt.confidenceOnTop(read) < TUNING.gates.direct.suggest) continue;
      if (finds(withIt, read) !== answer.id) continue;
      // Part of a phrasing may hardly mean anything: then it is only suggested.
      const least = question === text ? 'suggest' : 'answer';
      if (finds(matcher, read, least) !== owner.id) continue;
      lost.set(owner, [...(lost.get(owner) ?? []), question]);
      break;
    }
  }
  const most = [...lost].toSorted(([, a], [, b]) => b.length - a.length).slice(0, strings.MAX_LISTED);
  return most.map(([{ id, title }, questions]) => strings.takesQuestions(title, id, questions));
}

/** The first candidate, unless the bot would say nothing, or less than `least`. */
function finds(matcher: Matcher, question: ReadQuestion, least: 'suggest' | 'answer' = 'suggest'): string | undefined {
  const { decision, candidates } = matcher.match(question, 'direct');
  return decision === 'answer' || decision === least ? candidates[0]?.id : undefined;
}

/** One word of two doesn't say what was asked. */
function aWordShorter(text: string): readonly string[] {
  const words = text.split(' ');
  return words.length < 3 ? [] : [words.slice(1).join(' '), words.slice(0, -1).join(' ')];
}

interface Phrasing {
  readonly owner: Answer;
  readonly text: string;
}

function* mostAlike(answer: Answer, others: Iterable<Answer>): Cooperative<readonly Phrasing[]> {
  const own = new Set([answer.title, ...answer.questions].flatMap(wordsOf));
  const alike: { readonly phrasing: Phrasing; readonly words: readonly string[] }[] = [];
  const counts = new Map<string, number>();
  for (const owner of others) {
    yield;
    if (owner.id === answer.id) continue;
    for (const text of [owner.title, ...owner.questions]) {
      const words = [...new Set(wordsOf(text))];
      const common = words.filter((word) => own.has(word));
      for (const word of common) counts.set(word, (counts.get(word) ?? 0) + 1);
      if (common.length > 0) alike.push({ phrasing: { owner, text }, words: common });
    }
  }
  const weighed = alike.map(({ phrasing, words }) => ({
    phrasing,
    weight: words.reduce((sum, word) => sum + 1 / counts.get(word)! ** 0.5, 0),
  }));
  yield;
  return weighed
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MAX_TRIED)
    .map(({ phrasing }) => phrasing);
}

/** Cut to five letters, so that `train`, `trained` and `training` count as one. */
function wordsOf(text: string): string[] {
  return foldedText(text)
    .split(' ')
    .map((word) => word.slice(0, 5));
}

export interface WarningContext {
  readonly state: ServerState;
  /** The server's current book. Without it, nothing is compared with the questions of other answers. */
  readonly book?: AnswerBook;
  readonly today: string;
}

/**
 * What an editor should know before publishing an answer that breaks no rule: one or two sentences in plain text each, with the
 * next step where there is one. The most costly for others come first.
 */
export function* warningsFor(
  answer: Answer,
  content: AnswerContent,
  { state, book, today }: WarningContext,
): Cooperative<readonly string[]> {
  return [
    ...replacesCurated(answer, state),
    ...(book ? yield* takesQuestions(answer, state, book) : []),
    ...(book ? yield* nearDuplicates(answer, book) : []),
    ...ownFaults(answer, content, today),
  ];
}

function replacesCurated({ id, questions }: Answer, { curated, own }: ServerState): string[] {
  const replaced = own.has(id) ? undefined : curated.get(id);
  if (!replaced) return [];
  const { title } = replaced;
  const kept = new Set(questions.map(foldedText));
  const left = questionsBeyondForm(replaced).filter((text) => !kept.has(foldedText(text)));
  return [
    strings.replacesCurated(title),
    ...(left.length > 0 ? [strings.leavesOutPhrasings(title, replaced.questions.length, left)] : []),
  ];
}

/** Phrasings that another answer gets now, with enough confidence to be given in a channel. */
function* nearDuplicates(answer: Answer, book: AnswerBook): Cooperative<string[]> {
  const found = new Map<string, string[]>();
  for (const text of new Set([answer.title, ...answer.questions])) {
    const other = book.matcher.match(text, 'direct').candidates.find(({ id }) => id !== answer.id);
    if (other && other.confidence >= TUNING.gates.passive.answer) {
      found.set(other.id, [...(found.get(other.id) ?? []), text]);
    }
    yield;
  }
  return [...found].slice(0, strings.MAX_LISTED).map(([id, questions]) => {
    const title = book.titleOf(id) ?? id;
    // Ids of generated answers have a colon.
    return (isGenerated(id) ? strings.nearDuplicateOfGenerated : strings.nearDuplicate)(title, id, questions);
  });
}

function ownFaults({ body, sources, reviewBy }: Answer, content: AnswerContent, today: string): string[] {
  return [
    ...(sources.length === 0 ? [strings.NO_SOURCE] : []),
    ...(reviewBy !== undefined && reviewBy <= today ? [strings.overdue(reviewBy)] : []),
    ...(characterCount(body) > MAX_PREVIEW ? [strings.long(MAX_PREVIEW)] : []),
    ...(shortAnswer(content.body).isTooLong ? [strings.noShortAnswer(MAX_SHORT)] : []),
    ...(hasDisabledMentions(content.title + content.body) ? [strings.MENTIONS_DISABLED] : []),
  ];
}
