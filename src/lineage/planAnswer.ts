import type { Answer } from '../knowledge/Answer.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import { formatDate } from '../knowledge/formatDate.ts';
import type { TimelineEntry } from '../knowledge/Timeline.ts';
import { isBefore } from './dateOrder.ts';
import { madeAnswer } from './madeAnswer.ts';
import { CHATGPT_LINEAGE, planId, type AskedPlans } from './madeIds.ts';
import { spanPhrase } from './modelFacts.ts';
import { planNames } from './planNames.ts';
import { planSentence } from './planSentence.ts';
import { inTime, nameOf, subjectOf, usesIn, type PlanUse } from './plansInTime.ts';
import { CHATGPT_PLANS, firstDay } from './timeline.ts';

const ROLES: readonly (readonly [TimelineEntry['role'], string])[] = [
  ['default', 'Default'],
  ['choice', 'By choice'],
  ['fallback', 'After the limit'],
];

/** Most ids that an answer leads to. */
const MOST_RELATED = 5;

/**
 * What plans of ChatGPT had at some time: `plan:plus:2023-04`. Of a time before the timeline or after the day on which
 * it was last looked up it says just that.
 *
 * @returns `undefined` when the timeline has nothing of these plans up to today.
 */
export function planAnswer(knowledge: Knowledge, asked: AskedPlans, today: string): Answer | undefined {
  const { date } = asked;
  const plans = asked.plans.length > 0 ? asked.plans : CHATGPT_PLANS;
  const history = knowledge.timeline.filter(
    (entry) =>
      knowledge.models.has(entry.model) &&
      !isBefore(today, entry.from) &&
      plans.some((plan) => entry.plans.includes(plan)),
  );
  if (history.length === 0) return undefined;
  const known = knownUntil(knowledge, history, today);
  const uses = firstDay(date) > known ? [] : usesIn(history, plans, date);
  const shown = history.filter((entry) => uses.some(({ entries }) => entries.includes(entry)));
  const near = nearestTo(history, date);
  const cited = shown.length > 0 ? shown : [near];
  return madeAnswer({
    id: planId(asked),
    title: `What ${subjectOf(asked.plans)} had ${inTime(date)}`,
    short:
      uses.length > 0 ? planSentence(knowledge, uses, asked, today) : nothingDocumented(knowledge, near, asked, today),
    body: [
      ...uses.map((use) => toldUse(knowledge, use, today)),
      ...toldMissing(asked, uses),
      ...(shown.some(({ to }) => to === undefined)
        ? [`*Known up to ${formatDate(known)}. What an account has today, its model picker shows.*`]
        : []),
    ].join('\n\n'),
    related: related(knowledge, cited),
    models: [...knowledge.models.values()].filter(({ id }) => cited.some(({ model }) => model === id)),
    entries: cited,
    cited,
  });
}

/** The last day for which somebody has looked: what came after it is not documented. */
function knownUntil({ models }: Knowledge, history: readonly TimelineEntry[], today: string): string {
  const last = history.map(({ model }) => models.get(model)!.asOf).reduce((one, other) => (one > other ? one : other));
  return last < today ? last : today;
}

/** What had begun last by then, a default if there is one; what came first where nothing had. */
function nearestTo(history: readonly TimelineEntry[], date: string): TimelineEntry {
  const begun = history.filter(({ from }) => !isBefore(date, from));
  return begun.findLast(({ role }) => role === 'default') ?? begun.at(-1) ?? history[0]!;
}

function nothingDocumented(knowledge: Knowledge, near: TimelineEntry, asked: AskedPlans, today: string): string {
  const { date, plans } = asked;
  const nothing = `Nothing is documented of what ${subjectOf(plans)} had ${inTime(date)}`;
  const model = `${nameOf(knowledge, near)} (${spanPhrase(near, today)})`;
  if (isBefore(date, near.from)) return `${nothing}: the first model on record is ${model}.`;
  return `${nothing}. The last model on record is ${model}${near.to === undefined ? '; check the model picker' : ''}.`;
}

/** A heading for the plans, then a line for each model with its role and dates. */
function toldUse(knowledge: Knowledge, { plans, entries }: PlanUse, today: string): string {
  const lines = ROLES.flatMap(([role, label]) => {
    const told = entries
      .filter((entry) => entry.role === role)
      .map((entry) => `- ${label}: ${nameOf(knowledge, entry)}, ${spanPhrase(entry, today)}${noteOf(entry)}`);
    return told.length > 0 || role !== 'default' ? told : ['- Default: not documented'];
  });
  return `**${planNames(plans)}**\n${lines.join('\n')}`;
}

const noteOf = ({ note }: TimelineEntry): string => (note === undefined ? '' : ` (${note})`);

/** Plans that the question names and of which only others have something. */
function toldMissing({ plans, date }: AskedPlans, uses: readonly PlanUse[]): readonly string[] {
  const missing = plans.filter((plan) => !uses.some((use) => use.plans.includes(plan)));
  if (uses.length === 0 || missing.length === 0) return [];
  return [`**${planNames(missing)}:** nothing is documented ${inTime(date)}`];
}

/** The whole history, the curated overview of today, then the models, defaults first. */
function related({ answers }: Knowledge, entries: readonly TimelineEntry[]): readonly string[] {
  const byRole = ROLES.flatMap(([role]) => entries.filter((entry) => entry.role === role));
  const models = new Set(byRole.map(({ model }) => `model:${model}`));
  const now = answers.has('which-model-now') ? ['which-model-now'] : [];
  return [CHATGPT_LINEAGE, ...now, ...models].slice(0, MOST_RELATED);
}
