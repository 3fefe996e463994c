import { cpus } from 'node:os';
import { matching } from './matching.ts';
import { reply } from './reply.ts';
import { startup } from './startup.ts';

const BENCHES: Record<string, () => Promise<void>> = { startup, reply, matching };

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`There is no bench called "${unknown[0]}". There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}

console.log(
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${new Date().toISOString().slice(0, 10)}`,
);
for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
  console.log(`\n${name}`);
  await BENCHES[name]!();
}
