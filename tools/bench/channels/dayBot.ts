/**
 * Whence in a process of its own, at a time that the parent process sets, to measure its memory over a simulated day. Started
 * with the id and the settings of the server as its argument.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openApp, openBook } from '../../../src/app.ts';
import { loadConfig } from '../../../src/config.ts';
import { startBot } from '../../../src/discord/startBot.ts';
import type { SettingsChange } from '../../../src/store/Store.ts';
import { TestClock } from '../../../test/support/TestClock.ts';

/** What the parent asks for. */
export type DayRequest = { readonly advanceMs: number } | 'measure';

/** In bytes, after a garbage collection. */
export interface Memory {
  readonly heap: number;
  readonly resident: number;
}

const { guildId, settings } = JSON.parse(process.argv[2]!) as { guildId: string; settings: SettingsChange };
const { token = '', apiUrl, databaseUrl } = loadConfig();
const log = { error: console.error, warn() {}, info() {}, debug() {} };
const clock = new TestClock();
const app = await openApp({ databaseUrl, curated: await openBook(), log, clock });
await app.settings.save(guildId, settings);
process.on('message', (request: DayRequest) => {
  if (request === 'measure') void measure();
  else clock.advance(request.advanceMs);
});

/** Collects twice, because what weak references and finalizers let go of goes with the second collection. */
async function measure(): Promise<void> {
  for (let count = 0; count < 2; count++) {
    globalThis.gc!();
    await nextTurn();
  }
  const { heapUsed: heap, rss: resident } = process.memoryUsage();
  process.send!({ heap, resident } satisfies Memory);
}

await startBot({ ...app, token, apiUrl, messageContent: true, requestsPerSecond: 1_000_000 });
