import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The books of servers: memory, and how long people wait. In processes of their own, so that nothing else is in memory. */
export async function servers(): Promise<void> {
  for (const name of ['many', 'large']) {
    const program = fileURLToPath(new URL(`servers/${name}.ts`, import.meta.url));
    const child = spawn(process.execPath, ['--expose-gc', '--max-semi-space-size=4', program], { stdio: 'inherit' });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`${name} ended with ${code}.`);
  }
}
