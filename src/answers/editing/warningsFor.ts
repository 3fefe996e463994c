import { bareText } from '../../knowledge/checks/bareText.ts';
import type { Answer } from '../../knowledge/Answer.ts';
import { formatDate } from '../../knowledge/formatDate.ts';
import type { Steps } from '../../matching/Steps.ts';
import type { AnswerContent } from '../../store/AnswerContent.ts';
import type { OpenAnswerBook } from '../AnswerBook.ts';
import { shortAnswer } from '../servers/shortAnswer.ts';
import { characterCount } from '../../characterCount.ts';
import { questionsBeyondForm } from './formOfAnswer.ts';
import { LIMITS } from './limits.ts';
import { nearDuplicates } from './nearDuplicates.ts';
import { answersGiven, type ServerState } from './ServerState.ts';
import { takeOvers } from './takeOvers.ts';
import type { Warning } from './Warning.ts';
import { wasMadeInert } from './withoutMassMentions.ts';

/** More would not be read. */
const MOST_SHOWN = 5;

interface Surroundings {
  readonly state: ServerState;
  /** Of the server as it is. Without it nothing is held against the questions of other answers. */
  readonly book?: OpenAnswerBook;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** What an editor should know before an answer that breaks no rule is published. What costs others most comes first. */
export function* warningsFor(answer: Answer, content: AnswerContent, around: Surroundings): Steps<readonly Warning[]> {
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

function* takingOver(answer: Answer, state: ServerState, book: OpenAnswerBook): Steps<Warning[]> {
  const found = yield* takeOvers(answer, book.matcher, answersGiven(state));
  return found.slice(0, MOST_SHOWN).map(({ id, title, questions }): Warning => {
    const message = `Some questions that "${title}" (${id}) answers now would get this answer instead: ${listed(questions)}.`;
    return { kind: 'take-over', answerId: id, title, questions: questions.slice(0, MOST_SHOWN), message };
  });
}

function* duplicating(answer: Answer, book: OpenAnswerBook): Steps<Warning[]> {
  const found = yield* nearDuplicates(answer, book.matcher);
  return [...found].slice(0, MOST_SHOWN).map(([id, questions]): Warning => {
    const title = book.answer(id)?.title ?? id;
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
