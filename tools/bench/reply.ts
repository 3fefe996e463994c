import { PermissionFlagsBits } from 'discord-api-types/v10';
import { UserError } from '../../src/shared/UserError.ts';
import { type BotName, type RunningBot, startBotProcess } from './bots.ts';
import { quantile } from '../eval/figures.ts';
import { figure, median } from './measure.ts';
import { QUESTIONS } from './questions.ts';

const ROUNDS = 5;
const PROGRAMS: Record<BotName, string[]> = { echo: ['tools/bench/echoBot.ts'], whence: ['tools/bench/whenceBot.ts'] };
const WARM_UP = 300;
/** Asked one after the other: how long does a person wait? */
const LATENCY_QUESTIONS = 1_000;
/** Asked with as many as `AT_ONCE` under way: how many can it serve? */
const THROUGHPUT_QUESTIONS = 6_000;
const AT_ONCE = 50;
/** Over so many channels, because discord.js sends one channel's messages one after another. */
const CHANNELS = 10;
/** A thousand times what a reply takes, so that only a question without one fails. */
const MOST_MS = 30_000;

interface Figures {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly perSecond: number;
}

/** From a mention sent to its reply seen, through the gateway and REST, against a bare echo bot in the same run. */
export async function reply(): Promise<void> {
  const rounds: Record<BotName, Figures[]> = { echo: [], whence: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ['echo', 'whence'] as const) {
      const bot = await startBotProcess(PROGRAMS[name]);
      try {
        rounds[name].push(await measure(bot));
      } finally {
        // Without it, the bot would outlive a failed benchmark, and the reader of its output would wait for ever.
        await bot.stop();
      }
    }
  }
  const of = (name: BotName, figureName: keyof Figures): number =>
    median(rounds[name].map((figures) => figures[figureName]));
  for (const name of ['echo', 'whence'] as const) {
    const [p50, p99, perSecond] = (['p50Ms', 'p99Ms', 'perSecond'] as const).map((figureName) =>
      figure(of(name, figureName)),
    );
    console.log(
      `${name}: mention to reply p50 ${p50} ms, p99 ${p99} ms; ${perSecond} replies/s with ${AT_ONCE} under way in ${CHANNELS} channels`,
    );
  }
  console.log(
    `whence / echo: p50 ${figure(of('whence', 'p50Ms') / of('echo', 'p50Ms'))}, ` +
      `throughput ${figure(of('whence', 'perSecond') / of('echo', 'perSecond'))} (medians of ${ROUNDS} rounds)`,
  );
}

/** @throws UserError `no-reply` */
async function measure({ playground }: RunningBot): Promise<Figures> {
  const member = playground.addMember('asker');
  const channels = Array.from({ length: CHANNELS }, (_, index) => playground.guild.addChannel(`bench-${index}`));
  // Text alone: drawing and sending pictures has a bench of its own.
  for (const channel of channels) {
    playground.guild.overwrite(channel, playground.bot, { deny: PermissionFlagsBits.AttachFiles });
  }
  const places = channels.map((channel) => member.in(channel));
  const ask = async (index: number): Promise<void> => {
    const question = QUESTIONS[index % QUESTIONS.length]!;
    await places[index % CHANNELS]!.asks(`@Whence ${question}`, { timeoutMs: MOST_MS }).catch(() => {
      throw new UserError(
        'no-reply',
        `No reply to "${question}" within ${MOST_MS / 1_000} seconds. Remove it from tools/bench/questions.ts if it has no answer.`,
      );
    });
  };

  for (let index = 0; index < WARM_UP; index++) await ask(index);

  const waits: number[] = [];
  for (let index = 0; index < LATENCY_QUESTIONS; index++) {
    const begin = performance.now();
    await ask(index);
    waits.push(performance.now() - begin);
  }

  const begin = performance.now();
  let next = 0;
  const askOn = async (): Promise<void> => {
    while (next < THROUGHPUT_QUESTIONS) await ask(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  const seconds = (performance.now() - begin) / 1_000;
  return { p50Ms: median(waits), p99Ms: quantile(waits, 0.99), perSecond: THROUGHPUT_QUESTIONS / seconds };
}
