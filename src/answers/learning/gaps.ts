import type { Cooperative } from '../../shared/concurrency.ts';
import type { KeptQuestion } from '../../store/LearningStore.ts';
import type { AnswerBook } from '../AnswerBook.ts';
import { groupAlike, wordingsOf } from './groupAlike.ts';

/** Alike questions of all servers that the curated set doesn't answer. Without ids of servers or people. */
export interface Gap {
  readonly people: number;
  /** The most frequent wordings first, at most five. */
  readonly texts: readonly string[];
  /** Ids of the answers that people chose or called wrong, then of the most likely ones, at most three. */
  readonly nearest: readonly string[];
}

const MAX_TEXTS = 5;
const MAX_NEAREST = 3;

/**
 * What the keepers of the curated set should look into, what most people asked first. Left out is what the set answers
 * by now, unless somebody called the answer wrong; what moderators have put aside; and proposals, which are theirs.
 *
 * @param book - The curated one.
 * @param now - Milliseconds since 1970.
 */
export function* gapsIn(
  questions: readonly KeptQuestion[],
  book: AnswerBook,
  now: number,
): Cooperative<readonly Gap[]> {
  const open = questions.filter(
    ({ kind, text, hiddenUntil }) =>
      kind !== 'proposed' &&
      hiddenUntil <= now &&
      (kind === 'disputed' || book.ask(text, 'direct').decision !== 'answer'),
  );
  yield;
  const topics = yield* groupAlike(
    open.map(({ text }) => text),
    book.matcher,
  );
  const gaps = topics.flat().map((indexes) =>
    gapOf(
      indexes.map((index) => open[index]!),
      book,
    ),
  );
  return gaps.toSorted((one, other) => other.people - one.people);
}

function gapOf(questions: readonly KeptQuestion[], book: AnswerBook): Gap {
  const texts = wordingsOf(questions);
  const chosen = questions.flatMap(({ answerId }) => answerId ?? []);
  const likely = book.ask(texts[0]!, 'direct').candidates.map(({ id }) => id);
  return {
    // A person's hash is another one on each server.
    people: new Set(questions.map(({ person }) => person)).size,
    texts: texts.slice(0, MAX_TEXTS),
    nearest: [...new Set([...chosen, ...likely])].slice(0, MAX_NEAREST),
  };
}
