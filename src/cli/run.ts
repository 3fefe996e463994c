import { resolve } from 'node:path';
import { callersFolder } from '../config.ts';
import { UserError } from '../shared/UserError.ts';
import { HELP_OPTION, MISSING_SUBCOMMAND, NO_CACHE_OPTION, noSuchSubcommand } from './strings.ts';

/** Wrong usage: exit code 2 instead of 1. */
export class UsageError extends UserError {
  constructor(message: string) {
    super('usage', message);
  }
}

/** Whether to cache compiled knowledge on disk. `--no-cache` turns it off. */
interface CommonOptions {
  readonly cache: boolean;
}

/** What a command does with its arguments. @returns The exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

/** Runs a command if the file that calls this is the one that was started. Tests import the command instead. */
export async function runIfStarted({ filename }: ImportMeta, run: Command): Promise<void> {
  if (process.argv[1] !== filename) return;
  // `npm run ask -- … | head` closes the pipe early, which is fine.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  process.exitCode = await run(process.argv.slice(2));
}

/**
 * A UserError becomes one sentence on standard error and exit code 1, wrong usage exit code 2. Any other error is a bug
 * and keeps its stack trace.
 */
export function command(main: (args: readonly string[], common: CommonOptions) => Promise<number>): Command {
  return async (args) => {
    try {
      const others = args.filter((arg) => arg !== '--no-cache');
      return await main(others, { cache: others.length === args.length });
    } catch (error) {
      if (!(error instanceof UserError) && !isWrongUsage(error)) throw error;
      console.error(error.message);
      return isWrongUsage(error) ? 2 : 1;
    }
  };
}

/** `parseArgs` throws a TypeError with such a code, for example for unknown options. */
function isWrongUsage(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}

/** A command with subcommands: `npm run knowledge -- check`. */
interface SubcommandSet {
  /** What follows `npm run`. */
  readonly name: string;
  readonly subcommands: Readonly<Record<string, Subcommand>>;
  /** Lines of help about options that several subcommands share. */
  readonly options: readonly string[];
}

/** Runs the subcommand that is named first. Wrong usage prints the help. */
export function commandOf({ name: called, subcommands, options }: SubcommandSet): Command {
  const usage = `Usage: npm run ${called} -- SUBCOMMAND

${Object.entries(subcommands)
  .map(([name, subcommand]) => `  ${name} ${subcommand.usage}\n      ${subcommand.summary}`)
  .join('\n')}

${[...options, NO_CACHE_OPTION, HELP_OPTION].map((line) => `  ${line}`).join('\n')}`;

  return command(async ([name, ...args], common) => {
    if (name === '--help' || args.includes('--help')) {
      console.log(usage);
      return 0;
    }
    const subcommand = name !== undefined && Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
    if (!subcommand) {
      throw wrongUsage(name === undefined ? MISSING_SUBCOMMAND : noSuchSubcommand(name), usage);
    }
    try {
      return await subcommand.run(args, common);
    } catch (error) {
      throw isWrongUsage(error) ? wrongUsage(error.message, usage) : error;
    }
  });
}

const wrongUsage = (problem: string, usage: string): UsageError => new UsageError(`${problem}\n\n${usage}`);

export interface Subcommand {
  /** What follows `npm run COMMAND -- NAME`: `[--json]`. */
  readonly usage: string;
  readonly summary: string;
  /** @param args - Those after the name. @returns The exit code. */
  readonly run: (args: readonly string[], common: CommonOptions) => Promise<number>;
}

/** A path as seen from the folder in which npm was called: npm itself runs scripts in the folder of the package. */
export function fromCallersFolder(path: string): string {
  const folder = callersFolder();
  return folder === undefined ? path : resolve(folder, path);
}

export function printColumns(rows: readonly (readonly (string | number)[])[]): void {
  const texts = rows.map((row) => row.map(String));
  const widths = texts[0]?.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of texts) {
    const cells = row.map((cell, column) => cell.padEnd(widths[column]!));
    console.log(`  ${cells.join('  ').trimEnd()}`);
  }
}
