import type { Transaction } from 'kysely';
import { z } from 'zod';
import { inBatches } from '../shared/concurrency.ts';
import type { BACKUP_TABLES, Tables } from './schema.ts';
import type { AnswerContent, ChangeKind } from './Store.ts';

/** Some rows of a table. */
export type Page<T extends keyof Tables> = readonly Tables[T][];

/** Replaces all rows of these tables with those of another database, read page by page. */
export async function replaceRows<T extends keyof Tables>(
  trx: Transaction<Tables>,
  tables: readonly T[],
  pagesOf: (table: T) => AsyncIterable<Page<T>> | Iterable<Page<T>>,
): Promise<void> {
  for (const table of tables) {
    await trx.deleteFrom(table).execute();
    for await (const page of pagesOf(table)) {
      for await (const rows of inBatches(page)) await insert(trx, table, rows);
    }
  }
}

async function insert(trx: Transaction<Tables>, table: keyof Tables, rows: Page<keyof Tables>): Promise<void> {
  await trx.insertInto(table).values(rows).execute();
}

type BackupTable = (typeof BACKUP_TABLES)[number];

const text = z.string();
const whole = z.int();
const kind = z.enum(['add', 'edit', 'remove', 'restore', 'import'] satisfies ChangeKind[]);

const contentSchema = z.object({
  title: text,
  questions: z.array(text),
  body: text,
  sources: z.array(text),
  reviewBy: text.exactOptional(),
}) satisfies z.ZodType<AnswerContent>;

const content = jsonOf(contentSchema).nullable();
const settings = jsonOf(z.object({ editorRoleIds: z.array(text).optional(), logChannelId: text.nullish() }));

/** What the rows of a backup must look like, so that everything restored can be read afterwards. */
export const ROW_SCHEMAS = {
  answer: z.object({ guild_id: text, answer_id: text, version: whole }),
  answer_version: z.object({
    guild_id: text,
    answer_id: text,
    version: whole,
    kind,
    content,
    editor_id: text,
    editor_name: text,
    at: whole,
  }),
  guild_settings: z.object({ guild_id: text, settings }),
  answer_draft: z.object({
    id: text,
    guild_id: text,
    editor_id: text,
    answer_id: text,
    expected_version: whole,
    kind,
    content,
    at: whole,
  }),
  answer_use: z.object({ guild_id: text, answer_id: text, count: whole, last_at: whole }),
  guild_membership: z.object({ guild_id: text, bot_id: text, left_at: whole.nullable() }),
  revision: z.object({ revision: whole }),
  guild_change: z.object({ guild_id: text, revision: whole }),
} satisfies { readonly [T in BackupTable]: z.ZodObject & z.ZodType<Tables[T]> };

/** Text that is JSON with this schema. */
function jsonOf(schema: z.ZodType) {
  return text.refine((json) => {
    try {
      return schema.safeParse(JSON.parse(json)).success;
    } catch {
      return false;
    }
  });
}
