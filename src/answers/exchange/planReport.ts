import type { Cooperative } from '../../shared/concurrency.ts';
import { takesQuestions, type WarningContext, warningsFor } from '../editing/warnings.ts';
import { asTaught, serverAnswer, visibleAnswer } from '../servers/serverAnswer.ts';
import type { ImportPlan, PlanEntry } from './plan.ts';
import * as strings from './strings.ts';
import { quoted } from './strings.ts';

/** A plan as lines of plain text, as docs/answers-file.md shows it: notes, each entry with its warnings below, and the counts. */
export function showPlan({ entries, counts, notes }: ImportPlan): string[] {
  return [
    ...notes,
    ...entries.flatMap((entry) => [planLine(entry), ...entry.warnings.map((warning) => `  Note: ${warning}`)]),
    strings.countsOf(counts),
  ];
}

export function planLine(entry: PlanEntry): string {
  const { location, id, outcome, change, fields, taught, why } = entry;
  const line = `${location}: ${strings.OUTCOMES[outcome]}${id === undefined ? '' : ` ${id}`}`;
  if (outcome === 'added') return `${line}, ${quoted(change!.content!.title)}`;
  if (fields) return `${line} (${fields.join(', ')})`;
  if (taught) return `${line} (${strings.phrasingCounts(taught.questions.length, taught.notThis.length)})`;
  return why === undefined ? line : `${line}. ${why}`;
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
  let written = 0;
  const all: (readonly string[])[] = [];
  for (const entry of plan.entries) {
    yield;
    const changes = entry.taught ?? entry.change?.content;
    if (changes) written += 1;
    const context = { state, today, ...(written <= MAX_COMPARED && { book }) };
    all.push([...entry.warnings, ...(changes ? yield* warningsOf(entry, context) : [])]);
  }
  const counts = new Map<string, number>();
  for (const message of all.flat()) counts.set(message, (counts.get(message) ?? 0) + 1);
  const repeated = [...counts].filter(([, count]) => count > MAX_REPEATED);
  const notes = [
    ...(written > MAX_COMPARED ? [strings.onlyFirstCompared(MAX_COMPARED)] : []),
    ...repeated.map(([message, count]) => strings.warningForSeveral(count, message)),
  ];
  const entries = plan.entries.map((entry, index) => {
    const warnings = all[index]!.filter((message) => counts.get(message)! <= MAX_REPEATED);
    return Object.assign({}, entry, { warnings });
  });
  return { ...plan, entries, notes: [...plan.notes, ...notes] };
}

function* warningsOf({ change, taught }: PlanEntry, context: WarningContext): Cooperative<readonly string[]> {
  const { state, today, book } = context;
  if (change?.content) {
    const { answerId, content } = change;
    const answer = serverAnswer({ answerId, checked: today }, content, state.curated.get(answerId));
    return yield* warningsFor(answer, content, context);
  }
  const given = taught && book ? visibleAnswer(state, taught.answerId) : undefined;
  return given ? yield* takesQuestions(asTaught(given, taught), state, book!) : [];
}
