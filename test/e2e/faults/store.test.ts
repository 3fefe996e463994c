import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inspect, promisify } from 'node:util';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import * as strings from '../../../src/discord/strings.ts';
import { openStore } from '../../../src/store/openStore.ts';
import { isOutage } from '../../../src/store/outages.ts';
import { REASONS } from '../../../src/store/strings.ts';
import { faultsIn, KNOWN, KNOWN_ID, startScene, titleOf } from '../../support/bot.ts';
import { findPostgres, startPostgres, stopPostgres } from '../../support/postgres.ts';
import { freshFolder, openTestStore } from '../../support/stores.ts';
import { ADA, add, contentOf, GUILD } from '../../store/examples.ts';

const programs = findPostgres();

const folder = mkdtempSync(join(tmpdir(), 'whence-postgres-'));
afterAll(() => stopPostgres(folder));

/** A PostgreSQL server that the tests of this file alone may break. The last of them stops it. */
const ownServer = (): Promise<string> => startPostgres(programs!, folder);

function signal(name: NodeJS.Signals): void {
  const postmaster = Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
  for (const pid of [postmaster, ...childrenOf(postmaster)]) {
    try {
      process.kill(pid, name);
    } catch (error) {
      // It has ended meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === '' ? [] : children.split(' ').map(Number);
}

test.skipIf(!programs)(
  'while PostgreSQL is frozen, curated answers go on and changes are refused; afterwards everything saved is there',
  async () => {
    const url = await ownServer();
    const { playground, keep, store, log } = await startScene({ databaseUrl: url });
    await keep({ rules: contentOf('rules') });
    const mo = playground.addMember('mo', { permissions: 1n << 5n });
    const ada = playground.addMember('ada');
    await mo.opens('answer add');
    const preview = (await mo.submits({ title: 'Who helps?', questions: 'who helps here', body: 'Ask in #help.' }))!;
    signal('SIGSTOP');
    // Also if the test fails: the bot could not stop.
    onTestFinished(() => signal('SIGCONT'));
    const clicked = mo.clicks('Publish', preview);
    // Nobody has asked on this server yet, so its settings and answers are still in the database.
    expect((await ada.asks(`@Whence ${KNOWN}`, { timeoutMs: 60_000 })).text).toContain(titleOf(KNOWN_ID));
    // Long before the statement is given up, after 30 seconds; a new connection is after five.
    expect(inspect(log, { depth: 4 })).not.toContain('has not answered');
    expect((await ada.runs('ask', { question: KNOWN })).text).toContain(titleOf(KNOWN_ID));
    await clicked;
    await expect.poll(() => mo.sees().at(-1)?.text, { timeout: 60_000 }).toBe(strings.STORE_GONE);
    signal('SIGCONT');
    // What was refused has not happened; the draft is still there, and so is everything that was acknowledged.
    await expect
      .poll(async () => (await store.current(playground.guild.id)).map(({ answerId }) => answerId), { timeout: 60_000 })
      .toEqual(['rules']);
    expect((await mo.clicks('Publish', preview))?.text).toContain('Published');
    expect((await store.current(playground.guild.id)).map(({ answerId }) => answerId)).toEqual(['rules', 'who-helps']);
  },
);

test.skipIf(!programs)(
  'a statement that a frozen PostgreSQL does not answer fails, and the next one succeeds',
  async () => {
    const url = await ownServer();
    const store = await openTestStore(url, { answerWithinMs: 2_000 });
    await store.write(GUILD, [add('rules')], ADA);
    signal('SIGSTOP');
    await expect(store.current(GUILD)).rejects.toThrow('PostgreSQL has not answered within 2000 ms.');
    signal('SIGCONT');
    await expect.poll(() => store.current(GUILD).catch(() => []), { timeout: 60_000 }).toHaveLength(1);
  },
);

test.skipIf(!programs)(
  'a PostgreSQL that has gone away costs a moderator one clear sentence, and is counted',
  async () => {
    const url = await ownServer();
    const { playground } = await startScene({ databaseUrl: url });
    const statements: string[] = [];
    const onQuery = (_ms: number, hasFailed: boolean) => statements.push(hasFailed ? 'failed' : 'done');
    const store = await openTestStore(url, { onQuery });
    const mo = playground.addMember('mo', { permissions: 1n << 5n });
    await mo.runs('answer list');
    signal('SIGINT');
    await expect.poll(async () => (await mo.runs('answer list')).text, { timeout: 60_000 }).toBe(strings.STORE_GONE);
    statements.length = 0;
    // Whether the connection is refused, reset or ended by the server depends on the moment.
    expect(isOutage(await store.current(GUILD).catch((error: unknown) => error))).toBe(true);
    expect(statements).toEqual(['failed']);
    expect((await playground.addMember('ada').asks(`@Whence ${KNOWN}`)).text).toContain(titleOf(KNOWN_ID));
  },
);

const isRoot = process.getuid?.() === 0;

/** A disk of 2 MiB. */
async function smallDisk(): Promise<string> {
  const disk = freshFolder();
  await promisify(execFile)('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]);
  onTestFinished(async () => void (await promisify(execFile)('umount', ['-l', disk])));
  return disk;
}

/** Fills a disk up to so many bytes. @returns Empties it again. */
function fill(disk: string, room = 0): () => void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize - room));
  return () => rmSync(join(disk, 'filler'));
}

const isOwnDisk = isRoot && process.platform === 'linux';

test.skipIf(!isOwnDisk)(
  'a disk that is full when the database is upgraded leaves it as it was, and no part of a copy',
  async () => {
    const disk = await smallDisk();
    const file = join(disk, 'whence.db');
    const database = new DatabaseSync(file);
    database.exec(readFileSync(join(import.meta.dirname, '../../store/schemas/v1.sql'), 'utf8'));
    database.exec('create table large (it); insert into large values (zeroblob(600000))');
    database.close();
    const before = readdirSync(disk);
    const makeRoom = fill(disk, 300_000);
    await expect(openStore(file)).rejects.toMatchObject({
      code: 'database-unusable',
      message: expect.stringContaining(REASONS.FULL),
    });
    makeRoom();
    expect(readdirSync(disk)).toEqual(before);
    const copies: string[] = [];
    await (await openTestStore(file, { onCopy: (copy) => copies.push(copy) })).close();
    expect(copies).toHaveLength(1);
  },
);

test.skipIf(!isOwnDisk)('a disk that is read-only is said to be the reason', async () => {
  const disk = await smallDisk();
  await (await openTestStore(join(disk, 'old.db'))).close();
  await promisify(execFile)('mount', ['-o', 'remount,ro', disk]);
  for (const name of ['old.db', 'new.db']) {
    await expect(openStore(join(disk, name))).rejects.toMatchObject({
      code: 'database-unusable',
      message: expect.stringContaining(REASONS.CANTOPEN),
    });
  }
});

test.skipIf(!isOwnDisk)(
  'on a full disk nothing half-written stays, the moderator is told, and answers go on',
  async () => {
    const disk = await smallDisk();
    const { playground, log, store } = await startScene({ databaseUrl: join(disk, 'whence.db') });
    const mo = playground.addMember('mo', { permissions: 1n << 5n });
    await store.write(playground.guild.id, [add('rules')], ADA);
    const makeRoom = fill(disk);
    const large = add('large');
    const content = { ...contentOf('large'), body: 'x'.repeat(100_000) };
    await expect(store.write(playground.guild.id, [{ ...large, content }], ADA)).rejects.toMatchObject({ errcode: 13 });
    await mo.opens('answer add');
    const told = await mo.submits({
      title: 'Where are the rules?',
      questions: 'rules of the server',
      body: 'They are in #rules. '.repeat(150),
    });
    expect(told?.text).toContain(strings.STORE_GONE);
    expect(told?.text).toContain('Here is your text so you can paste it back in');
    expect((await mo.asks(`@Whence ${KNOWN}`)).text).toContain(titleOf(KNOWN_ID));
    expect(faultsIn(log)).not.toEqual([]);
    makeRoom();
    expect((await store.current(playground.guild.id)).map(({ answerId }) => answerId)).toEqual(['rules']);
    expect(await store.write(playground.guild.id, [{ ...large, content }], ADA)).toBeDefined();
  },
);

test('a folder that nobody can create is refused with one sentence', async () => {
  await expect(openStore('/proc/nope/w.db')).rejects.toMatchObject({
    name: 'UserError',
    code: 'database-unusable',
    message: expect.stringMatching(/^[^\n]*\/proc\/nope\/w\.db[^\n]*\.$/),
  });
});
