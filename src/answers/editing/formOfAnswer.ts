import type { Answer, Table } from '../../knowledge/Answer.ts';
import type { AnswerContent } from '../../store/AnswerContent.ts';
import type { AnswerFields } from './AnswerForm.ts';
import { characterCount } from '../../characterCount.ts';
import { lengthOfSources, LIMITS } from './limits.ts';

/** A curated answer as what a moderator could have written. Its table becomes a list, since only facts have tables. */
export function contentOfAnswer(answer: Answer): AnswerContent {
  const parts = [answer.short, answer.body.trim(), answer.table ? tableAsList(answer.table) : ''];
  return {
    title: answer.title,
    questions: answer.questions.slice(0, howManyFit(answer.questions)),
    body: parts.filter((part) => part !== '').join('\n\n'),
    sources: sourcesThatFit(answer),
    ...(answer.reviewBy !== undefined && { reviewBy: answer.reviewBy }),
  };
}

/** Phrasings of a curated answer that are too many for a dialog: the server's own version begins without them. */
export function questionsBeyondForm({ questions }: Answer): readonly string[] {
  return questions.slice(howManyFit(questions));
}

export function fieldsOfContent({ title, questions, body, sources, reviewBy }: AnswerContent): AnswerFields {
  return { title, questions: questions.join('\n'), body, sources: sources.join('\n'), reviewBy: reviewBy ?? '' };
}

export const EMPTY_FIELDS: AnswerFields = Object.freeze({
  title: '',
  questions: '',
  body: '',
  sources: '',
  reviewBy: '',
});

/** Most important first, so the last ones make room. */
function sourcesThatFit({ sources }: Answer): readonly string[] {
  const fitting = sources.slice(0, LIMITS.sources).map(({ url }) => url);
  while (lengthOfSources(fitting) > LIMITS.allSources) fitting.pop();
  return fitting;
}

function howManyFit(questions: readonly string[]): number {
  let room = LIMITS.allQuestions;
  const tooMany = questions.findIndex((text, place) => {
    room -= characterCount(text) + 1;
    return place >= LIMITS.questions || room < -1;
  });
  return tooMany === -1 ? questions.length : tooMany;
}

/** `- **GPT-4o**: Released 13 May 2024; Made from GPT-4`, a line a row. */
function tableAsList({ columns, rows }: Table): string {
  return rows
    .map(([first, ...cells]) => {
      const facts = cells.map(({ text }, place) => `${columns[place + 1]}: ${text}`);
      return `- **${first!.text}** – ${facts.join('; ')}`;
    })
    .join('\n');
}
