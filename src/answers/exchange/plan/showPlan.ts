import { quoted } from '../quoted.ts';
import type { ImportPlan, Outcome, PlanEntry } from './ImportPlan.ts';

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
