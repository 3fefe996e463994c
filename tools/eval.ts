import { predict } from './eval/predict.ts';
import { report } from './eval/report.ts';
import { runSubcommands } from '../src/cli/run.ts';

await runSubcommands({ command: 'eval', subcommands: { predict, report }, options: [] });
