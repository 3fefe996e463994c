import type { Cooperative } from '../../shared/concurrency.ts';
import { UserError } from '../../shared/UserError.ts';
import type { AnswerContent, Change } from '../../store/Store.ts';
import { acceptContent } from '../editing/form.ts';
import { type Phrased, PhrasingOwners, questionTaken, type ServerLimits, ServerRoom } from '../editing/rules.ts';
import { takesQuestions, type WarningContext, warningsFor } from '../editing/warnings.ts';
import {
  asTaught,
  hidesCurated,
  serverAnswer,
  type ServerState,
  visibleAnswer,
  visibleAnswers,
} from '../servers/serverAnswer.ts';
import type { AnswerEntry, AnswersFile, FileEntry, HiddenEntry, PhrasingsEntry } from './entries.ts';
import { settled } from './settle.ts';
import * as strings from './strings.ts';
import { quoted } from './strings.ts';

type PlanEntry = {
  /** Where to find it: `faq.csv:12:1`. */
  readonly location: string;
  readonly warnings: readonly string[];
} & (
  | Write<'added'>
  | (Write<'changed'> & {
      /** The fields that differ from what the server has. */
      readonly fields: readonly (keyof AnswerContent)[];
    })
  | { readonly outcome: 'hidden'; readonly id: string; readonly expectedVersion: number }
  | (Teaching & { readonly outcome: 'phrasings'; readonly id: string })
  | { readonly outcome: 'same'; readonly id: string }
  /** Breaks no rule by itself, but somebody has to decide. */
  | { readonly outcome: 'conflict'; readonly id: string; readonly conflict: ConflictKind; readonly why: string }
  | { readonly outcome: 'refused'; readonly id?: string; readonly why: string }
);

/** What the server would have beside an answer. */
interface Teaching {
  readonly questions: readonly string[];
  readonly notThis: readonly string[];
  readonly expectedVersion: number;
}

const isWritten = (entry: PlanEntry): entry is Extract<PlanEntry, { outcome: 'added' | 'changed' }> =>
  entry.outcome === 'added' || entry.outcome === 'changed';

/** Whether it is a conflict that disappears if the import may overwrite. */
export const isOverwritable = (entry: PlanEntry): boolean =>
  entry.outcome === 'conflict' && entry.conflict !== 'phrasing';

interface Write<Kind extends string> {
  readonly outcome: Kind;
  readonly id: string;
  readonly content: AnswerContent;
  readonly expectedVersion: number;
}

/**
 * `phrasing`: another answer has it. The other conflicts don't arise if the import may overwrite: `removed`, moderators
 * have removed the answer here; `changed-since`, the server's version is not the one that was exported; `own-version`, the file hides
 * what moderators wrote here.
 */
type ConflictKind = 'phrasing' | 'removed' | 'changed-since' | 'own-version';

export type Outcome = PlanEntry['outcome'];

export interface ImportTarget {
  readonly guildId: string;
  readonly state: ServerState;
  /** Whether the file wins over what moderators have done since. */
  readonly overwrite: boolean;
  /** Codes of invitations to the server itself. Default: none. */
  readonly ownInvites?: ReadonlySet<string>;
}

/** What an import would do. Making a plan writes nothing. */
export interface ImportPlan {
  readonly entries: readonly PlanEntry[];
  readonly counts: Readonly<Record<Outcome, number>>;
  /** What concerns the whole file, as sentences. */
  readonly notes: readonly string[];
}

/** How many answers would be written, hidden or found by other phrasings. */
export const countOfChanges = ({ counts }: ImportPlan): number =>
  counts.added + counts.changed + counts.hidden + counts.phrasings;

/** What is written beside answers. */
export function teachingsOf({ entries }: ImportPlan): (Teaching & { readonly answerId: string })[] {
  return entries.flatMap((entry) => {
    if (entry.outcome !== 'phrasings') return [];
    const { id: answerId, questions, notThis, expectedVersion } = entry;
    return [{ answerId, questions, notThis, expectedVersion }];
  });
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
  for (const entry of yield* settled(file.entries, target.state)) {
    entries.push(repeated(entry, seen) ?? planEntry(entry, target));
    yield;
  }
  yield* resolveConflicts(entries, target.state, limits);
  const counts = Object.fromEntries(
    Object.keys(strings.OUTCOMES).map((outcome) => [outcome, 0]),
  ) as ImportPlan['counts'] & Record<Outcome, number>;
  for (const { outcome } of entries) counts[outcome] += 1;
  return { entries, counts, notes: file.notes };
}

/** One write may name each answer only once, and nobody could tell which of two entries was meant. */
function repeated(entry: FileEntry, seen: Map<string, string>): PlanEntry | undefined {
  const { location, id } = entry;
  if (id === undefined) return undefined;
  // An answer and what is added to it are two entries.
  const key = entry.kind === 'phrasings' ? `+${id}` : id;
  const first = seen.get(key);
  if (first !== undefined) {
    const isMade = entry.kind === 'answer' && entry.hasMadeId === true;
    return refusedEntry({ location, id }, (isMade ? strings.repeatedQuestion : strings.repeatedId)(first));
  }
  seen.set(key, location);
  return undefined;
}

/** What would become of an entry if it were alone in its file and no phrasing belonged to anybody. */
function planEntry(entry: FileEntry, target: ImportTarget): PlanEntry {
  if (entry.kind === 'refused') return refusedEntry(entry, entry.why);
  if (entry.kind === 'phrasings') return planPhrasings(entry, target);
  return entry.kind === 'hidden' ? planHidden(entry, target) : planAnswer(entry, target);
}

/** Adds to what the server has, so that no moderator's work is lost; with `overwrite`, the file alone counts. */
function planPhrasings({ location, id, ...entry }: PhrasingsEntry, { state, overwrite }: ImportTarget): PlanEntry {
  const { questions: questionsHere = [], notThis: notThisHere = [], version = 0 } = state.taught.get(id) ?? {};
  const [questions, notThis] = [
    overwrite ? entry.addedQuestions : questionsHere.concat(entry.addedQuestions),
    overwrite ? entry.notThis : notThisHere.concat(entry.notThis),
  ].map((texts) => acceptContent({ title: id, questions: texts, body: id, sources: [] }));
  for (const tidied of [questions!, notThis!]) {
    if (tidied instanceof UserError) return refusedEntry({ location, id }, tidied.message);
  }
  const added = {
    questions: (questions as AnswerContent).questions,
    notThis: (notThis as AnswerContent).questions,
  };
  const isSame = JSON.stringify(added) === JSON.stringify({ questions: questionsHere, notThis: notThisHere });
  if (isSame) return { location, warnings: [], outcome: 'same', id };
  return { location, warnings: [], outcome: 'phrasings', id, ...added, expectedVersion: version };
}

function planHidden({ location, id }: HiddenEntry, { state, overwrite }: ImportTarget): PlanEntry {
  const existing = state.latest.get(id);
  if (!state.curated.has(id)) return refusedEntry({ location, id }, strings.NOTHING_TO_HIDE);
  if (existing && hidesCurated(existing)) return { location, warnings: [], outcome: 'same', id };
  if (existing?.content && !overwrite) return conflictEntry({ location, id }, 'own-version', strings.REPLACED_HERE);
  return { location, warnings: [], outcome: 'hidden', id, expectedVersion: existing?.version ?? 0 };
}

function planAnswer(entry: AnswerEntry, { guildId, state, overwrite, ownInvites }: ImportTarget): PlanEntry {
  const { location, id, warnings = [] } = entry;
  const content = acceptContent(entry.content, ownInvites);
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
  if (fields.length === 0) return { location, warnings, outcome: 'same', id };
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

function conflictEntry(
  { location, id }: Pick<AnswerEntry, 'location' | 'id'>,
  conflict: ConflictKind,
  why: string,
): PlanEntry {
  return { location, warnings: [], outcome: 'conflict', id, conflict, why };
}

function refusedEntry({ location, id }: Pick<FileEntry, 'location' | 'id'>, why: string): PlanEntry {
  return { location, warnings: [], outcome: 'refused', ...(id !== undefined && { id }), why };
}

const FIELDS = ['title', 'questions', 'body', 'sources', 'reviewBy'] as const;

function differentFields(one: AnswerContent, other: AnswerContent): (keyof AnswerContent)[] {
  return FIELDS.filter((field) => JSON.stringify(one[field]) !== JSON.stringify(other[field]));
}

/**
 * Checks entries against each other and the rest of the server, as it would be after the import. Entries whose phrasings
 * belong to another answer become conflicts; those for which there is no room are refused. The first of two entries in the
 * file takes precedence.
 *
 *     file:   a takes "x" from b     b now has "y"     which c has and keeps
 *     then    b is a conflict, so it keeps "x", and so a is a conflict too
 *
 * @param entries - In the order of the file; changed in place.
 */
function* resolveConflicts(entries: PlanEntry[], state: ServerState, limits?: ServerLimits): Cooperative<void> {
  let owners: PhrasingOwners | undefined;
  while (!owners) owners = yield* ownersAfter(entries, state, limits);
  const written = new Map(entries.filter(isWritten).map(({ id, content }) => [id, { ...content, id }]));
  for (const [index, entry] of entries.entries()) {
    if (entry.outcome !== 'phrasings') continue;
    yield;
    const { id, questions } = entry;
    const answer = written.get(id) ?? visibleAnswer(state, id) ?? state.curated.get(id);
    if (!answer) {
      entries[index] = refusedEntry(entry, strings.NOTHING_TO_FIND);
      continue;
    }
    const found = { id, title: answer.title, questions: answer.questions.concat(questions) };
    const [conflict] = owners.conflicts(found);
    if (conflict) entries[index] = conflictEntry(entry, 'phrasing', questionTaken(conflict).message);
    else owners.insist(found);
  }
}

/** @returns `undefined` if an answer keeps a phrasing that an earlier entry was given: then it begins anew without it. */
function* ownersAfter(
  entries: PlanEntry[],
  state: ServerState,
  limits: ServerLimits | undefined,
): Cooperative<PhrasingOwners | undefined> {
  const owners = new PhrasingOwners();
  const room = new ServerRoom(state, limits);
  const changed = new Set(
    entries.filter((entry) => isWritten(entry) || entry.outcome === 'hidden').map(({ id }) => id),
  );
  for (const answer of visibleAnswers(state)) {
    if (!changed.has(answer.id)) owners.insist(answer);
    yield;
  }
  for (const [index, entry] of entries.entries()) {
    if (entry.outcome === 'hidden') room.take(entry.id, undefined);
    if (!isWritten(entry)) continue;
    yield;
    const { questions } = entry.content;
    const answer: Phrased = {
      id: entry.id,
      title: entry.content.title,
      questions: questions.concat(state.taught.get(entry.id)?.questions ?? []),
    };
    const [conflict] = owners.conflicts(answer);
    const noRoom = conflict ? undefined : room.take(entry.id, { ...answer, questions });
    if (!conflict && !noRoom) {
      owners.insist(answer);
      continue;
    }
    entries[index] = noRoom
      ? refusedEntry(entry, noRoom.message)
      : conflictEntry(entry, 'phrasing', questionTaken(conflict!).message);
    // The answer stays as it is.
    const current = visibleAnswer(state, entry.id);
    if (current && owners.insist(current).length > 0) return undefined;
  }
  return owners;
}

/**
 * Writes a plan as lines of plain text, for a terminal or a message: notes, one line per entry with its warnings below,
 * and the counts.
 *
 * @example
 * showPlan(plan);
 * // a.csv:2:1: added rules, "What are the rules?"
 * // a.csv:7:1: changed events (questions, body)
 * // a.csv:12:1: refused. "title" is empty: fill it in.
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
    case 'phrasings':
      return `${line} (${strings.phrasingCounts(entry.questions.length, entry.notThis.length)})`;
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
    const compares = found.size < MAX_COMPARED;
    const given = entry.outcome === 'phrasings' ? visibleAnswer(state, entry.id) : undefined;
    if (entry.outcome === 'phrasings' && given && compares) {
      const taken = yield* takesQuestions(asTaught(given, entry), state, book);
      found.set(
        entry,
        taken.map(({ message }) => message),
      );
    }
    if (!isWritten(entry)) continue;
    const answer = serverAnswer({ answerId: entry.id, checked: today }, entry.content, state.curated.get(entry.id));
    const warnings = yield* warningsFor(answer, entry.content, { state, today, ...(compares && { book }) });
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
