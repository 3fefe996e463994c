import { readFileSync } from 'node:fs';
import { type BotName, startBotProcess } from './bots.ts';
import { figure, median } from './measure.ts';

const ROUNDS = 5;
/** Whence as `npm start` starts it. */
const PROGRAMS: Record<BotName, string[]> = { echo: ['tools/bench/echoBot.ts'], whence: startCommand().slice(1) };

/** From starting the process until the bot is READY on Discord, and its memory at rest some seconds later. */
export async function startup(): Promise<void> {
  const bots: Record<BotName, { startMs: number[]; rssMiB: number[] }> = {
    echo: { startMs: [], rssMiB: [] },
    whence: { startMs: [], rssMiB: [] },
  };
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ['echo', 'whence'] as const) {
      const bot = await startBotProcess(PROGRAMS[name]);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      bots[name].startMs.push(bot.startMs);
      bots[name].rssMiB.push(bot.rssMiB());
      await bot.stop();
    }
  }
  for (const name of ['echo', 'whence'] as const) {
    console.log(
      `${name}: start to ready ${figure(median(bots[name].startMs))} ms, at rest ${figure(median(bots[name].rssMiB))} MiB`,
    );
  }
  const more = median(bots.whence.rssMiB) - median(bots.echo.rssMiB);
  console.log(`whence needs ${figure(more)} MiB more than the echo bot (medians of ${ROUNDS} starts)`);
}

function startCommand(): string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    scripts: { start: string };
  };
  return scripts.start.split(' ');
}
