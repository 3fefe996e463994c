/**
 * Another process that looks out for changes, and prints each list of servers that it is told of, until its input ends:
 *
 *     node watch.ts URL
 */
import { openStore } from '../../../src/store/openStore.ts';

const store = await openStore(process.argv[2]!, { onFault: (error) => console.error(error) });
await store.watch((guildIds) => console.log(`changed ${guildIds.join(' ')}`));
console.log('watching');
process.stdin.resume().on('end', () => void store.close());
