import type { Answer } from '../../knowledge/Answer.ts';
import type { Matcher } from '../../matching/Matcher.ts';
import type { Steps } from '../../matching/Steps.ts';
import type { KnowledgeBook } from '../KnowledgeBook.ts';
import { askedByTitle } from '../matchableKnowledge.ts';
import { changedBetween, type ServerAnswers } from './ServerAnswers.ts';
import { ServerBook } from './ServerBook.ts';

/** A server's answers at one time, matched in one layer on the curated ones. Later changes can lie on it. */
export interface Base {
  readonly matcher: Matcher;
  readonly states: ServerAnswers['states'];
}

/**
 * So many changes are laid over the base; with more it is built anew. Building takes 5 ms of work an answer, alone or
 * among others; a layer of changes 35 ms an answer on a base of 2,000 (`npm run bench -- servers`).
 */
const MOST_CHANGES = 50;

/** Everything anew: one layer on the curated answers. */
export function* buildBase(curated: KnowledgeBook, { own, hidden, states }: ServerAnswers): Steps<Base> {
  const matcher = yield* curated.matcher.plus(Array.from(own.values(), askedByTitle), { hides: [...hidden] });
  return { matcher, states };
}

/** Whether to lay what has changed over a base, instead of building another one. */
export function canStandOn(base: Base, { own, states }: ServerAnswers): boolean {
  return own.size > MOST_CHANGES && changedBetween(base.states, states).length <= MOST_CHANGES;
}

/**
 *     changes since   what was changed, removed or hidden after the base was built
 *     base            the server's answers
 *     curated         shared by all servers
 */
export function* layOver(base: Base, curated: KnowledgeBook, answers: ServerAnswers): Steps<ServerBook> {
  const changed = changedBetween(base.states, answers.states);
  if (changed.length === 0) return new ServerBook(curated, answers, base.matcher);
  const given = changed.flatMap((id): readonly Answer[] => {
    // A curated answer that was hidden or replaced lies beneath what hides it: it is given once more, on top.
    const answer = answers.own.get(id) ?? (answers.hidden.has(id) ? undefined : curated.curated.get(id));
    return answer ? [answer] : [];
  });
  const matcher = yield* base.matcher.plus(given.map(askedByTitle), { hides: changed });
  return new ServerBook(curated, answers, matcher);
}
