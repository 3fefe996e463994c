import { createHash } from 'node:crypto';
import type { Answer, Table } from '../../knowledge/Answer.ts';
import { bareText } from '../../knowledge/checks/text.ts';
import { characterCount } from '../../shared/text.ts';
import type { AnswerContent } from '../../store/Store.ts';
import { lengthOfSources, LIMITS } from './content.ts';
import type { AnswerFields, AnswerForm } from './types.ts';

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

/** Somebody's message as the beginning of a new answer; a question on its first line is what it answers. */
export function formOfMessage(text: string, source?: string): AnswerForm {
  const whole = text.trim();
  const [first = ''] = whole.split('\n', 1);
  const question = first.replace(/^[\s#>*_-]+|[\s*_]+$/g, '');
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

/**
 * The id that is made from a title, or from the name of another bot's tag: kebab-case, at most 60 characters, always the
 * same one, so that a file without ids finds the answers that were written in a dialog. A title without a Latin letter or
 * digit gets a number that says nothing: better than to refuse all answers of a server.
 *
 * @example
 * idOfTitle('Où sont les règles?'); // 'ou-sont-les-regles'
 * idOfTitle("What's new?"); // 'whats-new'
 */
export function idOfTitle(title: string, limit: number = LIMITS.id): string {
  const words = title
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '');
  return cut(words, limit) || `answer-${createHash('sha256').update(bareText(title)).digest('hex').slice(0, 8)}`;
}

/** Between words where there is a place in the second half. */
function cut(words: string, limit: number): string {
  const fitting = words.slice(0, limit);
  const end = words.length > limit && words[limit] !== '-' ? fitting.lastIndexOf('-') : -1;
  const whole = end > limit / 2 ? fitting.slice(0, end) : fitting;
  return whole.replace(/-+$/, '');
}

/**
 * An id for a new answer: that of its title, with a number where it is taken.
 *
 * @param isTaken - Whether an answer has an id, or once had it.
 * @example
 * answerIdFor('Rules', (id) => id === 'rules'); // 'rules-2'
 */
export function answerIdFor(title: string, isTaken: (id: string) => boolean): string {
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `-${number}`;
    const id = idOfTitle(title, LIMITS.id - suffix.length) + suffix;
    if (!isTaken(id)) return id;
  }
}
