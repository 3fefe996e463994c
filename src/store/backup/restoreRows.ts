import type { Transaction } from 'kysely';
import { UserError } from '../../UserError.ts';
import { replaceRows } from '../replaceRows.ts';
import { GUILD_TABLES, type Tables } from '../Tables.ts';
import type { BackupFile } from './BackupFile.ts';

/**
 * Puts a backup in place of everything. Revisions are not taken from it: they go on growing where they are, as other
 * processes count by them.
 *
 * @returns the servers that have changed: all that are in the backup, and all that were there before.
 * @throws UserError `store-not-empty` unless forced
 */
export async function restoreRows(
  trx: Transaction<Tables>,
  backup: BackupFile,
  isForced: boolean,
): Promise<readonly string[]> {
  if (!isForced) await refuseToOverwrite(trx);
  const before = await trx.selectFrom('guild_change').select('guild_id').execute();
  await replaceRows(trx, GUILD_TABLES, (table) => backup.pages(table));
  const after = [...backup.pages('guild_change')].flat();
  return [...new Set([...before, ...after].map(({ guild_id }) => guild_id))];
}

async function refuseToOverwrite(trx: Transaction<Tables>): Promise<void> {
  for (const table of GUILD_TABLES) {
    const row = await trx.selectFrom(table).select('guild_id').limit(1).executeTakeFirst();
    if (!row) continue;
    throw new UserError(
      'store-not-empty',
      'The store already holds answers, settings or counts, and restoring would replace them all. ' +
        'Make a backup of it first, and then restore with --force.',
    );
  }
}
