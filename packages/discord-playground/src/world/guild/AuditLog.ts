/** What a server's audit log says: who changed what, and why. */
import type { APIAuditLogEntry, AuditLogEvent } from 'discord-api-types/v10';
import { snowflake } from './accounts.ts';

/** Something for the log, apart from who did it. */
export interface AuditDraft {
  readonly action: AuditLogEvent;
  /** The id of what was changed. */
  readonly targetId: string | null;
  readonly changes?: readonly AuditChange[];
  readonly options?: Readonly<Record<string, string>>;
}

/** One property that was set (`new_value`), changed, or taken away (`old_value`). */
export interface AuditChange {
  readonly key: string;
  readonly old_value?: unknown;
  readonly new_value?: unknown;
}

/** Discord keeps entries for 45 days. This is many times what happens here in one. */
const KEPT = 1_000;

export class AuditLog {
  /** Oldest first. */
  readonly entries: APIAuditLogEntry[] = [];

  add(
    { action, targetId, changes = [], options }: AuditDraft,
    userId: string,
    reason: string | null,
  ): APIAuditLogEntry {
    const entry = {
      id: snowflake(),
      user_id: userId,
      target_id: targetId,
      action_type: action,
      ...(changes.length > 0 && { changes }),
      ...(options && { options }),
      ...(reason !== null && { reason }),
    } as unknown as APIAuditLogEntry;
    this.entries.push(entry);
    if (this.entries.length > KEPT) this.entries.shift();
    return entry;
  }
}

/** The properties in which two states differ. Null and absent are the same. */
export function changesBetween(before: object, after: object): AuditChange[] {
  const [was, is] = [before, after] as [Record<string, unknown>, Record<string, unknown>];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key): AuditChange[] => {
    const [old, now] = [was[key] ?? undefined, is[key] ?? undefined];
    if (JSON.stringify(old) === JSON.stringify(now)) return [];
    return [{ key, ...(old !== undefined && { old_value: old }), ...(now !== undefined && { new_value: now }) }];
  });
}
