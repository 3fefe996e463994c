import { check } from './knowledge/check.ts';
import { coverage } from './knowledge/coverage.ts';
import { diffModels } from './knowledge/diffModels.ts';
import { list } from './knowledge/list.ts';
import { show } from './knowledge/show.ts';
import { sources } from './knowledge/sources.ts';
import { stale } from './knowledge/stale.ts';
import type { Subcommand } from './knowledge/Subcommand.ts';
import { runCommand, UsageError } from './runCommand.ts';

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  check,
  list,
  show,
  stale,
  coverage,
  sources,
  'diff-models': diffModels,
};

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
  if (!subcommand) {
    throw wrongUsage(name === undefined ? 'A subcommand is missing.' : `There is no subcommand "${name}".`);
  }
  try {
    return await subcommand.run(args);
  } catch (error) {
    throw error instanceof UsageError || isFromParseArgs(error) ? wrongUsage(error.message) : error;
  }
});

function wrongUsage(problem: string): UsageError {
  return new UsageError(`${problem}\n\n${USAGE}`);
}

function isFromParseArgs(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}
