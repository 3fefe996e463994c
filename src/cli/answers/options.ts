import { asSeenByCaller } from '../asSeenByCaller.ts';
import { UsageError } from '../runCommand.ts';

export const guildOption = { type: 'string' } as const;

export const forceOption = { type: 'boolean', default: false } as const;

/** @throws UsageError when it is missing or cannot be Discord's number of a server. */
export function guildIn(guild: string | undefined): string {
  if (guild === undefined) throw new UsageError('--guild is missing: give the number of the server.');
  if (/^\d{17,20}$/.test(guild)) return guild;
  throw new UsageError(`--guild is "${guild}" but must be the number of a server, such as 80351110224678912.`);
}

/** @returns the file as whoever named it sees it. @throws UsageError unless there is one. */
export function fileIn(positionals: readonly string[], usage: string): string {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new UsageError(`${usage.split(' ')[0]} takes one file: npm run answers -- ${usage}`);
  return asSeenByCaller(file);
}
