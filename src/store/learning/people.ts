import { createHmac, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../rows.ts';

/**
 * A hash of a person's id on one server: the same person can be counted, and has another hash on another server.
 *
 * @param key - Of the server.
 */
export function hashOfPerson(key: string, personId: string): string {
  return createHmac('sha256', key).update(personId).digest('base64url').slice(0, 22);
}

/** The key of a server, made when it is first needed. */
export async function keyOf(db: Kysely<Tables>, guildId: string): Promise<string> {
  const read = () => db.selectFrom('person_key').select('key').where('guild_id', '=', guildId).executeTakeFirst();
  const known = await read();
  if (known) return known.key;
  // Another process may make one at the same moment; then that one counts.
  await db
    .insertInto('person_key')
    .values({ guild_id: guildId, key: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('guild_id').doNothing())
    .execute();
  return (await read())!.key;
}
