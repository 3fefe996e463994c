/**
 * Whence in a process of its own, at a time that the parent process sets, to measure its memory over a simulated day. Started
 * with the id and the settings of the server as its argument.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openBook } from '../../../src/answers/openBook.ts';
import { openApp } from '../../../src/app.ts';
import { loadConfig } from '../../../src/config.ts';
import { startBot } from '../../../src/discord/startBot.ts';
import type { SettingsChange } from '../../../src/store/Store.ts';
import { TestClock } from '../../../test/support/TestClock.ts';

/** What the parent asks for. */
export type DayRequest = { readonly advanceMs: number } | 'measure' | 'leak';

/** In bytes, after a garbage collection, the least of some samples. */
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
  else if (request === 'leak') leaked.push(Array.from({ length: 2 ** 17 }, () => leaked.length + 0.5));
  else clock.advance(request.advanceMs);
});

/** What the parent plants, to see whether it would notice: 1 MiB each. */
const leaked: number[][] = [];

const SAMPLES = 3;

/**
 * The last resort before running out of memory is the only collection that also drops compiled code and other things that
 * V8 keeps to be fast. An ordinary one drops them once they are old: 5 MiB at some hour of the day.
 */
async function measure(): Promise<void> {
  const samples: Memory[] = [];
  for (let count = 0; count < SAMPLES; count++) {
    globalThis.gc!({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    const { heapUsed: heap, rss: resident } = process.memoryUsage();
    samples.push({ heap, resident });
    await nextTurn();
  }
  const least = (of: keyof Memory): number => Math.min(...samples.map((one) => one[of]));
  process.send!({ heap: least('heap'), resident: least('resident') } satisfies Memory);
}

await startBot({ ...app, token, apiUrl, messageContent: true, requestsPerSecond: 1_000_000 });
