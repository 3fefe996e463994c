/**
 * Runs scripts of package.json at the same time: `node tools/runTogether.ts check unit`. What the last one prints is seen
 * as it comes, what the others print once they have ended. Fails when one of them does.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

const names = process.argv.slice(2);

async function run(name: string, isShown: boolean): Promise<{ name: string; code: number | null; printed: string }> {
  const child = spawn(`node --run ${name} 2>&1`, {
    shell: true,
    stdio: ['ignore', isShown ? 'inherit' : 'pipe', 'inherit'],
  });
  const [[code], printed] = await Promise.all([once(child, 'close'), child.stdout ? text(child.stdout) : '']);
  return { name, code: code as number | null, printed };
}

const ended = await Promise.all(names.map((name, index) => run(name, index === names.length - 1)));
for (const { printed } of ended) process.stdout.write(printed);
const failed = ended.filter(({ code }) => code !== 0).map(({ name }) => name);
if (failed.length > 0) {
  console.error(`Failed: ${failed.map((name) => `npm run ${name}`).join(', ')}`);
  process.exitCode = 1;
}
