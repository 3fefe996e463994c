import { resultCode, SQLITE } from './resultCode.ts';

const BY_RESULT: Readonly<Record<number, string>> = {
  [SQLITE.BUSY]: 'another program holds it',
  [SQLITE.READONLY]: 'it may not be written',
  [SQLITE.IOERR]: 'it is a folder, or its disk does not answer as it should',
  [SQLITE.CORRUPT]: 'it is damaged',
  [SQLITE.FULL]: 'the disk is full',
  [SQLITE.CANTOPEN]: 'it is a folder, or its folder may not be used',
  [SQLITE.NOTADB]: 'it is not a database',
};

/** Of Node's own errors, when a folder is made or a file is renamed. */
const BY_CODE: Readonly<Record<string, string>> = {
  EACCES: 'its folder may not be written',
  EEXIST: 'its folder is a file',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'its folder cannot be made',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'its folder is a file',
  EPERM: 'its folder may not be written',
  EROFS: 'its disk may not be written',
};

/**
 * What is wrong with a file that cannot be used, for somebody who can put it right. `undefined` for what is a fault of
 * ours.
 */
export function whyUnusable(error: unknown): string | undefined {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  return BY_RESULT[resultCode(error) ?? -1] ?? BY_CODE[code];
}
