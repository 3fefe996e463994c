import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBotProcess } from './bots.ts';
import { figure, median } from './measure.ts';

const ROUNDS = 5;
const REST_MS = 3_000;
const ROOT = join(import.meta.dirname, '../..');

/** Whence as `npm start` starts it. */
const WHENCE = startCommand().slice(1);

const PROGRAMS = {
  'echo bot': ['tools/bench/echoBot.ts'],
  whence: WHENCE,
  'whence without a cache': [...WHENCE, '--no-cache'],
} as const;

type Program = keyof typeof PROGRAMS;

interface Start {
  readonly startMs: number;
  readonly rssMiB: number;
}

/**
 * How long a process takes until the bot is READY on Discord, how much memory it uses at rest some seconds later, and
 * how long a question on the command line takes.
 */
export async function startup(): Promise<void> {
  // Fills the cache, which otherwise the first of the rounds would do.
  await ask();
  await start('whence');

  const starts: Record<Program, Start[]> = { 'echo bot': [], whence: [], 'whence without a cache': [] };
  const askMs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const program of programs) starts[program].push(await start(program));
    askMs.push(await ask());
  }

  const of = (program: Program, figureOf: keyof Start): number => median(starts[program].map((one) => one[figureOf]));
  for (const program of programs) {
    const ratio = of(program, 'startMs') / of('echo bot', 'startMs');
    const more = of(program, 'rssMiB') - of('echo bot', 'rssMiB');
    console.log(
      `${program}: ready after ${figure(of(program, 'startMs'))} ms, ${figure(of(program, 'rssMiB'))} MiB at rest` +
        (program === 'echo bot' ? '' : `; ${figure(ratio)} times the echo bot, and ${figure(more)} MiB more`),
    );
  }
  console.log(`npm run --silent ask -- "…": ${figure(median(askMs))} ms (all are medians of ${ROUNDS} rounds)`);
}

const programs = Object.keys(PROGRAMS) as Program[];

async function start(program: Program): Promise<Start> {
  const bot = await startBotProcess(PROGRAMS[program]);
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const rssMiB = bot.rssMiB();
  await bot.stop();
  return { startMs: bot.startMs, rssMiB };
}

/** The whole process, npm included. */
async function ask(): Promise<number> {
  const begin = performance.now();
  const child = spawn('npm', ['run', '--silent', 'ask', '--', 'which model is chatgpt based on'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`npm run ask ended with ${code}`);
  return performance.now() - begin;
}

function startCommand(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ');
}
