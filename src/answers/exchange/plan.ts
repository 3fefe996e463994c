import { isDeepStrictEqual } from 'node:util';
import type { Cooperative } from '../../shared/concurrency.ts';
import { foldedText } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import type { LearningStore } from '../../store/LearningStore.ts';
import type { AnswerContent, Change } from '../../store/Store.ts';
import { acceptContent, answerIdFor } from '../editing/form.ts';
import { type Phrased, PhrasingOwners, QuestionTaken, type ServerLimits, ServerRoom } from '../editing/rules.ts';
import { hidesCurated, type ServerState, visibleAnswer, visibleAnswers } from '../servers/serverAnswer.ts';
import type { AnswerEntry, AnswersFile, FileEntry, ImportRequest } from './entries.ts';
import * as strings from './strings.ts';
import { quoted } from './strings.ts';

type TaughtChange = Parameters<LearningStore['teach']>[1];

export type Outcome = keyof typeof strings.OUTCOMES;

type Planned = {
  /** `conflict`: it breaks no rule by itself, but somebody has to decide. */
  readonly outcome: Outcome;
  readonly id?: string | undefined;
  /** What is written, if it is added, changed or hidden. */
  readonly change?: Change;
  /** If it is changed: what differs from what the server has. */
  readonly fields?: readonly string[];
  /** What is written beside the answer. */
  readonly taught?: TaughtChange;
  /** If it is a conflict or refused. */
  readonly why?: string;
  /** Whether it is a conflict that disappears if the import may overwrite: not if another answer has a phrasing. */
  readonly isOverwritable?: boolean;
};

export interface PlanEntry extends Planned {
  readonly location: string;
  readonly warnings: readonly string[];
}

export interface ImportTarget extends Pick<ImportRequest, 'overwrite'> {
  readonly guildId: string;
  readonly state: ServerState;
  /** Codes of invitations to the server itself. Default: none. */
  readonly ownInvites?: ReadonlySet<string>;
}

/** What an import would do. Making a plan writes nothing. */
export interface ImportPlan extends Pick<AnswersFile, 'notes'> {
  readonly entries: readonly PlanEntry[];
  readonly counts: Readonly<Record<Outcome, number>>;
}

/** How many answers would be written, hidden or found by other phrasings. */
export const countOfChanges = ({ counts }: ImportPlan): number =>
  counts.added + counts.changed + counts.hidden + counts.phrasings;

export const teachingsOf = ({ entries }: ImportPlan): TaughtChange[] => entries.flatMap(({ taught }) => taught ?? []);

export const changesOf = ({ entries }: ImportPlan): Change[] => entries.flatMap(({ change }) => change ?? []);

/**
 * Plans an import, entry by entry. Plan again before carrying it out: the server may have changed.
 *
 * @param target - Without `overwrite`, answers that moderators removed here, or changed since the export, are conflicts.
 *   With it, the file wins, except for phrasings that belong to other answers.
 * @param limits - Default: `SERVER_LIMITS`.
 */
export function* planImport(file: AnswersFile, target: ImportTarget, limits?: ServerLimits): Cooperative<ImportPlan> {
  const read = [...file.entries];
  yield* giveIds(read, target.state);
  yield* sharePhrasings(read, target.state);
  const seen = new Map<string, string>();
  const entries: PlanEntry[] = [];
  for (const entry of read) {
    const warnings = entry.kind === 'answer' ? (entry.warnings ?? []) : [];
    entries.push({ location: entry.location, warnings, ...(repeated(entry, seen) ?? planned(entry, target)) });
    yield;
  }
  yield* resolveConflicts(entries, target.state, limits);
  const counts = Object.fromEntries(
    Object.keys(strings.OUTCOMES).map((one) => [one, entries.filter(({ outcome }) => outcome === one).length]),
  ) as ImportPlan['counts'];
  return { entries, counts, notes: file.notes };
}

const hasMadeId = (entry: FileEntry): entry is AnswerEntry => entry.kind === 'answer' && entry.hasMadeId === true;

/**
 * Gives answers without an id one of their own: the one that the server has for the same title, so that importing a file twice
 * changes nothing, or a new one. `C`, `C++` and `C#` would otherwise all be called `c`.
 *
 * @param entries - Changed in place, here and below.
 */
function* giveIds(entries: FileEntry[], { curated, own }: ServerState): Cooperative<void> {
  const given = new Set(entries.filter((entry) => !hasMadeId(entry)).map(({ id }) => id));
  /** The title of the first entry with each id that a file gives. In somebody else's file, a later title gets an id of its own. */
  const titles = new Map<string, string>();
  /** By id: the title of the entry that has got it. */
  const taken = new Map<string, string>();
  const idsHere = new Map([...curated.values(), ...own.values()].map(({ id, title }) => [foldedText(title), id]));
  for (const [index, entry] of entries.entries()) {
    yield;
    if (entry.kind !== 'answer') continue;
    const { title } = entry.content;
    const key = foldedText(title);
    const isAnothers = entry.isForeign && (titles.get(entry.id) ?? key) !== key;
    if (!entry.hasMadeId && !isAnothers) {
      titles.set(entry.id, key);
      continue;
    }
    const isFree = (id: string): boolean => {
      const here = own.get(id) ?? curated.get(id);
      const others = [taken.get(id) ?? key, here ? foldedText(here.title) : key];
      return !given.has(id) && others.every((other) => other === key);
    };
    // The name of a tag makes another id than its title does.
    const wanted = [idsHere.get(key) ?? entry.id, entry.id].find(isFree);
    const id = wanted ?? answerIdFor(title, (one) => !isFree(one));
    taken.set(id, key);
    entries[index] = { ...entry, id, hasMadeId: true };
  }
}

/**
 * Leaves each phrasing to one answer: to the one whose title it is, to one of the server's that the file doesn't change, or to
 * the first in the file. The others keep the rest, and say what they lost. Only for files of others: in an export, two answers
 * with the same phrasing are a conflict that somebody has to decide.
 */
function* sharePhrasings(entries: FileEntry[], state: ServerState): Cooperative<void> {
  const answers = entries.filter((entry) => entry.kind === 'answer');
  if (!answers.some(({ isForeign }) => isForeign)) return;
  const owners = yield* ownersBeside(new Set(entries.map(({ id }) => id)), state);
  for (const { id, content } of answers) {
    const titled = { id, title: content.title, questions: [] };
    if (owners.conflicts(titled).length === 0) owners.insist(titled);
  }
  for (const [index, entry] of entries.entries()) {
    yield;
    if (entry.kind !== 'answer') continue;
    const { id, content, warnings = [] } = entry;
    const conflicts = owners.conflicts({ id, ...content }).filter(({ isTitle }) => !isTitle);
    const lost = new Set(conflicts.map(({ text }) => text));
    const questions = content.questions.filter((text) => !lost.has(text));
    owners.insist({ id, title: content.title, questions });
    if (!entry.isForeign || lost.size === 0) continue;
    const shared = conflicts.map(({ text, owner }) => strings.phrasingShared(quoted(text), owner));
    entries[index] = { ...entry, content: { ...content, questions }, warnings: [...warnings, ...shared] };
  }
}

/** Who owns the phrasings of what members get now, without some answers. */
function* ownersBeside(without: ReadonlySet<string | undefined>, state: ServerState): Cooperative<PhrasingOwners> {
  const owners = new PhrasingOwners();
  for (const answer of visibleAnswers(state)) {
    if (!without.has(answer.id)) owners.insist(answer);
    yield;
  }
  return owners;
}

/** One write may name each answer only once, and nobody could tell which of two entries was meant. */
function repeated(entry: FileEntry, seen: Map<string, string>): Planned | undefined {
  const { kind, location, id } = entry;
  if (id === undefined) return undefined;
  // An answer and what is added to it are two entries.
  const key = kind === 'phrasings' ? `+${id}` : id;
  const first = seen.get(key);
  if (first !== undefined) return refusal(id, strings.repeated(hasMadeId(entry) ? 'question' : 'id', first));
  seen.set(key, location);
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
  return { outcome: 'hidden', id: entry.id, change: changeTo(entry.id, null, existing?.version) };
}

const changeTo = (answerId: string, content: AnswerContent | null, version = 0): Change => {
  return { answerId, kind: 'import', content, expectedVersion: version };
};

/** Adds to what the server has, so that no moderator's work is lost; with `overwrite`, the file alone counts. */
function plannedPhrasings(
  { id, addedQuestions, notThis }: FileEntry & { readonly kind: 'phrasings' },
  { state, overwrite }: ImportTarget,
): Planned {
  const { questions: found = [], notThis: others = [], version = 0 } = state.taught.get(id) ?? {};
  const accepted: (readonly string[])[] = [];
  for (const texts of overwrite ? [addedQuestions, notThis] : [found.concat(addedQuestions), others.concat(notThis)]) {
    const content = acceptContent({ title: id, questions: texts, body: id, sources: [] });
    if (content instanceof UserError) return refusal(id, content.message);
    accepted.push(content.questions);
  }
  if (isDeepStrictEqual(accepted, [found, others])) return { outcome: 'same', id };
  const taught = { answerId: id, questions: accepted[0]!, notThis: accepted[1]!, expectedVersion: version };
  return { outcome: 'phrasings', id, taught };
}

const FIELDS = ['title', 'questions', 'body', 'sources', 'reviewBy'] as const;

function plannedAnswer(entry: AnswerEntry, { guildId, state, overwrite, ownInvites }: ImportTarget): Planned {
  const { id } = entry;
  const content = acceptContent(entry.content, ownInvites);
  if (content instanceof UserError) return refusal(id, content.message);
  const existing = state.latest.get(id);
  const write = { id, change: changeTo(id, content, existing?.version) };
  if (!existing?.content) {
    const isCurated = state.curated.has(id);
    const isGone = existing !== undefined && (hidesCurated(existing) || !isCurated);
    if (isGone && !overwrite) return conflict(id, isCurated ? strings.HIDDEN_HERE : strings.REMOVED_HERE);
    return { outcome: 'added', ...write };
  }
  const { content: before, version } = existing;
  const fields = FIELDS.filter((field) => !isDeepStrictEqual(before[field], content[field]));
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
  const fail = (index: number, failure: Planned): void => {
    const { location, warnings } = entries[index]!;
    entries[index] = { location, warnings, ...failure };
  };
  let owners: PhrasingOwners | undefined;
  while (!owners) owners = yield* ownersAfter(entries, state, { limits, fail });
  const written = new Map(entries.map(({ change }) => [change?.answerId, change?.content]));
  for (const [index, { taught }] of entries.entries()) {
    if (!taught) continue;
    yield;
    const { answerId: id, questions } = taught;
    const answer = written.get(id) ?? visibleAnswer(state, id) ?? state.curated.get(id);
    const found = answer && { id, title: answer.title, questions: answer.questions.concat(questions) };
    const failure = found ? conflictOf(owners, found) : refusal(id, strings.NOTHING_TO_FIND);
    if (failure) fail(index, failure);
    else owners.insist(found!);
  }
}

function conflictOf(owners: PhrasingOwners, answer: Phrased): Planned | undefined {
  const [first] = owners.conflicts(answer);
  return first && { outcome: 'conflict', id: answer.id, isOverwritable: false, why: new QuestionTaken(first).message };
}

/** @returns `undefined` if an answer keeps a phrasing that an earlier entry was given: then it begins anew without it. */
function* ownersAfter(
  entries: readonly PlanEntry[],
  state: ServerState,
  { limits, fail }: { limits: ServerLimits | undefined; fail: (index: number, failure: Planned) => void },
): Cooperative<PhrasingOwners | undefined> {
  const room = new ServerRoom(state, limits);
  const owners = yield* ownersBeside(new Set(entries.map(({ change }) => change?.answerId)), state);
  for (const [index, { change }] of entries.entries()) {
    if (!change) continue;
    yield;
    const { answerId: id, content } = change;
    if (!content) {
      room.take(id, undefined);
      continue;
    }
    const added = state.taught.get(id)?.questions ?? [];
    const answer = { id, title: content.title, questions: content.questions.concat(added) };
    let failure = conflictOf(owners, answer);
    const noRoom = failure ? undefined : room.take(id, { ...answer, questions: content.questions });
    if (noRoom) failure = refusal(id, noRoom.message);
    if (!failure) {
      owners.insist(answer);
      continue;
    }
    fail(index, failure);
    // The answer stays as it is.
    const current = visibleAnswer(state, id);
    if (current && owners.insist(current).length > 0) return undefined;
  }
  return owners;
}
