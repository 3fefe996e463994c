import { setTimeout as sleep } from 'node:timers/promises';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Member } from 'discord-playground';
import { quantile } from '../eval/figures.ts';
import { messageSource, randomNumbers } from '../../test/support/busyDay.ts';
import { openBook } from '../../src/answers/openBook.ts';
import { type RunningBot, startBotProcess } from './bots.ts';
import { figure, median } from './measure.ts';
import { QUESTIONS } from './questions.ts';
import { soakFile } from './soakFile.ts';

export interface SoakSize {
  readonly messages: number;
  readonly servers: number;
  readonly channels: number;
}

/** What a bot for thousands of servers gets in a day or two. A short try: `--messages 20000 --servers 50 --channels 5`. */
export const SOAK: SoakSize = { messages: 1_000_000, servers: 2_500, channels: 50 };

/** Questions to the bot, among the talk. */
const ASKED_PER_SECOND = 200;
/** Told apart from the rest: just before, garbage was collected, and with it code that V8 had compiled. */
const WARM_UP_SECONDS = 2;
const LATENCY_SECONDS = 10;
/** Longer than the slowest machine takes for all of them. */
const PATIENCE_MS = 600_000;
const REPORTS = 10;

/**
 * A long day: talk in many channels of many servers, and now and then a question. Prints the memory, handles and timers of the
 * bot's process as it goes on, which must not grow once every server has been heard of, then how long a mention waits for its
 * reply at 200 messages a second.
 */
export async function soak({ messages, servers, channels }: SoakSize): Promise<void> {
  const bot = await startBotProcess(['--expose-gc', 'tools/bench/soakBot.ts']);
  try {
    const { playground } = bot;
    const next = messageSource(await openBook(), randomNumbers(16));
    const places: Member[] = [];
    for (let index = 0; index < servers; index++) {
      const guild = index === 0 ? playground.guild : playground.addGuild(`server ${index}`);
      const member = playground.addMember(`member ${index}`, { guild });
      places.push(member);
      for (let more = 1; more < channels; more++) places.push(member.in(guild.addChannel(`channel-${more}`)));
    }
    // Text alone: drawing and sending pictures has a bench of its own.
    for (const { guild, channel } of places) {
      guild.overwrite(channel, playground.bot, { deny: PermissionFlagsBits.AttachFiles });
    }
    await playground.settled();
    console.log(`${servers} servers with ${channels} channels each; rss ${figure(bot.rssMiB())} MiB`);
    const begin = performance.now();
    const every = Math.ceil(messages / REPORTS);
    for (let sent = 1; sent <= messages; sent++) {
      const { text, isMention } = next();
      const member = places[(sent * 7_919) % places.length]!;
      playground.world.post({
        channel: member.channel,
        author: member.user,
        parts: { content: isMention ? `<@${playground.bot.id}> ${text}` : text },
      });
      if (sent % 500 === 0) await playground.settled(1);
      if (sent % every !== 0) continue;
      const perSecond = (sent * 1_000) / (performance.now() - begin);
      console.log(`${sent.toLocaleString('en-US')} messages, ${figure(perSecond)} a second: ${await stateOf(bot.pid)}`);
    }
    // What was sent at full speed must not delay the questions.
    await playground.settled();
    await sleep(1_000);
    await latency(places, bot);
  } finally {
    await bot.stop();
  }
}

/** Asks the bot's process to collect garbage and to count what it holds; it writes a line into the file. */
async function stateOf(pid: number): Promise<string> {
  const file = soakFile(pid);
  process.kill(pid, 'SIGUSR2');
  while (!existsSync(file)) {
    await sleep(50);
    // Throws if the bot has ended.
    process.kill(pid, 0);
  }
  const state = readFileSync(file, 'utf8');
  rmSync(file);
  return state;
}

/**
 * Nobody gives up waiting, so that a question without an answer can be told from one whose answer is late. Where others use
 * the processor as well, the bot may get too little of it to keep up: the last line says how much it had.
 */
async function latency(places: readonly Member[], { playground, pid }: RunningBot): Promise<void> {
  const botId = playground.bot.id;
  const warmingUp: number[] = [];
  const waits: number[] = [];
  const cpuBefore = cpuSecondsOf(pid);
  const asking: Promise<void>[] = [];
  const total = ASKED_PER_SECOND * (WARM_UP_SECONDS + LATENCY_SECONDS);
  const begin = performance.now();
  for (let index = 0; index < total; index++) {
    await sleep(Math.max(0, begin + (index * 1_000) / ASKED_PER_SECOND - performance.now()));
    const start = performance.now();
    const question = `<@${botId}> ${QUESTIONS[index % QUESTIONS.length]!}`;
    const asked = places[(index * 104_729) % places.length]!.asks(question, { timeoutMs: PATIENCE_MS });
    const list = index < ASKED_PER_SECOND * WARM_UP_SECONDS ? warmingUp : waits;
    const answered = (): void => void list.push(performance.now() - start);
    asking.push(asked.then(answered, () => {}));
  }
  const askedFor = (performance.now() - begin) / 1_000;
  await Promise.all(asking);
  const answeredIn = (performance.now() - begin) / 1_000;
  const unanswered = total - warmingUp.length - waits.length;
  console.log(
    `${figure(total / askedFor)} mentions a second, mention to reply: ${summary(waits)} (the first ${WARM_UP_SECONDS} s: ${summary(warmingUp)}); ${unanswered} without an answer\n` +
      `all answered after ${figure(answeredIn)} s, for which the bot had ${figure(cpuSecondsOf(pid) - cpuBefore)} s of a processor`,
  );
}

const summary = (waits: readonly number[]): string =>
  `p50 ${figure(median(waits))} ms, p99 ${figure(quantile(waits, 0.99))} ms`;

/** Linux counts in hundredths of a second: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
