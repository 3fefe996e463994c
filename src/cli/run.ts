import { resolve } from 'node:path';
import { callersFolder } from '../config.ts';
import { UserError } from '../shared/UserError.ts';

/** Wrong usage: exit code 2 instead of 1. */
export class UsageError extends UserError {
  constructor(message: string) {
    super('usage', message);
  }
}

/** What every command takes. */
export interface CommonOptions {
  /** Whether compiled knowledge may be kept on disk and loaded: not with `--no-cache`. */
  readonly cache: boolean;
}

const NO_CACHE = '--no-cache     compile everything anew, and keep nothing on disk';

/**
 * Runs a command-line command: what a person did wrong is one sentence on standard error, and exit code 1, or 2 when
 * the command was called wrongly. Anything else is a fault of ours and keeps its stack.
 */
export async function runCommand(
  main: (args: readonly string[], common: CommonOptions) => Promise<number>,
): Promise<void> {
  // `npm run ask -- … | head` closes the pipe early: that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    const args = process.argv.slice(2);
    const others = args.filter((arg) => arg !== '--no-cache');
    process.exitCode = await main(others, { cache: others.length === args.length });
  } catch (error) {
    if (isWrongUsage(error)) {
      console.error(error.message);
      process.exitCode = 2;
    } else if (error instanceof UserError) {
      console.error(error.message);
      process.exitCode = 1;
    } else {
      throw error;
    }
  }
}

/** `parseArgs` throws a TypeError with such a code for unknown options. */
function isWrongUsage(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}

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

${[...options, NO_CACHE, '--help         print this text'].map((line) => `  ${line}`).join('\n')}`;

  await runCommand(async ([name, ...args], common) => {
    if (name === '--help' || args.includes('--help')) {
      console.log(usage);
      return 0;
    }
    const subcommand = name !== undefined && Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
    if (!subcommand) {
      throw wrongUsage(name === undefined ? 'A subcommand is missing.' : `There is no subcommand "${name}".`, usage);
    }
    try {
      return await subcommand.run(args, common);
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

/** One thing that a command can do: `check` in `npm run knowledge -- check`. */
export interface Subcommand {
  /** What follows `npm run COMMAND -- NAME`: `[--json]`. */
  readonly usage: string;
  /** One line for the list of subcommands. */
  readonly summary: string;
  /**
   * @param args - What follows the name.
   * @returns The exit code.
   */
  readonly run: (args: readonly string[], common: CommonOptions) => Promise<number>;
}

/**
 * The file or folder that somebody means who stands elsewhere: npm runs its scripts in the folder of the package.
 *
 * @example
 * asSeenByCaller('answers.json'); // '/home/ada/answers.json', of who called `npm run` in /home/ada
 */
export function asSeenByCaller(path: string): string {
  const folder = callersFolder();
  return folder === undefined ? path : resolve(folder, path);
}

/** Prints rows of cells below each other, each column as wide as its widest cell. */
export function printColumns(rows: readonly (readonly string[])[]): void {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const widths = rows[0]?.map((_, column) => width(column)) ?? [];
  for (const row of rows)
    console.log(
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd()}`,
    );
}
