import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { printColumns, type Subcommand } from '../../src/cli/run.ts';
import { DEVICES } from './devices.ts';
import type { Figures } from './figures.ts';

export const ablate: Subcommand = {
  usage: '',
  summary: 'match the labelled questions without each list, factor and threshold in turn',
  async run(args) {
    parseArgs({ args: [...args], options: {} });
    const rows = [['without', 'first', 'three', 'AUROC', 'direct P', 'direct R', 'channel P', 'channel R', 'false']];
    for (const device of [undefined, ...Object.keys(DEVICES)]) rows.push(rowOf(device, await figuresWithout(device)));
    printColumns(rows);
    return 0;
  },
};

/** In a thread of its own, because lists and numbers are read when a module is loaded. */
async function figuresWithout(device: string | undefined): Promise<Figures> {
  const worker = new Worker(new URL('./measureWithout.ts', import.meta.url), { workerData: device });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(`Nothing was measured without "${device}".`)));
  });
}

function rowOf(device: string | undefined, { top1, top3, auroc, direct, passive, falseAnswers }: Figures): string[] {
  const percent = (share: number | null): string => ((share ?? 0) * 100).toFixed(1);
  const shares = [top1, top3, auroc, direct.precision, direct.recall, passive.precision, passive.recall].map(percent);
  const answered = Object.values(falseAnswers).reduce((sum, one) => sum + one.answered, 0);
  return [device ?? '(nothing)', ...shares, String(answered)];
}
