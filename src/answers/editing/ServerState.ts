import type { Answer } from '../../knowledge/Answer.ts';
import type { AnswerVersion } from '../../store/AnswerVersion.ts';
import type { Store } from '../../store/Store.ts';
import { inSlices } from '../inSlices.ts';
import { type ServerAnswers, serverAnswers } from '../servers/ServerAnswers.ts';

/** All that one server has, as the store knows it at one moment. */
export interface ServerState {
  /** The store's, read before all else: what was checked against this state holds while the server is as it was then. */
  readonly revision: number;
  /** The latest version of each answer that was ever touched, by id. */
  readonly latest: ReadonlyMap<string, AnswerVersion>;
  readonly answers: ServerAnswers;
  /** Curated answers by id, whether they are given here or not. */
  readonly curated: ReadonlyMap<string, Answer>;
}

export async function readServerState(
  store: Pick<Store, 'current' | 'revision'>,
  curated: ServerState['curated'],
  guildId: string,
): Promise<ServerState> {
  const revision = await store.revision();
  const versions = await store.current(guildId);
  const answers = await inSlices(serverAnswers(versions, curated));
  return { revision, latest: new Map(versions.map((version) => [version.answerId, version])), answers, curated };
}

/** All answers that members of the server get, its own first. */
export function* answersGiven({ answers, curated }: ServerState): Generator<Answer, void> {
  yield* answers.own.values();
  for (const answer of curated.values()) {
    if (!answers.own.has(answer.id) && !answers.hidden.has(answer.id)) yield answer;
  }
}

/** Whether a new answer may not have this id: it has a history here, or means a curated answer. */
export function isIdTaken({ latest, curated }: ServerState, id: string): boolean {
  return latest.has(id) || curated.has(id);
}
