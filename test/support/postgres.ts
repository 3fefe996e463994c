import { execFile, spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { chown, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';

/** Where distributions and installers put each version's programs. */
const USUAL_PLACES = ['/usr/lib/postgresql', '/usr/local/opt', '/opt/homebrew/opt'];

const MISSING =
  'No PostgreSQL found. Install the package "postgresql" (apt-get install postgresql), name the folder of its programs in ' +
  'the variable POSTGRES_BIN, or a server in TEST_DATABASE_URL.';

/**
 * The folder of PostgreSQL's programs on this machine. Without one, tests on PostgreSQL are skipped with a message, except
 * where nothing may be skipped.
 *
 * @throws Error when there is none and the variable CI is set.
 */
export function findPostgres(): string | undefined {
  const named = process.env['POSTGRES_BIN'];
  const found = (named === undefined ? likelyFolders() : [named]).find(holdsPostgres);
  if (found !== undefined) return found;
  if (process.env['CI']) throw new Error(MISSING);
  console.warn(`${MISSING} Tests on PostgreSQL are skipped.`);
  return undefined;
}

/**
 * Starts a throw-away server in a folder that exists, reached by a socket there, and resolves with its address. When
 * several processes ask for the same folder, one of them starts it and the others wait, however long that takes.
 *
 * @throws Error when it ends instead of answering, in all of these processes.
 */
export async function startPostgres(programs: string, folder: string): Promise<string> {
  const [ready, failed] = [join(folder, 'ready'), join(folder, 'failed')];
  // Making a folder is what only one of them can do.
  const isFirst = await mkdir(join(folder, 'starting')).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    try {
      await makeAndStart(programs, folder);
    } catch (error) {
      await writeFile(failed, String(error));
      throw error;
    }
    await writeFile(ready, '');
  }
  while (!existsSync(ready)) {
    if (existsSync(failed)) throw new Error(readFileSync(failed, 'utf8'));
    await sleep(25);
  }
  return addressIn(folder);
}

/** Stops the server that `startPostgres` started there, if any did, and removes the folder. */
export async function stopPostgres(folder: string): Promise<void> {
  const pidFile = join(folder, 'data/postmaster.pid');
  if (existsSync(pidFile)) {
    // https://www.postgresql.org/docs/current/server-shutdown.html: SIGQUIT ends it at once, for data nobody needs again.
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGQUIT');
    // A test that failed may have left it frozen.
    process.kill(pid, 'SIGCONT');
    while (existsSync(pidFile)) await sleep(25);
  }
  await rm(folder, { recursive: true, force: true });
}

function likelyFolders(): string[] {
  const installed = USUAL_PLACES.filter((place) => existsSync(place)).flatMap((place) =>
    readdirSync(place)
      .filter((name) => /^(postgresql@)?\d+$/.test(name))
      .toSorted((a, b) => versionOf(b) - versionOf(a))
      .map((name) => join(place, name, 'bin')),
  );
  return [...installed, ...(process.env['PATH'] ?? '').split(delimiter)];
}

function versionOf(name: string): number {
  return Number(/\d+$/.exec(name)?.[0]);
}

function holdsPostgres(folder: string): boolean {
  try {
    for (const program of ['initdb', 'postgres']) accessSync(join(folder, program), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** It keeps its promise to write to disk: only making the cluster does without. */
async function makeAndStart(programs: string, folder: string): Promise<void> {
  const user = await userToRunAs();
  if (user) await chown(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const log = await open(join(folder, 'log'), 'a');
  const run = promisify(execFile);
  await run(
    join(programs, 'initdb'),
    ['--no-sync', '--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C', '-D', data],
    { cwd: folder, ...user },
  );
  await writeFile(join(data, 'pg_hba.conf'), 'local all locked scram-sha-256\nlocal all all trust\n');
  // Not a child of this test's process, which ends before the others are done.
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-k', folder, '-c', 'listen_addresses='], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    ...user,
  });
  server.unref();
  while (!(await answers(addressIn(folder)))) {
    if (server.exitCode !== null)
      throw new Error(`PostgreSQL does not start: ${await readFile(join(folder, 'log'), 'utf8')}`);
    await sleep(25);
  }
  await log.close();
}

/** PostgreSQL refuses to run as root. */
async function userToRunAs(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}

async function idOf(option: '-u' | '-g'): Promise<number> {
  const { stdout } = await promisify(execFile)('id', [option, 'postgres']);
  return Number(stdout);
}

function addressIn(folder: string): string {
  return `postgres:///postgres?${new URLSearchParams({ host: folder, user: 'postgres' }).toString()}`;
}

async function answers(url: string): Promise<boolean> {
  const client = new Client(url);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}
