import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Playground } from 'discord-playground';
import type { AnswerBook } from '../../../src/answers/AnswerBook.ts';
import { passDay, startBusyServer } from '../../../test/support/busyDay.ts';
import type { ChannelMode } from '../../../src/store/Store.ts';
import { gatherCrowd } from '../../../test/e2e/channels/crowd.ts';
import { figure } from '../measure.ts';
import type { DayRequest, Memory } from './dayBot.ts';

const MEBIBYTE = 2 ** 20;

/** By then, what is loaded when it is first needed has been loaded, and caches of the last minutes are full. */
const FROM_HOUR = 2;
/** The aim of the day: the heap stays within this share of what it is after {@link FROM_HOUR} hours. */
const MOST_MOVED = 0.1;
/** For how many hours at the end of the day, and then with a leak of 1 MiB an hour, the growth of an hour is measured. */
const TREND_HOURS = 8;

/** By how much the heap grows in an hour: the slope of the line that fits best. */
function growthOf(heaps: readonly number[]): number {
  const middle = (heaps.length - 1) / 2;
  const [products, squares] = heaps.reduce(
    ([product, square], heap, hour) => [product + (hour - middle) * heap, square + (hour - middle) ** 2],
    [0, 0] as [number, number],
  );
  return products / squares;
}

interface Day {
  readonly channelModes: Readonly<Record<string, ChannelMode>>;
  readonly pass: (hours: number, seed: number, hourPassed: () => Promise<void>) => Promise<void>;
}

/** Makes a day on a playground. `advance` moves the bot's clock. */
export type DayMaker = (playground: Playground, advance: (ms: number) => void) => Day;

/** Single messages, most of them from few sentences. */
export const busyDay =
  (book: AnswerBook): DayMaker =>
  (playground, advance) => {
    const server = startBusyServer(playground);
    const pass: Day['pass'] = (hours, seed, hourPassed) =>
      passDay({ ...server, book, hours, seed, advance, hourPassed });
    return { ...server, pass };
  };

/** People who edit, delete, open threads and speak many languages. */
export const crowdedDay: DayMaker = (playground, advance) => {
  let each: () => Promise<void>;
  const crowd = gatherCrowd({ playground, seed: 7, advance, onWritten() {}, hourPassed: () => each() });
  const pass: Day['pass'] = (hours, _seed, hourPassed) => {
    each = hourPassed;
    return crowd.pass(hours);
  };
  return { channelModes: crowd.modes, pass };
};

/**
 * What the bot's own process keeps in memory, hour by hour of a simulated day, and in the hours after it with a leak planted.
 *
 * @throws Error if the heap moves by more than is allowed, or if the leak cannot be told from the day without it
 */
export async function memoryOverDay(name: string, makeDay: DayMaker): Promise<void> {
  const playground = await Playground.start({ botName: 'Whence', messageContent: true });
  let bot: ChildProcess | undefined;
  const ask = (request: DayRequest): void => void bot?.send(request);
  const { channelModes, pass: passHours } = makeDay(playground, (advanceMs) => ask({ advanceMs }));
  const folder = await mkdtemp(join(tmpdir(), 'whence-bench-'));
  const setup = JSON.stringify({ guildId: playground.guild.id, settings: { channelModes } });
  const child = spawn(process.execPath, ['--expose-gc', join(import.meta.dirname, 'dayBot.ts'), setup], {
    env: {
      ...process.env,
      DISCORD_TOKEN: playground.token,
      DISCORD_API_URL: playground.apiUrl,
      DATABASE_URL: join(folder, 'whence.db'),
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  bot = child;
  await playground.botReady();
  let replies = 0;
  playground.watch((change) => {
    if (change.kind === 'messageCreated' && change.message.author === playground.bot) replies++;
  });
  const pass = async (hours: number, seed: number, leaks: boolean): Promise<readonly Memory[]> => {
    const byHour: Memory[] = [];
    await passHours(hours, seed, async () => {
      if (leaks) ask('leak');
      const measured = once(child, 'message');
      ask('measure');
      byHour.push((await measured)[0] as Memory);
    });
    return byHour;
  };
  // Caches have a fixed size, and a day fills most of them: the day after it shows what else grows.
  await pass(24, 13, false);
  replies = 0;
  const day = await pass(24, 14, false);
  const answered = replies;
  const leaking = await pass(TREND_HOURS, 15, true);
  child.kill();
  await once(child, 'exit');
  await playground.stop();
  await rm(folder, { recursive: true });

  const settled = day.slice(FROM_HOUR - 1);
  const heaps = settled.map(({ heap }) => heap);
  const [first, last] = [settled[0]!, settled.at(-1)!];
  const moved = Math.max(...heaps.map((heap) => Math.abs(heap / first.heap - 1)));
  const growth = growthOf(heaps.slice(-TREND_HOURS)) / MEBIBYTE;
  const leak = growthOf(leaking.map(({ heap }) => heap)) / MEBIBYTE;
  const inMiB = (...bytes: number[]): string => bytes.map((one) => (one / MEBIBYTE).toFixed(1)).join(' ');
  console.log(
    `${name}, 20,000 messages and ${answered} replies: heap by hour ${inMiB(...day.map(({ heap }) => heap))} MiB, ` +
      `at most ${figure(moved * 100)} % from hour ${FROM_HOUR} on; resident ${inMiB(first.resident)} and ${inMiB(last.resident)} MiB\n` +
      `growth in an hour: ${growth.toFixed(2)} MiB in the last ${TREND_HOURS}, ${leak.toFixed(2)} MiB in as many with 1 MiB leaked in each`,
  );
  if (moved > MOST_MOVED) throw new Error(`the heap moved by more than ${MOST_MOVED * 100} %`);
  if (leak < growth + 0.5) throw new Error('a leak of 1 MiB an hour would not be seen');
}
