import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UserError } from '../../UserError.ts';
import type { Backend } from '../Backend.ts';
import { whyUnusable } from '../sqlite/whyUnusable.ts';
import { type Holdings, holdingsOf } from './Holdings.ts';

/**
 * Writes a backup that is there as a whole or not at all: under another name first, then to the disk, and only then in
 * its place.
 *
 * @throws UserError `backup-exists` unless forced, `backup-in-use`, `backup-not-written`
 */
export async function writeBackup(backend: Backend, file: string, isForced: boolean): Promise<Holdings> {
  const target = resolve(file);
  refuseToOverwrite(target, isForced);
  const folder = dirname(target);
  if (!existsSync(folder)) {
    throw notWritten(`There is no folder ${folder}. Make it, or name a file elsewhere.`);
  }
  const partial = join(folder, `.whence-${randomBytes(4).toString('hex')}.partial`);
  try {
    await backend.copyTo(partial);
    const holdings = countIn(partial);
    await toDisk(partial);
    await rename(partial, target);
    // The new name is an entry of the folder. Windows has no way to ask for this.
    if (process.platform !== 'win32') await toDisk(folder);
    return holdings;
  } catch (error) {
    await rm(partial, { force: true });
    const why = whyUnusable(error);
    if (why === undefined) throw error;
    throw notWritten(`${target} cannot be written: ${why}. Name another file.`);
  }
}

function countIn(file: string): Holdings {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return holdingsOf(database);
  } finally {
    database.close();
  }
}

function refuseToOverwrite(target: string, isForced: boolean): void {
  if (!existsSync(target)) return;
  if (!isForced) {
    throw new UserError('backup-exists', `${target} already exists. Name another file, or replace it with --force.`);
  }
  // Its log would be taken for one of the new file, and spoil it.
  if (existsSync(`${realpathSync(target)}-wal`)) {
    throw new UserError('backup-in-use', `${target} is a database that is in use. Name another file.`);
  }
}

function notWritten(message: string): UserError {
  return new UserError('backup-not-written', message);
}

async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
