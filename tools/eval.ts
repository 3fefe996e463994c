import { ablate } from './eval/ablate.ts';
import { predict } from './eval/predict.ts';
import { report } from './eval/report.ts';
import { commandOf, runIfStarted } from '../src/cli/run.ts';

export const evaluation = commandOf({ name: 'eval', subcommands: { predict, report, ablate }, options: [] });

await runIfStarted(import.meta, evaluation);
