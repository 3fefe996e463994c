import { asSeenByCaller } from '../asSeenByCaller.ts';

/** Of every subcommand. */
export const folderOption = { type: 'string' } as const;

/** The folder that was named; else the one in the root of the package, where npm runs its scripts. */
export const folderIn = (folder: string | undefined): string =>
  folder === undefined ? 'knowledge' : asSeenByCaller(folder);
