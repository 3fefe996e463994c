import type { Log } from '../shared/Log.ts';
import { resultCode, SQLITE } from './sqlite.ts';
import { AVAILABLE_AGAIN, NOT_AVAILABLE } from './strings.ts';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: lost connections, too few resources, shutdowns, disks. */
const POSTGRES_OUTAGE = /^(08|53|57P|58)|^25006$/;

const { BUSY, READONLY, IOERR, FULL, CANTOPEN } = SQLITE;
const SQLITE_OUTAGES = new Set<number | undefined>([BUSY, READONLY, IOERR, FULL, CANTOPEN]);

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

const REPEAT_MS = 60_000;

/** When nothing has failed for so long, the database is back. What waits to be written is tried again every five seconds. */
const BACK_AFTER_MS = 10_000;

/**
 * While the database is gone, every message and every timer that needs it fails. This log says so once a minute, with how
 * often something has failed, and when the database is back. Each failure is still there at the level `debug`.
 *
 * @param now - Milliseconds since 1970.
 */
export function logOutages(log: Log, now: () => number): { readonly log: Log; readonly onAnswer: () => void } {
  let outage: { readonly beganAt: number; saidAt: number; lastAt: number; failures: number } | undefined;
  const error: Log['error'] = (context, text) => {
    const { err } = context as { readonly err?: unknown };
    if (!(err instanceof Error) || !isOutage(err)) return log.error(context, text);
    const at = now();
    outage ??= { beganAt: at, saidAt: -Infinity, lastAt: at, failures: 0 };
    outage.lastAt = at;
    outage.failures++;
    log.debug(context, text);
    if (at - outage.saidAt < REPEAT_MS) return;
    outage.saidAt = at;
    log.error({ reason: err.message, failures: outage.failures }, NOT_AVAILABLE);
  };
  return {
    log: {
      error,
      warn: (context, text) => log.warn(context, text),
      info: (context, text) => log.info(context, text),
      debug: (context, text) => log.debug(context, text),
    },
    onAnswer() {
      if (!outage || now() - outage.lastAt < BACK_AFTER_MS) return;
      log.info({ downMs: outage.lastAt - outage.beganAt, failures: outage.failures }, AVAILABLE_AGAIN);
      outage = undefined;
    },
  };
}
