import type { AnswerVersion } from '../../store/Store.ts';
import type { KnowledgeBook } from '../KnowledgeBook.ts';
import { UserError } from '../../shared/UserError.ts';
import type { Person } from './types.ts';

export function noSuchAnswer(answerId: string): UserError {
  return new UserError(
    'no-such-answer',
    `This server has no answer "${answerId}", or not any more. Pick one from the list that appears while typing.`,
  );
}

/**
 * Why there is no answer of this id on a server.
 *
 * @param latest - The version that took it away, if there was one.
 */
export function notThere(answerId: string, latest: AnswerVersion | undefined, curated: KnowledgeBook): UserError {
  if (latest) {
    const what = curated.curated.has(answerId) ? 'is hidden on this server' : 'was removed from this server';
    return new UserError('no-such-answer', `"${answerId}" ${what}. Type /answer restore to bring it back.`);
  }
  return curated.answer(answerId) ? madeAnswer(answerId) : noSuchAnswer(answerId);
}

function madeAnswer(answerId: string): UserError {
  return new UserError(
    'made-answer',
    `"${answerId}" is made from the facts about models, and is the same on every server. Add an answer of your own to the question instead.`,
  );
}

export function noSuchDraft(): UserError {
  return new UserError(
    'no-such-draft',
    'That draft is not here any more. Begin again with /answer add or /answer edit.',
  );
}

export function noSuchVersion(answerId: string, version: number): UserError {
  return new UserError(
    'no-such-version',
    `There is no version ${version} of "${answerId}" to go back to. See /answer history for those that there are.`,
  );
}

/** Between reading and writing. */
export function changedMeanwhile(latest: AnswerVersion | undefined): UserError {
  const who = latest ? `${latest.editorName} has changed it` : 'Somebody has changed it';
  return new UserError('changed-meanwhile', `${who} at the same moment. Look at it, and try again.`);
}

export function changedSince({ answerId, version, editorName, editorId }: AnswerVersion, person: Person): UserError {
  const who = editorId === person.id ? 'You have' : `${editorName} has`;
  return new UserError(
    'changed-since',
    `${who} changed "${answerId}" since: it is at version ${version}. See /answer history before you bring anything back.`,
  );
}
