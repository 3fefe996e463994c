import { UserError } from '../UserError.ts';

/** Wrong usage: exit code 2 instead of 1. */
export class UsageError extends UserError {
  constructor(message: string) {
    super('usage', message);
  }
}

/**
 * Runs a command-line command: what a person did wrong is one sentence on standard error, and exit code 1, or 2 when
 * the command was called wrongly. Anything else is a fault of ours and keeps its stack.
 */
export async function runCommand(main: (args: readonly string[]) => Promise<number>): Promise<void> {
  // `npm run ask -- … | head` closes the pipe early: that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    process.exitCode = await main(process.argv.slice(2));
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
