import { runCommand, UsageError } from './runCommand.ts';
import type { Subcommand } from './Subcommand.ts';

/** A command that consists of subcommands: `npm run knowledge -- check`. */
export interface SubcommandSet {
  /** What follows `npm run`. */
  readonly command: string;
  readonly subcommands: Readonly<Record<string, Subcommand>>;
  /** Lines about options that all or several subcommands take. */
  readonly options: readonly string[];
}

/** Runs the subcommand that the command line names; wrong usage shows what there is. */
export async function runSubcommands({ command, subcommands, options }: SubcommandSet): Promise<void> {
  const usage = `Usage: npm run ${command} -- SUBCOMMAND

${Object.entries(subcommands)
  .map(([name, subcommand]) => `  ${name} ${subcommand.usage}\n      ${subcommand.summary}`)
  .join('\n')}

${[...options, '--help         print this text'].map((line) => `  ${line}`).join('\n')}`;

  await runCommand(async ([name, ...args]) => {
    if (name === '--help' || args.includes('--help')) {
      console.log(usage);
      return 0;
    }
    const subcommand = name !== undefined && Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
    if (!subcommand) {
      throw wrongUsage(name === undefined ? 'A subcommand is missing.' : `There is no subcommand "${name}".`, usage);
    }
    try {
      return await subcommand.run(args);
    } catch (error) {
      throw error instanceof UsageError || isFromParseArgs(error) ? wrongUsage(error.message, usage) : error;
    }
  });
}

function wrongUsage(problem: string, usage: string): UsageError {
  return new UsageError(`${problem}\n\n${usage}`);
}

function isFromParseArgs(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}
