import type { ChangeKind } from './AnswerVersion.ts';

/** JSON as text, which both databases keep unread and unchanged. */
type Json = string;
/** Milliseconds since 1970. */
type Instant = number;

/**
 * The tables as they stand after all of `migrations.ts`, the same in both databases. Only types that both know:
 * text, integers, JSON as text.
 *
 *     answer ──────────── which version of an answer is the latest
 *       └ answer_version  every version there ever was; only added to
 *     guild_settings, answer_draft, answer_use
 *     revision ────────── one row: counts the writes of answers and settings
 *       └ guild_change    at which of them each server was last changed
 *     whence_schema ───── one row: how many migrations were made
 */
export interface Tables {
  answer: { guild_id: string; answer_id: string; version: number };
  answer_version: {
    guild_id: string;
    answer_id: string;
    version: number;
    kind: ChangeKind;
    content: Json | null;
    editor_id: string;
    editor_name: string;
    at: Instant;
  };
  guild_settings: { guild_id: string; settings: Json };
  answer_draft: {
    id: string;
    guild_id: string;
    editor_id: string;
    answer_id: string;
    expected_version: number;
    kind: ChangeKind;
    content: Json | null;
    at: Instant;
  };
  answer_use: { guild_id: string; answer_id: string; count: number; last_at: Instant };
  revision: { revision: number };
  guild_change: { guild_id: string; revision: number };
  whence_schema: { version: number };
}

/** What is about one server each, and goes when the server goes. */
export const GUILD_TABLES = ['answer', 'answer_version', 'guild_settings', 'answer_draft', 'answer_use'] as const;

/** What a backup holds, beside the schema's version. */
export const BACKUP_TABLES = [...GUILD_TABLES, 'revision', 'guild_change'] as const;
