import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { format } from 'node:util';
import { vi } from 'vitest';
import type { Command } from '../../src/cli/run.ts';

/** The repository's root. */
export const ROOT = join(import.meta.dirname, '../..');

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Added to PATH and HOME alone: what this machine's environment says must not change a test. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** The root of the checkout to run in. */
  readonly cwd?: string;
}

/** Starts a program of ours as npm does, in a process of its own. `file` is relative to the root. */
export function start(
  file: string,
  args: readonly string[] = [],
  { env = {}, cwd = ROOT }: RunOptions = {},
): ChildProcess {
  return spawn(process.execPath, ['-r', './src/preload.cjs', file, ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: 'pipe',
  });
}

/** Runs a program of ours to its end. */
export async function run(file: string, args: readonly string[] = [], options: RunOptions = {}): Promise<Run> {
  const child = start(file, args, options);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  child.stdin?.end(options.input ?? '');
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: stdout(), stderr: stderr() };
}

/**
 * Runs a command of ours in this process, which takes a fraction of the time of a new one. Tests of one file run one
 * after the other, so what is printed meanwhile is the command's.
 */
export async function runHere(command: Command, args: readonly string[], { env = {} }: RunOptions = {}): Promise<Run> {
  const printed = { stdout: '', stderr: '' };
  const collectInto =
    (name: keyof typeof printed) =>
    (...values: unknown[]): void => {
      printed[name] += `${format(...values)}\n`;
    };
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(collectInto('stdout')),
    vi.spyOn(console, 'error').mockImplementation(collectInto('stderr')),
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      printed.stdout += String(chunk);
      return true;
    }),
  ];
  for (const [name, value] of Object.entries({ INIT_CWD: undefined, ...env })) vi.stubEnv(name, value);
  try {
    return { code: await command(args), ...printed };
  } finally {
    vi.unstubAllEnvs();
    for (const spy of spies) spy.mockRestore();
  }
}

/** Resolves with what was printed once `pattern` matches it; rejects when the program ends before. */
export function untilPrinted(child: ChildProcess, pattern: RegExp): Promise<string> {
  const printed = collect(child.stdout);
  const complained = collect(child.stderr);
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => pattern.test(printed()) && resolve(printed()));
    child.once('close', (code) =>
      reject(new Error(`ended with ${code} before printing ${pattern}: ${printed()}${complained()}`)),
    );
  });
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: string[] = [];
  stream?.setEncoding('utf8');
  stream?.on('data', (chunk: string) => chunks.push(chunk));
  return () => chunks.join('');
}
