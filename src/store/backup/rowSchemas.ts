import { z } from 'zod';
import type { AnswerContent } from '../AnswerContent.ts';
import type { ChangeKind } from '../AnswerVersion.ts';
import type { BACKUP_TABLES, Tables } from '../Tables.ts';

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

/** What the rows of a backup's tables hold, so that whatever is restored can be read afterwards. */
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
  revision: z.object({ revision: whole }),
  guild_change: z.object({ guild_id: text, revision: whole }),
} satisfies { readonly [T in BackupTable]: z.ZodObject & z.ZodType<Tables[T]> };

/** Text that is JSON of that form. */
function jsonOf(schema: z.ZodType) {
  return text.refine((json) => {
    try {
      return schema.safeParse(JSON.parse(json)).success;
    } catch {
      return false;
    }
  });
}
