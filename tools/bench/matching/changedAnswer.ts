import { runCooperatively } from '../../../src/shared/concurrency.ts';
import type { Matchable } from '../../../src/matching/Match.ts';
import type { Matcher } from '../../../src/matching/Matcher.ts';
import { figure, median } from '../measure.ts';
import { type Liveness, liveness } from './liveness.ts';

const ROUNDS = 5;
const CHANGED = 'what does the bench ask of an answer that has just been changed';

/** How long a changed answer takes until it is found, and the longest time that nobody else is served meanwhile. */
export async function changedAnswer(matcher: Matcher, answer: Matchable): Promise<void> {
  const rounds: Liveness[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await liveness(() => change(matcher, answer)));
  console.log(
    `\na changed answer is live after ${figure(median(rounds.map(({ liveMs }) => liveMs)))} ms; ` +
      `longest time the event loop was held ${figure(median(rounds.map(({ longestHoldMs }) => longestHoldMs)))} ms ` +
      `(medians of ${ROUNDS} changes)`,
  );
}

/** On top of all others, in whose place it comes. */
async function change(matcher: Matcher, answer: Matchable): Promise<void> {
  const changed: Matchable = { ...answer, questions: [...answer.questions, CHANGED] };
  const { candidates } = (await runCooperatively(matcher.plus([changed]))).match(CHANGED, 'direct');
  const mine = candidates.filter(({ id }) => id === changed.id);
  if (mine.length !== 1 || candidates[0]?.id !== changed.id) throw new Error(`the changed ${changed.id} is not live`);
}
