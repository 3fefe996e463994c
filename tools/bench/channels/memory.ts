import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Playground } from 'discord-playground';
import type { AnswerBook } from '../../../src/answers/AnswerBook.ts';
import { passDay, startBusyServer } from '../../../test/support/busyDay.ts';
import { figure } from '../measure.ts';
import type { DayRequest, Memory } from './dayBot.ts';

const MEBIBYTE = 2 ** 20;

/** By then, what is loaded when it is first needed has been loaded, and caches of the last minutes are full. */
const FROM_HOUR = 2;

/** What the bot's own process keeps in memory, hour by hour of a simulated day. */
export async function memoryOverDay(book: AnswerBook): Promise<void> {
  const playground = await Playground.start({ botName: 'Whence', messageContent: true });
  const server = startBusyServer(playground);
  const folder = await mkdtemp(join(tmpdir(), 'whence-bench-'));
  const setup = JSON.stringify({ guildId: playground.guild.id, settings: { channelModes: server.channelModes } });
  const child = spawn(process.execPath, ['--expose-gc', join(import.meta.dirname, 'dayBot.ts'), setup], {
    env: {
      ...process.env,
      DISCORD_TOKEN: playground.token,
      DISCORD_API_URL: playground.apiUrl,
      DATABASE_URL: join(folder, 'whence.db'),
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await playground.botReady();
  const ask = (request: DayRequest): boolean => child.send(request);
  const byHour: Memory[] = [];
  let replies = 0;
  playground.watch((change) => {
    if (change.kind === 'messageCreated' && change.message.author === playground.bot) replies++;
  });
  await passDay({
    ...server,
    book,
    advance: (advanceMs) => void ask({ advanceMs }),
    async hourPassed() {
      const measured = once(child, 'message');
      ask('measure');
      byHour.push((await measured)[0] as Memory);
    },
  });
  const settled = byHour.slice(FROM_HOUR - 1);
  const heaps = settled.map(({ heap }) => heap);
  const [first, last] = [heaps[0]!, heaps.at(-1)!];
  const most = Math.max(...heaps.map((heap) => Math.abs(heap / first - 1)));
  console.log(
    `a day of 20,000 messages, ${replies} replies: heap after a collection ${figure(first / MEBIBYTE)} MiB after ${FROM_HOUR} hours, ` +
      `${figure(last / MEBIBYTE)} MiB after 24, at most ${figure(most * 100)} % from the first; ` +
      `resident ${figure(settled[0]!.resident / MEBIBYTE)} and ${figure(settled.at(-1)!.resident / MEBIBYTE)} MiB`,
  );
  child.kill();
  await once(child, 'exit');
  await playground.stop();
  await rm(folder, { recursive: true });
}
