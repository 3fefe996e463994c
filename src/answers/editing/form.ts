import { createHash } from 'node:crypto';
import type { Answer, Table } from '../../knowledge/Answer.ts';
import { bareText } from '../../knowledge/checks/text.ts';
import { characterCount } from '../../shared/text.ts';
import type { AnswerContent } from '../../store/Store.ts';
import { type AnswerFields, EMPTY_FIELDS } from './fields.ts';
import { lengthOfSources, LIMITS } from './rules.ts';

/** Which answer is written. Short enough for a dialog's `custom_id`, so that a dialog still works after a restart. */
export interface Target {
  /** Absent for a new answer: its id is made from its title. */
  readonly answerId?: string;
  /** The version that the editor saw. 0 for none: a new answer, or a curated one never changed on the server. */
  readonly expectedVersion: number;
}

/** What to fill a dialog with. */
export interface AnswerForm {
  readonly target: Target;
  readonly fields: AnswerFields;
}

/** A curated answer as a moderator could have written it. Its table becomes a list, as server answers have no tables. */
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

/** The phrasings of a curated answer that don't fit in a dialog, so the server's version starts without them. */
export function questionsBeyondForm({ questions }: Answer): readonly string[] {
  return questions.slice(howManyFit(questions));
}

/** The most important come first, so the last ones are dropped. */
function sourcesThatFit({ sources }: Answer): readonly string[] {
  const fitting = sources.slice(0, LIMITS.sources).map(({ url }) => url);
  while (lengthOfSources(fitting) > LIMITS.allSources) fitting.pop();
  return fitting;
}

function howManyFit(questions: readonly string[]): number {
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
 * Makes an id from a title, or from the name of another bot's tag: kebab-case, at most 60 characters. The same title
 * always gets the same id, so that a file without ids finds the answers that were written in a dialog. A title without
 * Latin letters or digits gets a hash.
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

/** Cuts between words if that leaves more than half of the limit. */
function cut(words: string, limit: number): string {
  const fitting = words.slice(0, limit);
  const end = words.length > limit && words[limit] !== '-' ? fitting.lastIndexOf('-') : -1;
  const whole = end > limit / 2 ? fitting.slice(0, end) : fitting;
  return whole.replace(/-+$/, '');
}

/**
 * Makes the id of a new answer from its title, with a number if that is taken.
 *
 * @param isTaken - Whether an answer has or once had an id.
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
