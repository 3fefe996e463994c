/** The bot of the soak: on SIGUSR2 it collects garbage and writes down what it holds. */
import { renameSync, writeFileSync } from 'node:fs';
import { soakFile } from './soakFile.ts';

const mib = (bytes: number): number => Math.round(bytes / 1024 / 1024);

process.on('SIGUSR2', () => {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const counts = Map.groupBy(process.getActiveResourcesInfo(), (kind) => kind);
  const held = [...counts].map(([kind, all]) => `${all.length} ${kind}`).toSorted();
  const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
  const file = soakFile(process.pid);
  // Whole at once for who waits for it.
  writeFileSync(
    `${file}.new`,
    `rss ${mib(rss)} MiB, heap ${mib(heapUsed)} MiB, external ${mib(external)} MiB; ${held.join(', ')}; ${listeners} listeners`,
  );
  renameSync(`${file}.new`, file);
});

// Afterwards: the signal would end a process that doesn't listen for it yet.
await import('./whenceBot.ts');
