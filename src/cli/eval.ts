import { predict } from './eval/predict.ts';
import { runSubcommands } from './runSubcommands.ts';

await runSubcommands({ command: 'eval', subcommands: { predict }, options: [] });
