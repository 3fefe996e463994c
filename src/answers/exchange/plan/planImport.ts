import type { Steps } from '../../../matching/Steps.ts';
import type { AnswersFile, FileEntry } from '../AnswersFile.ts';
import type { ImportPlan, Outcome, PlanEntry } from './ImportPlan.ts';
import type { ImportedServer, ImportRules } from './ImportRules.ts';
import { judgeEntry } from './judgeEntry.ts';
import { resolveClashes } from './resolveClashes.ts';

interface ImportRequest {
  readonly file: AnswersFile;
  readonly server: ImportedServer;
  readonly rules: ImportRules;
  /**
   * Brings back what was removed here, and replaces what was changed here since the file was exported. Default: both are
   * conflicts. A phrasing that another answer has always is one.
   */
  readonly overwrite?: boolean;
}

/**
 * Tells what an import would do, entry by entry, and does nothing. To be made anew when somebody agrees: what the server
 * has can be different by then.
 *
 * @example
 * const plan = await inSlices(planImport({ file, server, rules }));
 * print(showPlan(plan));
 * await store.write(guildId, changesOf(plan), editor);
 */
export function* planImport({ file, server, rules, overwrite = false }: ImportRequest): Steps<ImportPlan> {
  const seen = new Map<string, string>();
  const entries: PlanEntry[] = [];
  for (const entry of file.entries) {
    entries.push(repeated(entry, seen) ?? judgeEntry(entry, { server, rules, overwrite }));
    yield;
  }
  yield* resolveClashes(entries, server, rules.limits);
  const counts: Record<Outcome, number> = { added: 0, changed: 0, hidden: 0, same: 0, conflict: 0, refused: 0 };
  for (const { outcome } of entries) counts[outcome] += 1;
  return { entries, counts, notes: file.notes };
}

/** One write may name each answer only once, and nobody could tell which of two was meant. */
function repeated(entry: FileEntry, seen: Map<string, string>): PlanEntry | undefined {
  const { place, id } = entry;
  if (id === undefined) return undefined;
  const first = seen.get(id);
  if (first === undefined) {
    seen.set(id, place);
    return undefined;
  }
  const why = `its id is in the file a second time, first at ${first}: keep one of them, or give it another id`;
  return { place, warnings: [], outcome: 'refused', id, why };
}
