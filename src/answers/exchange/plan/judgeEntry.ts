import type { AnswerContent } from '../../../store/AnswerContent.ts';
import { UserError } from '../../../UserError.ts';
import { hidesCurated } from '../../servers/ServerAnswers.ts';
import type { AnswerEntry, FileEntry, HiddenEntry } from '../AnswersFile.ts';
import type { Conflict, PlanEntry } from './ImportPlan.ts';
import type { ImportedServer, ImportRules } from './ImportRules.ts';

interface JudgeOptions {
  readonly server: ImportedServer;
  readonly rules: ImportRules;
  /** Whether the file is newer than what moderators have done here. */
  readonly overwrite: boolean;
}

/** What would become of an entry if it stood alone in its file, and no phrasing belonged to anybody. */
export function judgeEntry(entry: FileEntry, options: JudgeOptions): PlanEntry {
  const { place } = entry;
  if (entry.kind === 'refused') {
    const { id, why } = entry;
    return { place, warnings: [], outcome: 'refused', ...(id !== undefined && { id }), why };
  }
  return entry.kind === 'hidden' ? judgeHidden(entry, options) : judgeAnswer(entry, options);
}

function judgeHidden({ place, id }: HiddenEntry, { server, overwrite }: JudgeOptions): PlanEntry {
  const existing = server.existing.get(id);
  if (!server.curated.has(id)) {
    const why = 'there is no curated answer of this id that could be hidden: take it out';
    return { place, warnings: [], outcome: 'refused', id, why };
  }
  if (existing && hidesCurated(existing)) return { place, warnings: [], outcome: 'same', id };
  if (existing?.content && !overwrite) {
    return conflict(place, id, 'own-version', 'this server has its own version of it, which would be removed');
  }
  return { place, warnings: [], outcome: 'hidden', id, expectedVersion: existing?.version ?? 0 };
}

function judgeAnswer(entry: AnswerEntry, { server, rules, overwrite }: JudgeOptions): PlanEntry {
  const { place, id } = entry;
  const checked = rules.checkContent(entry.content, id);
  if (checked instanceof UserError) return { place, warnings: [], outcome: 'refused', id, why: checked.message };
  const { content } = checked;
  const warnings = [...(entry.warnings ?? []), ...checked.warnings];
  const existing = server.existing.get(id);
  const isCurated = server.curated.has(id);
  if (!existing?.content) {
    const isGone = existing !== undefined && (hidesCurated(existing) || !isCurated);
    if (isGone && !overwrite) {
      const why = `moderators ${isCurated ? 'have hidden' : 'have removed'} this answer here`;
      return conflict(place, id, 'removed', why);
    }
    return { place, warnings, outcome: 'added', id, content, expectedVersion: existing?.version ?? 0 };
  }
  const fields = differentFields(existing.content, content);
  if (fields.length === 0) return { place, warnings: [], outcome: 'same', id };
  const why = overwrite ? undefined : whyAnotherVersion(entry, existing.version, server.guildId);
  if (why !== undefined) return conflict(place, id, 'changed-since', why);
  return { place, warnings, outcome: 'changed', id, content, expectedVersion: existing.version, fields };
}

/** What another server calls version 3 says nothing of a version 3 here. */
function whyAnotherVersion({ version, guildId }: AnswerEntry, now: number, here: string): string | undefined {
  if (version === undefined || version === now || (guildId !== undefined && guildId !== here)) return undefined;
  if (guildId !== undefined) return `this server has version ${now} by now, and version ${version} was exported`;
  return `the file has version ${version} of it, of a server that it does not name, and this one has version ${now}: compare the two`;
}

function conflict(place: string, id: string, kind: Conflict, why: string): PlanEntry {
  return { place, warnings: [], outcome: 'conflict', id, conflict: kind, why };
}

const FIELDS = ['title', 'questions', 'body', 'sources', 'reviewBy'] as const;

function differentFields(one: AnswerContent, other: AnswerContent): (keyof AnswerContent)[] {
  return FIELDS.filter((field) => JSON.stringify(one[field]) !== JSON.stringify(other[field]));
}
