import type { AnswerContent, Change, ChangeKind, Editor } from '../../src/store/Store.ts';

export const GUILD = '80351110224678912';
export const OTHER_GUILD = '80351110224678913';
export const ADA: Editor = { id: '11', name: 'Ada' };
export const BEN: Editor = { id: '12', name: 'Ben' };

export function contentOf(title: string): AnswerContent {
  return { title, questions: [`what about ${title}`], body: `All about ${title}.`, sources: [] };
}

export function change(
  answerId: string,
  kind: ChangeKind,
  content: AnswerContent | null,
  expectedVersion: number,
): Change {
  return { answerId, kind, content, expectedVersion };
}

/** An answer that is not there yet, called by its id. */
export function add(answerId: string): Change {
  return change(answerId, 'add', contentOf(answerId), 0);
}

/** Makes a database one of the first version: without the tables added since. */
export const AS_FIRST_VERSION = [
  ...['guild_membership', 'given_reply', 'kept_question', 'vote', 'day_count', 'taught_version', 'person_key'].map(
    (table) => `drop table ${table}`,
  ),
  'update whence_schema set version = 1',
].join('; ');
