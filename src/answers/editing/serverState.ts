import type { Answer } from '../../knowledge/Answer.ts';
import { bareText } from '../../knowledge/checks/text.ts';
import { runCooperatively, type Cooperative } from '../../shared/concurrency.ts';
import { UserError } from '../../shared/UserError.ts';
import type { AnswerVersion, Store } from '../../store/Store.ts';
import { type ServerAnswers, serverAnswers } from '../servers/serverAnswer.ts';
import { LIMITS } from './content.ts';
import { clippedAtWord } from '../../shared/text.ts';

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
  const answers = await runCooperatively(serverAnswers(versions, curated));
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

/** What to do about a phrasing that another answer has, by whether this one can be typed over. */
const NEXT_STEPS = {
  typed: 'Change it here, or take it out there first.',
  'coming back': 'Take it out there first, or choose the version in /answer history and edit it before it comes back.',
};

/**
 * What is wrong with an answer beside the others of its server: a phrasing or title that another one has, whatever its
 * case and punctuation, since nobody could tell which one was meant; more answers or phrasings than a server may have.
 *
 * @param answer - As the server would have it; of its id there may already be another state.
 * @param way - How it gets there: typed into the dialog, or as it once was.
 */
export function* checkAgainstServer(
  answer: Answer,
  state: ServerState,
  way: keyof typeof NEXT_STEPS = 'typed',
): Cooperative<UserError[]> {
  const refusals = checkRoom(answer, state);
  const texts = new Map([...answer.questions, answer.title].map((text) => [bareText(text), text]));
  for (const other of answersGiven(state)) {
    yield;
    if (other.id === answer.id) continue;
    for (const key of new Set([other.title, ...other.questions].map(bareText))) {
      const text = texts.get(key);
      if (text !== undefined) refusals.push(taken(text, text === answer.title, other, NEXT_STEPS[way]));
    }
  }
  return refusals;
}

function taken(text: string, isTitle: boolean, { id, title }: Answer, nextStep: string): UserError {
  const what = `The ${isTitle ? 'title' : 'phrasing'} "${clippedAtWord(text, 100)}" belongs to "${title}" (${id}).`;
  return new UserError('question-taken', `${what} ${nextStep}`);
}

function checkRoom(answer: Answer, { answers, latest, curated }: ServerState): UserError[] {
  // A curated answer that is given again takes no room.
  if (curated.get(answer.id) === answer) return [];
  const isNew = !answers.own.has(answer.id);
  if (isNew && answers.own.size >= LIMITS.answers) {
    const what = `This server has ${LIMITS.answers.toLocaleString('en-US')} answers of its own, and no room for more.`;
    return [new UserError('server-full', `${what} Remove one first.`)];
  }
  let questions = answer.questions.length;
  for (const { answerId, content } of latest.values()) {
    if (answerId !== answer.id) questions += content?.questions.length ?? 0;
  }
  if (questions <= LIMITS.allServerQuestions) return [];
  const most = LIMITS.allServerQuestions.toLocaleString('en-US');
  const what = `With this, all answers of this server have ${questions.toLocaleString('en-US')} phrasings, and ${most} are the most.`;
  return [new UserError('server-full', `${what} Take some out of this one or of others.`)];
}
