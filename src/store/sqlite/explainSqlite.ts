import { UserError } from '../../UserError.ts';
import { resultCode, SQLITE } from './resultCode.ts';

const NEXT_STEP = 'Put that right, or let DATABASE_URL name another file.';

const BY_RESULT: Readonly<Record<number, string>> = {
  [SQLITE.BUSY]: 'another program holds it',
  [SQLITE.READONLY]: 'it may not be written',
  [SQLITE.IOERR]: 'the disk does not answer as it should',
  [SQLITE.CORRUPT]: 'it is damaged',
  [SQLITE.FULL]: 'the disk is full',
  [SQLITE.CANTOPEN]: 'it is a folder, or its folder may not be used',
  [SQLITE.NOTADB]: 'it is not a database',
};

/** Of Node's own errors, when the folder is made. */
const BY_CODE: Readonly<Record<string, string>> = {
  EACCES: 'its folder may not be written',
  EEXIST: 'its folder is a file',
  ENOENT: 'its folder cannot be made',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'its folder is a file',
  EPERM: 'its folder may not be written',
  EROFS: 'its disk may not be written',
};

/** Tells the operator why a file cannot be used, where that is known. Everything else comes back as it was. */
export function explainSqlite(error: unknown, file: string): unknown {
  if (error instanceof UserError) return error;
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  const why = BY_RESULT[resultCode(error) ?? -1] ?? BY_CODE[code];
  if (why === undefined) return error;
  return new UserError('database-unusable', `The database ${file} cannot be used: ${why}. ${NEXT_STEP}`);
}
