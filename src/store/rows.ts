import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { OUTCOMES, QUESTION_KINDS, VERDICTS } from './LearningStore.ts';
import { type AnswerContent, type ChangeKind, CHANNEL_MODES } from './records.ts';
import { BACKUP_TABLES, migrate } from './schema.ts';
import { sqliteQueries } from './sqlite.ts';
import { rowOf } from './strings.ts';

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
const texts = jsonOf(z.array(text));
const channelMode = z.enum(CHANNEL_MODES);
const settings = jsonOf(
  z.object({
    editorRoleIds: z.array(text).optional(),
    logChannelId: text.nullish(),
    defaultMode: channelMode.optional(),
    channelModes: z.record(text, channelMode).optional(),
    quietHours: z.object({ from: text, until: text, timeZone: text }).nullish(),
    limits: z.object({ perPerson: whole, perChannel: whole, minutes: whole, repeatMinutes: whole }).optional(),
    unlimitedChannelIds: z.array(text).optional(),
    pictures: z.boolean().optional(),
    questionRetentionDays: whole.optional(),
    proposals: z.boolean().optional(),
  }),
);

/** What columns must hold, beside what their types and constraints say. */
const CONTENTS: Readonly<Partial<Record<(typeof BACKUP_TABLES)[number], z.ZodType>>> = {
  answer_version: z.object({ kind, content }),
  answer_draft: z.object({ kind, content }),
  guild_settings: z.object({ settings }),
  kept_question: z.object({ kind: z.enum(QUESTION_KINDS) }),
  vote: z.object({ verdict: z.enum(VERDICTS) }),
  day_count: z.object({ outcome: z.enum(OUTCOMES) }),
  taught_version: z.object({ questions: texts, not_this: texts }),
};

interface Column {
  readonly name: string;
  readonly type: string;
  /** 0 if it may be null. */
  readonly isNeeded: 0 | 1;
}

const columnsOf = (database: DatabaseSync, table: string) =>
  database
    .prepare(
      'select name, lower(type) as type, "notnull" or pk > 0 as isNeeded from pragma_table_info(?) order by name',
    )
    .all(table) as unknown as Column[];

export async function backupColumns() {
  const fresh = new DatabaseSync(':memory:');
  await migrate(sqliteQueries(fresh));
  return BACKUP_TABLES.map((table) => ({ table, columns: columnsOf(fresh, table) }));
}

type Tables = Awaited<ReturnType<typeof backupColumns>>;

const namesOf = (columns: readonly Column[]): string => columns.map(({ name }) => name).join();

export const hasBackupTables = (database: DatabaseSync, tables: Tables): boolean =>
  tables.every(({ table, columns }) => namesOf(columnsOf(database, table)) === namesOf(columns));

const ANSWER_WITHOUT_VERSION = `
  select * from answer where not exists (
    select 1 from answer_version as one
    where (one.guild_id, one.answer_id, one.version) = (answer.guild_id, answer.answer_id, answer.version)
  )`;

/**
 * Reads every row: SQLite can tell that its pages are intact, but not that the text of an answer is.
 *
 * @returns A name for the first row that cannot be read.
 */
export function nameUnreadable(database: DatabaseSync, tables: Tables): string | undefined {
  for (const { table, columns } of tables) {
    for (const row of database.prepare(`select * from ${table}`).iterate()) {
      const isTyped = columns.every(({ name, type, isNeeded }) => {
        const value = row[name];
        if (value === null) return isNeeded === 0;
        return type === 'text' ? typeof value === 'string' : Number.isSafeInteger(value);
      });
      if (!isTyped || CONTENTS[table]?.safeParse(row).success === false) return rowOf(table, row);
    }
  }
  const lost = database.prepare(ANSWER_WITHOUT_VERSION).get();
  return lost && rowOf('answer', lost);
}

function jsonOf(schema: z.ZodType) {
  return text.refine((json) => {
    try {
      return schema.safeParse(JSON.parse(json)).success;
    } catch {
      return false;
    }
  });
}
