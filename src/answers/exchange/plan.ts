import type { Cooperative } from '../../shared/concurrency.ts';
import { UserError } from '../../shared/UserError.ts';
import type { AnswerContent, Change } from '../../store/Store.ts';
import type { OpenAnswerBook } from '../AnswerBook.ts';
import type { ServerState } from '../editing/serverState.ts';
import { warningsFor } from '../editing/warnings.ts';
import { hidesCurated, serverAnswer } from '../servers/serverAnswer.ts';
import { quoted } from './entries.ts';
import type { AnswerEntry, AnswersFile, FileEntry, HiddenEntry } from './readAnswersFile.ts';
import { type ImportedServer, type ImportRules, resolveClashes } from './rules.ts';

/** What would become of one entry of a file. */
export type PlanEntry = {
  /** Where a person finds it in the file: `line 12`, `answer 3`. */
  readonly place: string;
  /** Sentences without a full stop that an editor should read before agreeing. */
  readonly warnings: readonly string[];
} & (
  | Write<'added'>
  | (Write<'changed'> & {
      /** In which it differs from what the server has. */
      readonly fields: readonly (keyof AnswerContent)[];
    })
  /** A curated answer would no longer be given here. */
  | { readonly outcome: 'hidden'; readonly id: string; readonly expectedVersion: number }
  | { readonly outcome: 'same'; readonly id: string }
  /** Sound by itself, but somebody has to decide. */
  | { readonly outcome: 'conflict'; readonly id: string; readonly conflict: Conflict; readonly why: string }
  | { readonly outcome: 'refused'; readonly id?: string; readonly why: string }
);

interface Write<Kind extends string> {
  readonly outcome: Kind;
  readonly id: string;
  readonly content: AnswerContent;
  readonly expectedVersion: number;
}

/**
 * `phrasing`: another answer has it. All others yield when the import may overwrite: `removed`, moderators took the answer
 * away here; `changed-since`, the server's version is not the one that was exported; `own-version`, the file hides what
 * moderators have written here.
 */
export type Conflict = 'phrasing' | 'removed' | 'changed-since' | 'own-version';

export type Outcome = PlanEntry['outcome'];

/** What an import would do. Making it has written nothing. */
export interface ImportPlan {
  /** In the order of the file. */
  readonly entries: readonly PlanEntry[];
  /** How many entries have each outcome. */
  readonly counts: Readonly<Record<Outcome, number>>;
  /** What holds for the whole file, as sentences. */
  readonly notes: readonly string[];
}

/** What to write so that the plan comes true: everything but what is the same, in conflict or refused. */
export function changesOf({ entries }: ImportPlan): Change[] {
  return entries.flatMap((entry): Change[] => {
    switch (entry.outcome) {
      case 'added':
      case 'changed':
        return [change(entry.id, entry.content, entry.expectedVersion)];
      case 'hidden':
        return [change(entry.id, null, entry.expectedVersion)];
      default:
        return [];
    }
  });
}

function change(answerId: string, content: Change['content'], expectedVersion: number): Change {
  return { answerId, kind: 'import', content, expectedVersion };
}

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
 * const plan = await runCooperatively(planImport({ file, server, rules }));
 * print(showPlan(plan));
 * await store.write(guildId, changesOf(plan), editor);
 */
export function* planImport({ file, server, rules, overwrite = false }: ImportRequest): Cooperative<ImportPlan> {
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

/**
 * A plan as lines of plain text, for a terminal or a message: what holds for the whole file, a line an entry with its
 * warnings below, and the sum.
 *
 * @example
 * showPlan(plan);
 * // line 2: added rules, "What are the rules?"
 * // line 7: changed events (questions, body)
 * // line 12: refused, "title" is empty: fill it in
 * // 1 added, 1 changed, 1 refused
 */
export function showPlan({ entries, counts, notes }: ImportPlan): string[] {
  return [
    ...notes,
    ...entries.flatMap((entry) => [planLine(entry), ...entry.warnings.map((warning) => `  note: ${warning}`)]),
    planSum(counts),
  ];
}

/** One entry, without its warnings. */
export function planLine(entry: PlanEntry): string {
  const { place, id, outcome } = entry;
  const what = `${place}: ${outcome}${id === undefined ? '' : ` ${id}`}`;
  switch (outcome) {
    case 'added':
      return `${what}, ${quoted(entry.content.title)}`;
    case 'changed':
      return `${what} (${entry.fields.join(', ')})`;
    case 'conflict':
    case 'refused':
      return `${what}, ${entry.why}`;
    default:
      return what;
  }
}

/** @example planSum(counts); // '2 added, 1 the same, 3 conflicts' */
export function planSum(counts: Readonly<Record<Outcome, number>>): string {
  const named: [number, string][] = [
    [counts.added, 'added'],
    [counts.changed, 'changed'],
    [counts.hidden, 'hidden'],
    [counts.same, 'the same'],
    [counts.conflict, counts.conflict === 1 ? 'conflict' : 'conflicts'],
    [counts.refused, 'refused'],
  ];
  const parts = named.filter(([count]) => count > 0).map(([count, name]) => `${count.toLocaleString('en')} ${name}`);
  return parts.length > 0 ? parts.join(', ') : 'The file holds no answers.';
}

/**
 * How many answers are asked for by the questions of others, and their own asked of others. Each takes about 0.1 s, and 0.3 s
 * on a server with 2,000 answers: so many are a few seconds, a whole file would be minutes.
 */
const MOST_HELD_AGAINST_OTHERS = 25;

/** What holds for more answers than so many is said once, not under each of them. */
const MOST_ALIKE = 3;

interface BotContext {
  readonly state: ServerState;
  readonly book: OpenAnswerBook;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** A plan with all that somebody would be warned of who wrote in a dialog what it would add or change. */
export function* withWarnings(plan: ImportPlan, around: BotContext): Cooperative<ImportPlan> {
  const found = new Map<PlanEntry, readonly string[]>();
  for (const entry of plan.entries) {
    yield;
    if (entry.outcome !== 'added' && entry.outcome !== 'changed') continue;
    const isHeldAgainstOthers = found.size < MOST_HELD_AGAINST_OTHERS;
    found.set(entry, yield* warningsOf(entry.id, entry.content, around, isHeldAgainstOthers));
  }
  const alike = countsOfAlike(found);
  const entries = plan.entries.map((entry) => {
    const own = (found.get(entry) ?? []).filter((message) => !alike.has(message));
    return own.length === 0 ? entry : Object.assign({}, entry, { warnings: entry.warnings.concat(own) });
  });
  const notes = [
    ...(found.size > MOST_HELD_AGAINST_OTHERS ? [NOT_ALL_ASKED] : []),
    ...[...alike].map(([message, count]) => `${count.toLocaleString('en')} of these answers: ${message}`),
  ];
  return { ...plan, entries, notes: [...plan.notes, ...notes] };
}

const NOT_ALL_ASKED = `Only the first ${MOST_HELD_AGAINST_OTHERS} answers were held against the questions of others. Look at the rest with /answer why, once they are in.`;

type Content = Extract<PlanEntry, { outcome: 'added' }>['content'];

function* warningsOf(
  answerId: string,
  content: Content,
  { state, book, today }: BotContext,
  isHeldAgainstOthers: boolean,
): Cooperative<readonly string[]> {
  const answer = serverAnswer({ answerId, at: Date.parse(today) }, content, state.curated.get(answerId));
  const warnings = yield* warningsFor(answer, content, { state, today, ...(isHeldAgainstOthers && { book }) });
  return warnings.map(({ message }) => message);
}

/** Warnings that more answers have than need be told one by one, by how many. */
function countsOfAlike(found: ReadonlyMap<PlanEntry, readonly string[]>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const message of [...found.values()].flat()) counts.set(message, (counts.get(message) ?? 0) + 1);
  return new Map([...counts].filter(([, count]) => count > MOST_ALIKE));
}
