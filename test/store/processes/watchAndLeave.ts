/**
 * Another process that looks out for changes, and has nothing else to do:
 *
 *     node watchAndLeave.ts URL
 */
import { openStore } from '../../../src/store/openStore.ts';

const store = await openStore(process.argv[2]!);
await store.watch(() => {});
console.log('watching');
