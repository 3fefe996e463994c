import type { Logger } from 'pino';
import { SingleFlight } from '../shared/concurrency.ts';
import type { Log } from '../shared/Log.ts';

/**
 * Stops the process cleanly on SIGINT (Ctrl+C) and SIGTERM. A second signal ends it at once.
 *
 * @param hasParent - Whether a process of ours has started this one. It gets signals from there as well as, for example,
 *   from the terminal, so a second one means nothing; and it stops when that process is gone. Default: false.
 */
export function stopOnSignal(
  stop: () => Promise<void>,
  log: Pick<Logger, 'info' | 'error'>,
  { hasParent = false }: { readonly hasParent?: boolean } = {},
): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals | 'disconnect'): void => {
    if (isStopping && hasParent) return;
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({ signal }, 'stopping');
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  if (hasParent) process.on('disconnect', () => onSignal('disconnect'));
}

/** Does some work on each SIGHUP, once at a time; one that comes meanwhile is followed by another turn. */
export function onHangUp(work: () => Promise<void>, log: Log): void {
  const working = new SingleFlight(() =>
    work().catch((error: unknown) => log.error({ err: error }, 'could not reload')),
  );
  process.on('SIGHUP', () => void working.run());
}

/**
 * Logs errors that no handler caught, and lets the bot keep running. That is safe because it keeps no state between
 * questions that a failed one could have corrupted.
 */
export function surviveFaults(log: Pick<Logger, 'error'>): void {
  process.on('uncaughtException', (error) => log.error({ err: error }, 'uncaught exception'));
  process.on('unhandledRejection', (reason) => log.error({ err: reason }, 'unhandled rejection'));
}
