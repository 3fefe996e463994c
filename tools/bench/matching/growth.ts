import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { printColumns } from '../../../src/cli/run.ts';
import type { Name } from '../../../src/matching/Match.ts';
import { figure } from '../measure.ts';
import { type Engine, ENGINES, fuse, whence } from './engines.ts';

const SMALL = 1_500;
const LARGE = 100_000;
const SIZES = [SMALL, 10_000, LARGE] as const;
const PROGRAM = join(import.meta.dirname, 'growthProcess.ts');

/** What a process is to measure. */
export interface GrowthTask {
  /** The engine's name. */
  readonly engine: string;
  /** How many phrasings to build it over. */
  readonly size: number;
  /** What to recombine them from. */
  readonly phrasings: readonly string[];
  readonly names: readonly Name[];
}

export interface Growth {
  readonly buildMs: number;
  /** What the engine holds once all garbage is gone, without the phrasings themselves. */
  readonly keptMiB: number;
  /** How much larger the process was than before building: after it, or after all questions if that is more. */
  readonly rssMiB: number;
  readonly asked: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

interface Grown extends Growth {
  readonly engine: Engine;
  readonly size: number;
}

/** How time and memory grow with the answers; a fresh process for each engine and size. */
export async function growth(phrasings: readonly string[], names: readonly Name[]): Promise<void> {
  console.log('\ngrowth, phrasings recombined from the curated ones, 20 an answer');
  const grown: Grown[] = [];
  for (const engine of ENGINES) {
    for (const size of SIZES) {
      const measured = await inItsOwnProcess({ engine: engine.name, size, phrasings, names });
      grown.push({ engine, size, ...measured });
    }
  }
  printColumns([
    ['', 'phrasings', 'p50 ms', 'p99 ms', 'asked', 'build ms', 'kept MiB', 'RSS grew by MiB'],
    ...grown.map((row) => [
      row.engine.name,
      row.size.toLocaleString('en-US'),
      ...[row.p50Ms, row.p99Ms, row.asked, row.buildMs, row.keptMiB, row.rssMiB].map(figure),
    ]),
  ]);
  const p50Of = (engine: Engine, size: number): number =>
    grown.find((row) => row.engine === engine && row.size === size)!.p50Ms;
  console.log(
    `  whence is ${figure(p50Of(fuse, SMALL) / p50Of(whence, SMALL))} times faster than fuse.js at 1,500 phrasings, ` +
      `and takes ${figure(p50Of(whence, LARGE) / p50Of(whence, SMALL))} times as long at 100,000 (p50)`,
  );
}

async function inItsOwnProcess(task: GrowthTask): Promise<Growth> {
  const child = fork(PROGRAM, { execArgv: ['--expose-gc'] });
  child.send(task);
  const measured = once(child, 'message') as Promise<[Growth]>;
  const ended = once(child, 'exit').then(() => undefined);
  const [figures] = (await Promise.race([measured, ended])) ?? [];
  if (!figures) throw new Error(`${task.engine} at ${task.size} phrasings ended before it was measured`);
  return figures;
}
