import { check } from './knowledge/check.ts';
import type { Subcommand } from './knowledge/Subcommand.ts';
import { runCommand, UsageError } from './runCommand.ts';

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = { check };

const USAGE = `Usage: npm run knowledge -- SUBCOMMAND

${Object.entries(SUBCOMMANDS)
  .map(([name, { usage, summary }]) => `  ${name} ${usage}\n      ${summary}`)
  .join('\n')}

  --folder DIR   the curated set to look at (default: knowledge)
  --help         print this text`;

await runCommand(async ([name, ...args]) => {
  if (name === '--help' || args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const subcommand = name !== undefined && Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (subcommand) return subcommand.run(args);
  const problem = name === undefined ? 'A subcommand is missing' : `There is no subcommand "${name}"`;
  throw new UsageError(`${problem}.\n\n${USAGE}`);
});
