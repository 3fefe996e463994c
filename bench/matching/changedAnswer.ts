import type { Matchable, Name } from '../../src/matching/Match.ts';
import { Matcher } from '../../src/matching/Matcher.ts';
import { figure, median } from '../measure.ts';
import { type Liveness, liveness } from './liveness.ts';

const ROUNDS = 5;
const CHANGED = 'what does the bench ask of an answer that has just been changed';

/** How long a changed answer takes until it is found, and how long nobody else is served meanwhile. */
export async function changedAnswer(answers: readonly Matchable[], names: readonly Name[]): Promise<void> {
  const rounds: Liveness[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(await liveness(() => changeOneAnswer(answers, names)));
  console.log(
    `\na changed answer is live after ${figure(median(rounds.map(({ liveMs }) => liveMs)))} ms; ` +
      `longest time the event loop was held ${figure(median(rounds.map(({ longestHoldMs }) => longestHoldMs)))} ms ` +
      `(medians of ${ROUNDS} changes)`,
  );
}

/** The only way there is as yet: a new Matcher over all answers. */
function changeOneAnswer([first, ...others]: readonly Matchable[], names: readonly Name[]): void {
  const changed: Matchable = { ...first!, questions: [...first!.questions, CHANGED] };
  const found = Matcher.of([changed, ...others], names).match(CHANGED, 'direct').candidates[0]?.id;
  if (found !== changed.id) throw new Error(`the changed ${changed.id} is not live: ${String(found)} was found`);
}
