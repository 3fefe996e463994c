import { UserError } from '../../shared/UserError.ts';
import type { AnswerContent } from '../../store/Store.ts';
import { hidesCurated, type ServerState } from '../servers/serverAnswer.ts';
import type { AnswerEntry, FileEntry, HiddenEntry } from './entries.ts';
import * as strings from './strings.ts';
import { acceptContent } from '../editing/form.ts';

export type PlanEntry = {
  /** Where to find it in the file: `line 12`, `answer 3`. */
  readonly location: string;
  readonly warnings: readonly string[];
} & (
  | Write<'added'>
  | (Write<'changed'> & {
      /** The fields that differ from what the server has. */
      readonly fields: readonly (keyof AnswerContent)[];
    })
  | { readonly outcome: 'hidden'; readonly id: string; readonly expectedVersion: number }
  | { readonly outcome: 'same'; readonly id: string }
  /** Breaks no rule by itself, but somebody has to decide. */
  | { readonly outcome: 'conflict'; readonly id: string; readonly conflict: ConflictKind; readonly why: string }
  | { readonly outcome: 'refused'; readonly id?: string; readonly why: string }
);

export const isWritten = (entry: PlanEntry): entry is Extract<PlanEntry, { outcome: 'added' | 'changed' }> =>
  entry.outcome === 'added' || entry.outcome === 'changed';

interface Write<Kind extends string> {
  readonly outcome: Kind;
  readonly id: string;
  readonly content: AnswerContent;
  readonly expectedVersion: number;
}

/**
 * `phrasing`: another answer has it. The others disappear if the import may overwrite: `removed`, moderators took the
 * answer away here; `changed-since`, the server's version is not the one that was exported; `own-version`, the file hides
 * what moderators wrote here.
 */
type ConflictKind = 'phrasing' | 'removed' | 'changed-since' | 'own-version';

export type Outcome = PlanEntry['outcome'];

export interface ImportTarget {
  readonly guildId: string;
  readonly state: ServerState;
  /** Whether the file wins over what moderators have done since. */
  readonly overwrite: boolean;
}

/** What would become of an entry if it were alone in its file and no phrasing belonged to anybody. */
export function planEntry(entry: FileEntry, target: ImportTarget): PlanEntry {
  if (entry.kind === 'refused') return refusedEntry(entry, entry.why);
  return entry.kind === 'hidden' ? planHidden(entry, target) : planAnswer(entry, target);
}

function planHidden({ location, id }: HiddenEntry, { state, overwrite }: ImportTarget): PlanEntry {
  const existing = state.latest.get(id);
  if (!state.curated.has(id)) return refusedEntry({ location, id }, strings.NOTHING_TO_HIDE);
  if (existing && hidesCurated(existing)) return { location, warnings: [], outcome: 'same', id };
  if (existing?.content && !overwrite) return conflictEntry({ location, id }, 'own-version', strings.REPLACED_HERE);
  return { location, warnings: [], outcome: 'hidden', id, expectedVersion: existing?.version ?? 0 };
}

function planAnswer(entry: AnswerEntry, { guildId, state, overwrite }: ImportTarget): PlanEntry {
  const { location, id, warnings = [] } = entry;
  const content = acceptContent(entry.content);
  if (content instanceof UserError) return refusedEntry(entry, content.message);
  const existing = state.latest.get(id);
  if (!existing?.content) {
    const isCurated = state.curated.has(id);
    const isGone = existing !== undefined && (hidesCurated(existing) || !isCurated);
    if (isGone && !overwrite) {
      return conflictEntry(entry, 'removed', isCurated ? strings.HIDDEN_HERE : strings.REMOVED_HERE);
    }
    return { location, warnings, outcome: 'added', id, content, expectedVersion: existing?.version ?? 0 };
  }
  const fields = differentFields(existing.content, content);
  if (fields.length === 0) return { location, warnings: [], outcome: 'same', id };
  const why = overwrite ? undefined : otherVersion(entry, existing.version, guildId);
  if (why !== undefined) return conflictEntry(entry, 'changed-since', why);
  return { location, warnings, outcome: 'changed', id, content, expectedVersion: existing.version, fields };
}

/** Why the file was not exported from the current version. Another server's version numbers say nothing. */
function otherVersion({ version, guildId }: AnswerEntry, current: number, here: string): string | undefined {
  if (version === undefined || version === current || (guildId !== undefined && guildId !== here)) return undefined;
  const message = guildId === undefined ? strings.versionOfUnknownServer : strings.changedSinceExport;
  return message(version, current);
}

export function conflictEntry(
  { location, id }: Pick<AnswerEntry, 'location' | 'id'>,
  conflict: ConflictKind,
  why: string,
): PlanEntry {
  return { location, warnings: [], outcome: 'conflict', id, conflict, why };
}

export function refusedEntry({ location, id }: Pick<FileEntry, 'location' | 'id'>, why: string): PlanEntry {
  return { location, warnings: [], outcome: 'refused', ...(id !== undefined && { id }), why };
}

const FIELDS = ['title', 'questions', 'body', 'sources', 'reviewBy'] as const;

function differentFields(one: AnswerContent, other: AnswerContent): (keyof AnswerContent)[] {
  return FIELDS.filter((field) => JSON.stringify(one[field]) !== JSON.stringify(other[field]));
}
