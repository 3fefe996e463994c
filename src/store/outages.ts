import { resultCode, SQLITE } from './sqlite.ts';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: lost connections, too few resources, shutdowns, disks. */
const POSTGRES_OUTAGE = /^(08|53|57P|58)|^25006$/;

const SQLITE_OUTAGES: ReadonlySet<number | undefined> = new Set<number>([
  SQLITE.BUSY,
  SQLITE.READONLY,
  SQLITE.IOERR,
  SQLITE.FULL,
  SQLITE.CANTOPEN,
]);

const seen = new WeakSet<Error>();

/** Remembers that an error came from the connection to the database: its code alone could be that of any other socket. */
export function asOutage(error: unknown): unknown {
  if (error instanceof Error) seen.add(error);
  return error;
}

/** Whether an error means that the database is gone for now: unreachable, full, locked or read-only. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (seen.has(error) || /^Connection terminated|connection error and is not queryable/.test(error.message))
    return true;
  const { code } = error as { code?: unknown };
  if (code === 'ERR_SQLITE_ERROR') return SQLITE_OUTAGES.has(resultCode(error));
  // Only errors that PostgreSQL itself reports have a severity.
  return 'severity' in error && typeof code === 'string' && POSTGRES_OUTAGE.test(code);
}
