import type { Answer } from '../knowledge/Answer.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import { formatDate } from '../knowledge/formatDate.ts';
import type { PartialDate } from '../knowledge/PartialDate.ts';
import { CHATGPT_PLANS, type Plan, type TimelineEntry } from '../knowledge/Timeline.ts';
import { apiUse } from './apiUse.ts';
import { isBefore } from './dateOrder.ts';
import { listed } from './listed.ts';
import { madeAnswer } from './madeAnswer.ts';
import { CHATGPT_LINEAGE, planId, type AskedPlans } from './madeIds.ts';
import { spanPhrase } from './modelFacts.ts';
import { planNames } from './planNames.ts';
import { planSentence } from './planSentence.ts';
import { inTime, isApiAlone, nameOf, subjectOf, usesIn, type PlanUse } from './plansInTime.ts';
import { firstDay, isDuring } from './timeline.ts';

const ROLES: readonly (readonly [TimelineEntry['role'], string])[] = [
  ['default', 'Default'],
  ['choice', 'By choice'],
  ['fallback', 'After the limit'],
];

/** Most ids that an answer leads to. */
const MOST_RELATED = 5;

/**
 * What plans of ChatGPT, or the API, had at some time: `plan:plus:2023-04`. Of a time before anything on record, after
 * the day on which it was last looked up, or still to come it says just that.
 *
 * @returns `undefined` when nothing of these plans up to today is on record.
 */
export function planAnswer(knowledge: Knowledge, asked: AskedPlans, today: string): Answer | undefined {
  const { date } = asked;
  const plans = asked.plans.length > 0 ? asked.plans : CHATGPT_PLANS;
  const history = [...knowledge.timeline, ...(plans.includes('api') ? apiUse(knowledge) : [])].filter(
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
      ...(uses.length > 0 && plans.includes('api') ? toldUndated(knowledge, date) : []),
      ...(shown.some(({ to }) => to === undefined)
        ? [`*Known up to ${formatDate(known)}. What there is today, ${whereToLook(plans)} shows.*`]
        : []),
    ].join('\n\n'),
    related: isApiAlone(plans) ? relatedToApi(knowledge, cited) : related(knowledge, cited),
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
  const [launch] = knowledge.timeline;
  const model = `${nameOf(knowledge, near)} (${spanPhrase(near, today)})`;
  if (launch && !plans.includes('api') && isBefore(date, launch.from)) {
    return `ChatGPT did not exist ${inTime(date)}: it began on ${formatDate(launch.from)} with ${nameOf(knowledge, launch)}.`;
  }
  const nothing = `Nothing is documented of what ${subjectOf(plans)} had ${inTime(date)}`;
  if (isBefore(date, near.from)) return `${nothing}: the first model on record is ${model}.`;
  const last = `The last model on record is ${model}${near.to === undefined ? `; check ${whereToLook(plans)}` : ''}.`;
  if (isBefore(today, date)) return `What ${subjectOf(plans)} will have ${inTime(date)} is not known. ${last}`;
  return `${nothing}. ${last}`;
}

/** Where people find what they have today. */
const whereToLook = (plans: readonly Plan[]): string =>
  isApiAlone(plans) ? "OpenAI's list of models" : 'the model picker';

/** A heading for the plans, then a line for each model with its role and dates. */
function toldUse(knowledge: Knowledge, { plans, entries }: PlanUse, today: string): string {
  if (isApiAlone(plans)) return toldApi(knowledge, entries, today);
  const lines = ROLES.flatMap(([role, label]) => {
    const told = entries
      .filter((entry) => entry.role === role)
      .map((entry) => `- ${label}: ${nameOf(knowledge, entry)}, ${spanPhrase(entry, today)}${noteOf(entry)}`);
    return told.length > 0 || role !== 'default' ? told : ['- Default: not documented'];
  });
  return `**${planNames(plans)}**\n${lines.join('\n')}`;
}

/** All that the API had was by choice; the newest come first, since there are many. */
function toldApi(knowledge: Knowledge, entries: readonly TimelineEntry[], today: string): string {
  const lines = entries.toReversed().map((entry) => `- ${nameOf(knowledge, entry)}, ${spanPhrase(entry, today)}`);
  return `**API**\n${lines.join('\n')}`;
}

/** Models of that time that the API had, but no source says since when. */
function toldUndated({ models }: Knowledge, date: PartialDate): readonly string[] {
  const names = [...models.values()]
    .filter(({ releasedInApi, released }) => releasedInApi === null && released !== null && !isBefore(date, released))
    .filter(({ retired }) => !retired?.api || isDuring({ from: date, to: retired.api }, date))
    .map(({ name }) => name);
  return names.length > 0 ? [`Since when the API had ${listed(names)} is not on record.`] : [];
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

/** How the API differs from ChatGPT, then its newest models. */
function relatedToApi({ answers }: Knowledge, entries: readonly TimelineEntry[]): readonly string[] {
  const apart = answers.has('chatgpt-in-the-api') ? ['chatgpt-in-the-api'] : [];
  return [...apart, ...entries.toReversed().map(({ model }) => `model:${model}`)].slice(0, MOST_RELATED);
}
