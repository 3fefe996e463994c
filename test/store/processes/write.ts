/**
 * Another process that uses the store. Prints a line for each write once it was acknowledged:
 *
 *     node write.ts URL GUILD COUNT
 */
import { writeSync } from 'node:fs';
import { openStore } from '../../../src/store/openStore.ts';
import { ADA, change, contentOf } from '../examples.ts';

const [url, guildId, count] = process.argv.slice(2);
const store = await openStore(url!);
for (let version = 1; version <= Number(count); version += 1) {
  const kind = version === 1 ? 'add' : 'edit';
  const content = { ...contentOf(`version ${version}`), body: 'x'.repeat(2_000) };
  // Two answers in one write, so that half of it could be told.
  const result = await store.write(
    guildId!,
    ['left', 'right'].map((id) => change(id, kind, content, version - 1)),
    ADA,
  );
  if (!result) throw new Error('somebody else writes here');
  writeSync(1, `wrote ${version}\n`);
}
await store.close();
