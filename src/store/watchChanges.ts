import type { Backend } from './Backend.ts';
import { changesSince, revisionOf } from './revisions.ts';
import type { ChangeListener, Subscription } from './Store.ts';

export interface Watcher extends Subscription {
  /** Runs one check at a time, and another one afterwards if it was called meanwhile. */
  check(): void;
}

/**
 * Calls a listener with the servers that were changed. Call `check` on any sign of a change. It compares revisions, so
 * checking too often does no harm, and the next check makes up for a failed one.
 */
export async function watchChanges(
  backend: Backend,
  listener: ChangeListener,
  onFault: (error: unknown) => void,
): Promise<Watcher> {
  let seen = await revisionOf(backend.db);
  let checking: Promise<void> | undefined;
  let isStale = false;
  let isStopped = false;

  const checkUntilFresh = async (): Promise<void> => {
    while (isStale) {
      isStale = false;
      try {
        const { revision, guildIds } = await changesSince(backend.db, seen);
        seen = revision;
        if (guildIds.length > 0 && !isStopped) await listener(guildIds);
      } catch (error) {
        onFault(error);
      }
    }
  };
  const check = (): void => {
    if (isStopped) return;
    isStale = true;
    checking ??= checkUntilFresh().finally(() => (checking = undefined));
  };

  const otherProcesses = await backend.subscribe(check);
  // Finds what was written before the subscription began.
  check();
  return {
    check,
    async stop() {
      isStopped = true;
      isStale = false;
      await otherProcesses.stop();
      await checking;
    },
  };
}
