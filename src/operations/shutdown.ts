import type { Logger } from 'pino';

/** Ends the process in good order on Ctrl+C and on a supervisor's wish; a second wish ends it at once. */
export function stopOnSignal(stop: () => Promise<void>, log: Pick<Logger, 'info' | 'error'>): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({ signal }, 'stopping');
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop in good order');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

/**
 * The last net: whatever no handler caught is logged, and the bot goes on answering. It keeps no state between
 * questions that a failed one could have spoiled.
 */
export function surviveFaults(log: Pick<Logger, 'error'>): void {
  process.on('uncaughtException', (error) => log.error({ err: error }, 'uncaught exception'));
  process.on('unhandledRejection', (reason) => log.error({ err: reason }, 'unhandled rejection'));
}
