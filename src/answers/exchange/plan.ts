import type { Cooperative } from '../../shared/concurrency.ts';
import type { Change } from '../../store/Store.ts';
import type { ServerLimits } from '../editing/rules.ts';
import { type WarningContext, warningsFor } from '../editing/warnings.ts';
import { serverAnswer } from '../servers/serverAnswer.ts';
import { resolveConflicts } from './conflicts.ts';
import type { AnswersFile, FileEntry } from './entries.ts';
import { type ImportTarget, isWritten, type Outcome, planEntry, type PlanEntry, refusedEntry } from './planEntry.ts';
import * as strings from './strings.ts';
import { quoted } from './strings.ts';

/** What an import would do. Making a plan writes nothing. */
export interface ImportPlan {
  readonly entries: readonly PlanEntry[];
  readonly counts: Readonly<Record<Outcome, number>>;
  /** What concerns the whole file, as sentences. */
  readonly notes: readonly string[];
}

export function changesOf({ entries }: ImportPlan): Change[] {
  return entries.flatMap((entry): Change[] => {
    if (!isWritten(entry) && entry.outcome !== 'hidden') return [];
    const { id: answerId, expectedVersion } = entry;
    return [{ answerId, kind: 'import', content: isWritten(entry) ? entry.content : null, expectedVersion }];
  });
}

/**
 * Plans an import, entry by entry. Plan again before carrying it out: the server may have changed.
 *
 * @param target - Without `overwrite`, answers that moderators removed here, or changed since the export, are conflicts.
 *   With it, the file wins, except for phrasings that belong to other answers.
 * @param limits - Default: `SERVER_LIMITS`.
 * @example
 * const plan = await runCooperatively(planImport(file, { guildId, state, overwrite: false }));
 * print(showPlan(plan));
 * await store.write(guildId, changesOf(plan), editor);
 */
export function* planImport(file: AnswersFile, target: ImportTarget, limits?: ServerLimits): Cooperative<ImportPlan> {
  const seen = new Map<string, string>();
  const entries: PlanEntry[] = [];
  for (const entry of file.entries) {
    entries.push(repeated(entry, seen) ?? planEntry(entry, target));
    yield;
  }
  yield* resolveConflicts(entries, target.state, limits);
  const counts: Record<Outcome, number> = { added: 0, changed: 0, hidden: 0, same: 0, conflict: 0, refused: 0 };
  for (const { outcome } of entries) counts[outcome] += 1;
  return { entries, counts, notes: file.notes };
}

/** One write may name each answer only once, and nobody could tell which of two entries was meant. */
function repeated({ location, id }: FileEntry, seen: Map<string, string>): PlanEntry | undefined {
  if (id === undefined) return undefined;
  const first = seen.get(id);
  if (first !== undefined) return refusedEntry({ location, id }, strings.repeatedId(first));
  seen.set(id, location);
  return undefined;
}

/**
 * Writes a plan as lines of plain text, for a terminal or a message: notes, one line per entry with its warnings below,
 * and the counts.
 *
 * @example
 * showPlan(plan);
 * // line 2: added rules, "What are the rules?"
 * // line 7: changed events (questions, body)
 * // line 12: refused. "title" is empty: fill it in.
 * // 1 added, 1 changed, 1 refused
 */
export function showPlan({ entries, counts, notes }: ImportPlan): string[] {
  return [
    ...notes,
    ...entries.flatMap((entry) => [planLine(entry), ...entry.warnings.map((warning) => `  Note: ${warning}`)]),
    strings.countsOf(counts),
  ];
}

export function planLine(entry: PlanEntry): string {
  const { location, id, outcome } = entry;
  const line = `${location}: ${strings.OUTCOMES[outcome]}${id === undefined ? '' : ` ${id}`}`;
  switch (outcome) {
    case 'added':
      return `${line}, ${quoted(entry.content.title)}`;
    case 'changed':
      return `${line} (${entry.fields.join(', ')})`;
    case 'conflict':
    case 'refused':
      return `${line}. ${entry.why}`;
    default:
      return line;
  }
}

/** Comparing one answer takes 0.1 s, and 0.3 s on a server with 2,000: this many take a few seconds. */
const MAX_COMPARED = 25;

/** A warning that more answers than this share is shown once, not under each of them. */
const MAX_REPEATED = 3;

/** Adds the warnings that somebody would get who typed the plan's answers into a dialog. */
export function* withWarnings(
  plan: ImportPlan,
  { state, book, today }: Required<WarningContext>,
): Cooperative<ImportPlan> {
  const found = new Map<PlanEntry, readonly string[]>();
  for (const entry of plan.entries) {
    yield;
    if (!isWritten(entry)) continue;
    const answer = serverAnswer({ answerId: entry.id, checked: today }, entry.content, state.curated.get(entry.id));
    const compared = found.size < MAX_COMPARED && { book };
    const warnings = yield* warningsFor(answer, entry.content, { state, today, ...compared });
    found.set(
      entry,
      warnings.map(({ message }) => message),
    );
  }
  const repeatedWarnings = countRepeated(found);
  const entries = plan.entries.map((entry) => {
    const own = (found.get(entry) ?? []).filter((message) => !repeatedWarnings.has(message));
    return own.length === 0 ? entry : Object.assign({}, entry, { warnings: entry.warnings.concat(own) });
  });
  const notes = [
    ...(found.size > MAX_COMPARED ? [strings.onlyFirstCompared(MAX_COMPARED)] : []),
    ...[...repeatedWarnings].map(([message, count]) => strings.warningForSeveral(count, message)),
  ];
  return { ...plan, entries, notes: [...plan.notes, ...notes] };
}

/** The warnings to show only once, with the number of answers that they are about. */
function countRepeated(found: ReadonlyMap<PlanEntry, readonly string[]>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const message of [...found.values()].flat()) counts.set(message, (counts.get(message) ?? 0) + 1);
  return new Map([...counts].filter(([, count]) => count > MAX_REPEATED));
}
