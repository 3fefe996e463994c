import { resolve } from 'node:path';
import { callersFolder } from '../config.ts';

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
