import type { Answer } from '../../knowledge/Answer.ts';
import type { Steps } from '../../matching/Steps.ts';
import type { AnswerVersion } from '../../store/AnswerVersion.ts';
import { serverAnswer } from './serverAnswer.ts';

type Curated = ReadonlyMap<string, Answer>;

/** What the latest versions of one server's answers amount to. */
export interface ServerAnswers {
  /** Those that the server has of its own, by id; some take the place of a curated one. */
  readonly own: ReadonlyMap<string, Answer>;
  /** Ids of curated answers that are not given here. */
  readonly hidden: ReadonlySet<string>;
  /** By id of every answer that was ever touched: which of its states this is. */
  readonly states: ReadonlyMap<string, string>;
}

/**
 * @param versions - The latest of each answer. Yields after each.
 * @param before - What was made of earlier ones: what has not changed is taken from there.
 */
export function* serverAnswers(
  versions: readonly AnswerVersion[],
  curated: Curated,
  before?: ServerAnswers,
): Steps<ServerAnswers> {
  const own = new Map<string, Answer>();
  const hidden = new Set<string>();
  const states = new Map<string, string>();
  for (const version of versions) {
    const { answerId, content } = version;
    const state = stateOf(version);
    states.set(answerId, state);
    if (content) {
      const known = before?.states.get(answerId) === state ? before.own.get(answerId) : undefined;
      own.set(answerId, known ?? serverAnswer(version, content, curated.get(answerId)));
    } else if (hidesCurated(version) && curated.has(answerId)) hidden.add(answerId);
    yield;
  }
  return { own, hidden, states };
}

/** Whether a curated answer of this id is no longer given from this version on. */
export function hidesCurated({ content, kind }: Pick<AnswerVersion, 'content' | 'kind'>): boolean {
  return content === null && kind !== 'restore';
}

/** After a backup was restored, a version of the same number can be another one. */
function stateOf({ version, at, editorId }: AnswerVersion): string {
  return `${version} ${at} ${editorId}`;
}

/** Ids of answers that are not in the same state in both. */
export function changedBetween(before: ServerAnswers['states'], after: ServerAnswers['states']): string[] {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].filter((id) => before.get(id) !== after.get(id));
}
