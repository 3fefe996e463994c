import type { Cooperative } from '../../shared/concurrency.ts';
import { foldedText } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import type { AnswerContent, Change } from '../../store/Store.ts';
import { acceptContent, answerIdFor } from '../editing/form.ts';
import { type Phrased, PhrasingOwners, questionTaken, type ServerLimits, ServerRoom } from '../editing/rules.ts';
import { hidesCurated, type ServerState, visibleAnswer, visibleAnswers } from '../servers/serverAnswer.ts';
import type { AnswerEntry, AnswersFile, FileEntry } from './entries.ts';
import * as strings from './strings.ts';
import { quoted } from './strings.ts';

interface Write {
  readonly id: string;
  readonly content: AnswerContent;
  readonly expectedVersion: number;
}

/** What the server would have beside an answer. */
interface Teaching {
  readonly questions: readonly string[];
  readonly notThis: readonly string[];
  readonly expectedVersion: number;
}

type Planned =
  | ({ readonly outcome: 'added' } & Write)
  /** With the fields that differ from what the server has. */
  | ({ readonly outcome: 'changed'; readonly fields: readonly (keyof AnswerContent)[] } & Write)
  | { readonly outcome: 'hidden'; readonly id: string; readonly expectedVersion: number }
  | ({ readonly outcome: 'phrasings'; readonly id: string } & Teaching)
  | { readonly outcome: 'same'; readonly id: string }
  /** Breaks no rule by itself, but somebody has to decide. */
  | { readonly outcome: 'conflict'; readonly id: string; readonly isOverwritable: boolean; readonly why: string }
  | { readonly outcome: 'refused'; readonly id?: string | undefined; readonly why: string };

export type PlanEntry = Planned & {
  /** Where to find it: `faq.csv:12:1`. */
  readonly location: string;
  readonly warnings: readonly string[];
};

export type Outcome = PlanEntry['outcome'];

export const isWritten = (entry: PlanEntry): entry is Extract<PlanEntry, { outcome: 'added' | 'changed' }> =>
  entry.outcome === 'added' || entry.outcome === 'changed';

/** Whether it is a conflict that disappears if the import may overwrite: not if another answer has a phrasing. */
export const isOverwritable = (entry: PlanEntry): boolean => entry.outcome === 'conflict' && entry.isOverwritable;

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
  for (const entry of yield* withOwnPhrasings(yield* withIds(file.entries, target.state), target.state)) {
    const warnings = entry.kind === 'answer' ? (entry.warnings ?? []) : [];
    entries.push({ location: entry.location, warnings, ...(repeated(entry, seen) ?? planned(entry, target)) });
    yield;
  }
  yield* resolveConflicts(entries, target.state, limits);
  const counts = Object.fromEntries(
    Object.keys(strings.OUTCOMES).map((outcome) => [outcome, 0]),
  ) as ImportPlan['counts'] & Record<Outcome, number>;
  for (const { outcome } of entries) counts[outcome] += 1;
  return { entries, counts, notes: file.notes };
}

const hasMadeId = (entry: FileEntry): entry is AnswerEntry => entry.kind === 'answer' && entry.hasMadeId === true;

/**
 * Gives answers without an id one of their own: the one that the server has for the same title, so that importing a file twice
 * changes nothing, or a new one. `C`, `C++` and `C#` would otherwise all be called `c`.
 */
function* withIds(entries: readonly FileEntry[], { curated, own }: ServerState): Cooperative<FileEntry[]> {
  const given = new Set(entries.filter((entry) => !hasMadeId(entry)).map(({ id }) => id));
  /** By id: the title of the entry that has got it. */
  const taken = new Map<string, string>();
  const idsHere = new Map([...curated.values(), ...own.values()].map(({ id, title }) => [foldedText(title), id]));
  const result: FileEntry[] = [];
  for (const entry of entries) {
    yield;
    if (!hasMadeId(entry)) {
      result.push(entry);
      continue;
    }
    const { title } = entry.content;
    const key = foldedText(title);
    const isFree = (id: string): boolean => {
      const here = own.get(id) ?? curated.get(id);
      const titles = [taken.get(id) ?? key, here ? foldedText(here.title) : key];
      return !given.has(id) && titles.every((other) => other === key);
    };
    // The name of a tag makes another id than its title does.
    const wanted = [idsHere.get(key) ?? entry.id, entry.id].find(isFree);
    const id = wanted ?? answerIdFor(title, (one) => !isFree(one));
    taken.set(id, key);
    result.push({ ...entry, id });
  }
  return result;
}

/**
 * Leaves each phrasing to one answer: to the one whose title it is, to one of the server's that the file doesn't change, or to
 * the first in the file. The others keep the rest, and say what they lost. Only for files of others: in an export, two answers
 * with the same phrasing are a conflict that somebody has to decide.
 */
function* withOwnPhrasings(entries: FileEntry[], state: ServerState): Cooperative<FileEntry[]> {
  const answers = entries.filter((entry) => entry.kind === 'answer');
  if (!answers.some(({ isForeign }) => isForeign)) return entries;
  const inFile = new Set(entries.map(({ id }) => id));
  const owners = new PhrasingOwners();
  for (const current of visibleAnswers(state)) {
    if (!inFile.has(current.id)) owners.insist(current);
    yield;
  }
  for (const { id, content } of answers) {
    const titled = { id, title: content.title, questions: [] };
    if (owners.conflicts(titled).length === 0) owners.insist(titled);
  }
  const result: FileEntry[] = [];
  for (const entry of entries) {
    yield;
    if (entry.kind !== 'answer') {
      result.push(entry);
      continue;
    }
    const { id, content, warnings = [] } = entry;
    const conflicts = owners.conflicts({ id, ...content }).filter(({ isTitle }) => !isTitle);
    const lost = new Set(conflicts.map(({ text }) => text));
    const questions = content.questions.filter((text) => !lost.has(text));
    owners.insist({ id, title: content.title, questions });
    if (!entry.isForeign || lost.size === 0) result.push(entry);
    else {
      const shared = conflicts.map(({ text, owner }) => strings.phrasingShared(quoted(text), owner));
      result.push({ ...entry, content: { ...content, questions }, warnings: [...warnings, ...shared] });
    }
  }
  return result;
}

/** One write may name each answer only once, and nobody could tell which of two entries was meant. */
function repeated(entry: FileEntry, seen: Map<string, string>): Planned | undefined {
  const { kind, location, id } = entry;
  if (id === undefined) return undefined;
  // An answer and what is added to it are two entries.
  const key = kind === 'phrasings' ? `+${id}` : id;
  const first = seen.get(key);
  if (first === undefined) seen.set(key, location);
  else return refusal(id, strings.repeated(hasMadeId(entry) ? 'question' : 'id', first));
  return undefined;
}

const refusal = (id: string | undefined, why: string): Planned => ({ outcome: 'refused', id, why });

const conflict = (id: string, why: string): Planned => ({ outcome: 'conflict', id, isOverwritable: true, why });

/** What would become of an entry if it were alone in its file and no phrasing belonged to anybody. */
function planned(entry: FileEntry, target: ImportTarget): Planned {
  const { state, overwrite } = target;
  const { id } = entry;
  if (entry.kind === 'refused') return refusal(id, entry.why);
  if (entry.kind === 'answer') return plannedAnswer(entry, target);
  if (entry.kind === 'phrasings') return plannedPhrasings(entry, target);
  const existing = state.latest.get(entry.id);
  if (!state.curated.has(entry.id)) return refusal(id, strings.NOTHING_TO_HIDE);
  if (existing && hidesCurated(existing)) return { outcome: 'same', id: entry.id };
  if (existing?.content && !overwrite) return conflict(entry.id, strings.REPLACED_HERE);
  return { outcome: 'hidden', id: entry.id, expectedVersion: existing?.version ?? 0 };
}

/** Adds to what the server has, so that no moderator's work is lost; with `overwrite`, the file alone counts. */
function plannedPhrasings(
  { id, addedQuestions, notThis }: FileEntry & { readonly kind: 'phrasings' },
  { state, overwrite }: ImportTarget,
): Planned {
  const here: Omit<Teaching, 'expectedVersion'> = state.taught.get(id) ?? { questions: [], notThis: [] };
  const [found, others] = [
    overwrite ? addedQuestions : here.questions.concat(addedQuestions),
    overwrite ? notThis : here.notThis.concat(notThis),
  ].map((texts) => acceptContent({ title: id, questions: texts, body: id, sources: [] }));
  if (found instanceof UserError) return refusal(id, found.message);
  if (others instanceof UserError) return refusal(id, others.message);
  const added = { questions: found!.questions, notThis: others!.questions };
  const isSame = JSON.stringify(added) === JSON.stringify({ questions: here.questions, notThis: here.notThis });
  return isSame
    ? { outcome: 'same', id }
    : { outcome: 'phrasings', id, ...added, expectedVersion: state.taught.get(id)?.version ?? 0 };
}

const FIELDS = ['title', 'questions', 'body', 'sources', 'reviewBy'] as const;

function plannedAnswer(entry: AnswerEntry, { guildId, state, overwrite, ownInvites }: ImportTarget): Planned {
  const { id } = entry;
  const content = acceptContent(entry.content, ownInvites);
  if (content instanceof UserError) return refusal(id, content.message);
  const existing = state.latest.get(id);
  const write = { id, content, expectedVersion: existing?.version ?? 0 };
  if (!existing?.content) {
    const isCurated = state.curated.has(id);
    const isGone = existing !== undefined && (hidesCurated(existing) || !isCurated);
    if (isGone && !overwrite) return conflict(id, isCurated ? strings.HIDDEN_HERE : strings.REMOVED_HERE);
    return { outcome: 'added', ...write };
  }
  const { content: before, version } = existing;
  const fields = FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(content[field]));
  if (fields.length === 0) return { outcome: 'same', id };
  // Another server's version numbers say nothing.
  const isFromHere = entry.guildId === undefined || entry.guildId === guildId;
  const isOther = entry.version !== undefined && entry.version !== version && isFromHere;
  if (!isOther || overwrite) return { outcome: 'changed', ...write, fields };
  const message = entry.guildId === undefined ? strings.versionOfUnknownServer : strings.changedSinceExport;
  return conflict(id, message(entry.version, version));
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
  const written = new Map(entries.filter(isWritten).map(({ id, content }) => [id, content]));
  for (const [index, entry] of entries.entries()) {
    if (entry.outcome !== 'phrasings') continue;
    yield;
    const { id } = entry;
    const answer = written.get(id) ?? visibleAnswer(state, id) ?? state.curated.get(id);
    const found = answer && { id, title: answer.title, questions: answer.questions.concat(entry.questions) };
    const failure = found ? conflictOf(owners, found) : refusal(id, strings.NOTHING_TO_FIND);
    if (failure) entries[index] = { location: entry.location, warnings: entry.warnings, ...failure };
    else owners.insist(found!);
  }
}

/** The conflict if another answer has one of the phrasings. */
function conflictOf(owners: PhrasingOwners, answer: Phrased): Planned | undefined {
  const [first] = owners.conflicts(answer);
  return first && { outcome: 'conflict', id: answer.id, isOverwritable: false, why: questionTaken(first).message };
}

/** @returns `undefined` if an answer keeps a phrasing that an earlier entry was given: then it begins anew without it. */
function* ownersAfter(
  entries: PlanEntry[],
  state: ServerState,
  limits: ServerLimits | undefined,
): Cooperative<PhrasingOwners | undefined> {
  const owners = new PhrasingOwners();
  const room = new ServerRoom(state, limits);
  const changed = new Set(entries.map((entry) => (isWritten(entry) || entry.outcome === 'hidden') && entry.id));
  for (const answer of visibleAnswers(state)) {
    if (!changed.has(answer.id)) owners.insist(answer);
    yield;
  }
  for (const [index, entry] of entries.entries()) {
    if (entry.outcome === 'hidden') room.take(entry.id, undefined);
    if (!isWritten(entry)) continue;
    yield;
    const { id, content, location, warnings } = entry;
    const added = state.taught.get(id)?.questions ?? [];
    const answer = { id, title: content.title, questions: content.questions.concat(added) };
    let failure = conflictOf(owners, answer);
    const noRoom = failure ? undefined : room.take(id, { ...answer, questions: content.questions });
    if (noRoom) failure = refusal(id, noRoom.message);
    if (!failure) {
      owners.insist(answer);
      continue;
    }
    entries[index] = { location, warnings, ...failure };
    // The answer stays as it is.
    const current = visibleAnswer(state, id);
    if (current && owners.insist(current).length > 0) return undefined;
  }
  return owners;
}
