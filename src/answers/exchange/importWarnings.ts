import type { Steps } from '../../matching/Steps.ts';
import type { OpenAnswerBook } from '../AnswerBook.ts';
import type { ServerState } from '../editing/ServerState.ts';
import { warningsFor } from '../editing/warningsFor.ts';
import { serverAnswer } from '../servers/serverAnswer.ts';
import type { ImportPlan, PlanEntry } from './plan/ImportPlan.ts';

/**
 * How many answers are asked for by the questions of others, and their own asked of others. Each takes about 0.1 s, and 0.3 s
 * on a server with 2,000 answers: so many are a few seconds, a whole file would be minutes.
 */
const MOST_HELD_AGAINST_OTHERS = 25;

/** What holds for more answers than so many is said once, not under each of them. */
const MOST_ALIKE = 3;

interface Surroundings {
  readonly state: ServerState;
  readonly book: OpenAnswerBook;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** A plan with all that somebody would be warned of who wrote in a dialog what it would add or change. */
export function* withWarnings(plan: ImportPlan, around: Surroundings): Steps<ImportPlan> {
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
  { state, book, today }: Surroundings,
  isHeldAgainstOthers: boolean,
): Steps<readonly string[]> {
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
