import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Playground } from 'discord-playground';

export type BotName = 'echo' | 'whence';

/** A bot in a process of its own, ready on a playground that runs in this one. */
export interface RunningBot {
  readonly playground: Playground;
  /** From starting the process to READY answered, in milliseconds. */
  readonly startMs: number;
  readonly pid: number;
  /** Resident memory of the bot's process, in MiB. */
  rssMiB(): number;
  stop(): Promise<void>;
}

/** @param program - Arguments of `node`: flags, then the file to run, relative to the repository's root. */
export async function startBotProcess(program: readonly string[]): Promise<RunningBot> {
  const playground = await Playground.start({ botName: 'Whence' });
  const folder = await mkdtemp(join(tmpdir(), 'whence-bench-'));
  const begin = performance.now();
  const child = spawn(process.execPath, [...program], {
    cwd: join(import.meta.dirname, '../..'),
    env: {
      ...process.env,
      DISCORD_TOKEN: playground.token,
      DISCORD_API_URL: playground.apiUrl,
      DATABASE_URL: join(folder, 'whence.db'),
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await Promise.race([playground.botReady(), endedEarly(child, program)]);
  const startMs = performance.now() - begin;
  return {
    playground,
    startMs,
    pid: child.pid!,
    rssMiB: () => residentMiB(child.pid!),
    async stop() {
      child.removeAllListeners('exit');
      child.kill('SIGTERM');
      await once(child, 'exit');
      await playground.stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function endedEarly(child: ChildProcess, program: readonly string[]): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`${program.at(-1)} ended with ${code} before it was ready`);
}

/** `ps` gives KiB on Linux and macOS alike. */
function residentMiB(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}
