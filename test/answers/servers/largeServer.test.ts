import { expect, test } from 'vitest';
import { liveness } from '../../../tools/bench/matching/liveness.ts';
import { manyAnswers } from '../../../tools/bench/servers/examples.ts';
import { accepted, ADA, curated, GUILD, openScene, RULES, written } from '../../support/editing.ts';

/** How long it may take on a machine that does other things too; `npm run bench -- servers` measures how long it does. */
const GENEROUS_HOLD_MS = 5_000;

test('the largest server that there can be is opened and edited while others are served', async ({ annotate }) => {
  const { store, books, editing, ask } = await openScene();
  await store.write(GUILD, manyAnswers(curated, 1_990, 10, 1), ADA);
  const opened = await liveness(() => books.of(GUILD));
  const proposed = await liveness(async () => {
    const { draftId } = accepted(await editing.drafts.propose(ADA, { expectedVersion: 0 }, RULES));
    written(await editing.drafts.publish(ADA, draftId));
  });
  expect(await ask(GUILD, 'what is forbidden here')).toBe('where-are-the-rules');
  for (const [what, { liveMs, longestHoldMs }] of Object.entries({ opened, proposed })) {
    await annotate(`${what} in ${Math.round(liveMs)} ms, longest hold ${Math.round(longestHoldMs)} ms`);
    expect(longestHoldMs).toBeLessThan(GENEROUS_HOLD_MS);
  }
}, 120_000);
