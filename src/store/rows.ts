import { z } from 'zod';
import { OUTCOMES, QUESTION_KINDS, VERDICTS } from './LearningStore.ts';
import { type AnswerContent, type ChangeKind, CHANNEL_MODES } from './records.ts';

const text = z.string();
const whole = z.int();
/** Milliseconds since 1970. */
const instant = z.int();
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

/**
 * The rows of each table, by which a backup is checked. Only types that both databases know: text, integers, and JSON as
 * text.
 *
 *     answer ──────────── which version of an answer is the latest
 *       └ answer_version  every version so far; rows are only added
 *     guild_settings, answer_draft, answer_use
 *     kept_question ───── questions without a right answer, for as long as the server wants
 *     vote, day_count ─── what people say about replies, and how many there were
 *     taught_version ──── phrasings beside answers; rows are only added
 *     person_key ──────── with what people are hashed in these tables
 *     given_reply ─────── the bot's replies of the last day; not in backups
 *     guild_membership ── which bots are in a server, or when they left it
 *     revision ────────── one row: counts the writes of answers and settings
 *       └ guild_change    the revision at which each server was last changed
 *     whence_schema ───── one row: how many migrations have been applied
 */
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
    at: instant,
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
    at: instant,
  }),
  answer_use: z.object({ guild_id: text, answer_id: text, count: whole, last_at: instant }),
  kept_question: z.object({
    guild_id: text,
    id: text,
    kind: z.enum(QUESTION_KINDS),
    text,
    note: text,
    person: text,
    answer_id: text.nullable(),
    at: instant,
    hidden_until: instant,
  }),
  vote: z.object({
    guild_id: text,
    reply_id: text,
    person: text,
    answer_id: text,
    verdict: z.enum(VERDICTS),
    at: instant,
  }),
  day_count: z.object({ guild_id: text, day: text, outcome: z.enum(OUTCOMES), count: whole }),
  taught_version: z.object({
    guild_id: text,
    answer_id: text,
    version: whole,
    questions: texts,
    not_this: texts,
    editor_id: text,
    editor_name: text,
    at: instant,
  }),
  person_key: z.object({ guild_id: text, key: text }),
  given_reply: z.object({
    question_id: text,
    reply_id: text,
    channel_id: text,
    guild_id: text.nullable(),
    asker_id: text,
    for_user_id: text.nullable(),
    answer_id: text.nullable(),
    digest: text.nullable(),
    is_dismissed: whole,
    at: instant,
  }),
  guild_membership: z.object({ guild_id: text, bot_id: text, left_at: instant.nullable() }),
  revision: z.object({ revision: whole }),
  guild_change: z.object({ guild_id: text, revision: whole }),
  whence_schema: z.object({ version: whole }),
};

function jsonOf(schema: z.ZodType) {
  return text.refine((json) => {
    try {
      return schema.safeParse(JSON.parse(json)).success;
    } catch {
      return false;
    }
  });
}
