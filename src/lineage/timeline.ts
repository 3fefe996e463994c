import { byStart, isBefore, joinedSpans, type PartialDate, type Span } from '../knowledge/dates.ts';
import { API, type AskedPlans } from '../knowledge/ids.ts';
import {
  type Assistant,
  type AssistantUse,
  chatGptPlans,
  chatGptTimeline,
  type Knowledge,
  type TimelineEntry,
} from '../knowledge/Knowledge.ts';
import { DAY_MS } from '../shared/clock.ts';
import { counted, listed } from '../shared/text.ts';
import { CHATGPT_MAKER, OPENAI_API } from './strings.ts';

/**
 * The time between two dates in words: days if they are few, else rounded to months; `undefined` if one of them is not
 * known to the month, or if the second is not later.
 *
 * @example
 * timeBetween('2022-11-30', '2023-03-14'); // 'about 3 months'
 * timeBetween('2020-06-11', '2023-03-14'); // 'about 2 years and 9 months'
 */
export function timeBetween(one: PartialDate | null, other: PartialDate | null): string | undefined {
  if (one === null || other === null || one.length < 7 || other.length < 7) return undefined;
  const days = dayNumber(other) - dayNumber(one);
  if (days < 1) return undefined;
  if (one.length === 10 && other.length === 10 && days < 60) return counted(days, 'day');
  const months = Math.round(days / DAYS_IN_A_MONTH);
  const years = Math.floor(months / 12);
  const rest = months % 12;
  const parts = [years > 0 && counted(years, 'year'), rest > 0 && counted(rest, 'month')].filter(Boolean);
  return parts.length > 0 ? `about ${parts.join(' and ')}` : undefined;
}

/** Average in the Gregorian calendar. */
const DAYS_IN_A_MONTH = 365.2425 / 12;

const dayNumber = (date: PartialDate): number => Date.parse(date) / DAY_MS;

/** The knowledge as people read it on a day, `YYYY-MM-DD`. Later dates are worded as announcements. */
export interface KnowledgeToday extends Knowledge {
  readonly today: string;
}

/**
 * What a plan had on a day, or on any day of a month, a year or several months, in the order of the timeline.
 *
 * @param date - An entry whose first day is known only to the month counts from the start of that month, one whose last
 * day is known only to the month counts until its end.
 */
export const entriesOn = <U extends AssistantUse>(
  timeline: readonly U[],
  plan: string,
  date: PartialDate,
  until?: PartialDate,
) => timeline.filter((entry) => entry.plans.includes(plan) && isDuring(entry, date, until));

/**
 * Whether a period includes a day, or any day of a month, a year or several months. It does not include the day on which it
 * ended.
 */
export function isDuring({ from, to }: Span<PartialDate | null>, date: PartialDate, until = date): boolean {
  if (isBefore(until, from)) return false;
  if (to === undefined) return true;
  return to.length === 10 ? firstDay(date) < to : !isBefore(to, date);
}

/** `2023-04-01` for `2023-04`. */
export const firstDay = (date: PartialDate): string => date + '-01-01'.slice(date.length - 4);

/** Plans that had the same, and what they had. */
export interface PlanGroup<Entry> {
  /** Cheapest first. */
  readonly plans: readonly string[];
  /** In the order in which it came; never empty. */
  readonly entries: readonly Entry[];
}

/** In the order of the cheapest plan, without plans that had nothing. @param keyOf - What has to be the same of an entry. */
function grouped<Entry>(
  plans: readonly string[],
  entriesOf: (plan: string) => readonly Entry[],
  keyOf: (entry: Entry) => unknown = (entry) => entry,
): readonly PlanGroup<Entry>[] {
  const had = plans.map((plan) => ({ plan, entries: entriesOf(plan) })).filter(({ entries }) => entries.length > 0);
  const groups = Map.groupBy(had, ({ entries }) => JSON.stringify(entries.map(keyOf)));
  return Array.from(groups.values(), (group) => ({
    plans: group.map(({ plan }) => plan),
    entries: group[0]!.entries,
  }));
}

/**
 * When ChatGPT's plans had a model, whatever its role was. Periods without a gap are joined, and plans with the same
 * periods are grouped, in the order of the cheapest one.
 *
 * @example
 * spansByPlan(knowledge, 'gpt-4'); // [{ plans: ['plus'], entries: [{ from: '2023-03-14', to: '2025-04-30' }] }]
 */
export function spansByPlan(knowledge: Knowledge, modelId: string): readonly PlanGroup<Span>[] {
  const timeline = chatGptTimeline(knowledge);
  const spansOn = (plan: string) =>
    joinedSpans(timeline.filter((entry) => entry.model === modelId && entry.plans.includes(plan)));
  return grouped(chatGptPlans(knowledge.plans), spansOn);
}

/**
 * Plans as people read them; those of other assistants than ChatGPT are called so in the set.
 *
 * @example
 * planNames(knowledge, ['free', 'go', 'plus']); // 'Free, Go and Plus'
 */
export const planNames = ({ plans }: Knowledge, ids: readonly string[]): string =>
  listed(ids.map((id) => plans.get(id)?.name ?? id));

export type PlanUse = PlanGroup<TimelineEntry>;

/** What plans had on a day, or on any day of a month, a year or several months. */
export function usesIn(
  timeline: readonly TimelineEntry[],
  plans: readonly string[],
  { date, until }: Omit<AskedPlans, 'plans'>,
) {
  const entriesOf = (plan: string) => entriesOn(timeline, plan, date, until);
  return grouped(plans, entriesOf, ({ model, role, from, to, end, note }) => [model, role, from, to, end, note]);
}

/** `ChatGPT Free and Plus`; `ChatGPT Plus and the API`; `OpenAI's API`; `ChatGPT` for no plan in particular. */
export function subjectOf({ plans }: Knowledge, ids: readonly string[]): string {
  if (isApiAlone(ids)) return OPENAI_API;
  return `ChatGPT ${listed(ids.map((id) => (id === API ? 'the API' : plans.get(id)!.name)))}`.trim();
}

export const isApiAlone = (plans: readonly string[]): boolean => plans.length === 1 && plans[0] === API;

/** What was used: the name of a model, or the id of one that the set lacks; of an assistant also a name alone. */
export const nameOf = (
  { models }: Knowledge,
  { model, name = '' }: Partial<Pick<AssistantUse, 'model' | 'name'>>,
): string => (model === undefined ? name : (models.get(model)?.name ?? model));

/**
 * Whether an assistant uses it today, as far as anybody has published: its latest model and the latest that isn't for one
 * plan alone, unless they are known to have ended. Of an earlier one nobody may have said when it ended, except of
 * ChatGPT's plans.
 */
export function isStillUsed({ plans, today }: KnowledgeToday, { runsOn }: Assistant, use: AssistantUse): boolean {
  if (use.plans.some((plan) => plans.has(plan))) return use.to === undefined;
  const begun = runsOn.filter(({ from }) => from === null || !isBefore(today, from));
  const latest = [begun.at(-1), begun.findLast((one) => one.plans.length === 0)];
  return use.to === undefined && latest.includes(use);
}

/** An assistant's default models on one of its plans, up to today. */
export interface PlanHistory {
  /** As people read it; the assistant's name for what is on no plan in particular. */
  readonly plan: string;
  /** In the order of `from`; never empty. */
  readonly entries: readonly DatedUse[];
  /** The plan whose history this one shares since its own start. */
  readonly sameAs?: string;
}

/** Of an assistant, with a known first day. */
export type DatedUse = AssistantUse & { readonly from: PartialDate };

/**
 * The history of each plan that has one: of ChatGPT's plans, the cheapest first; of others in the order in which they came. A
 * plan that only repeats an earlier one refers to it.
 */
export function planHistories(knowledge: KnowledgeToday, { name, runsOn }: Assistant): readonly PlanHistory[] {
  const begun = runsOn
    .filter((use): use is DatedUse => use.from !== null && !isBefore(knowledge.today, use.from))
    .filter(({ role }) => role === 'default')
    .toSorted(byStart);
  const named = begun.map((use) => ({ use, plans: use.plans.length > 0 ? use.plans : [NO_PLAN] }));
  const histories: PlanHistory[] = [];
  for (const id of new Set([...knowledge.plans.keys(), ...named.flatMap(({ plans }) => plans)])) {
    const entries = named.filter(({ plans }) => plans.includes(id)).map(({ use }) => use);
    if (entries.length === 0) continue;
    const plan = id === NO_PLAN ? name : planNames(knowledge, [id]);
    const same = histories.find((history) => history.sameAs === undefined && endsWith(history.entries, entries));
    histories.push(same ? { plan, entries, sameAs: same.plan } : { plan, entries });
  }
  return histories;
}

const NO_PLAN = '';

/** Whether one history ends like another: with the same entries, the first of which may have begun earlier. */
function endsWith(whole: readonly AssistantUse[], end: readonly AssistantUse[]): boolean {
  const tail = whole.slice(-end.length);
  const isSame = ({ model, name, from }: AssistantUse, index: number): boolean =>
    model === end[index]!.model && name === end[index]!.name && (index === 0 || from === end[index]!.from);
  return tail.length === end.length && tail.every(isSame);
}

/**
 * When OpenAI's API had each model, as timeline entries in the order of `from`. This follows from the models,
 * so that their dates are written once. A model whose first day in the API is not on record has none.
 */
export function apiUse({ models }: Knowledge): readonly TimelineEntry[] {
  return [...models.values()]
    .filter(({ maker }) => maker === CHATGPT_MAKER)
    .flatMap(({ id, apiIds, released, releasedInApi = released, retired, sources }): TimelineEntry[] => {
      if (apiIds.length === 0 || releasedInApi === null) return [];
      return [{ model: id, plans: [API], role: 'choice', from: releasedInApi, to: retired?.api, sources }];
    })
    .toSorted(byStart);
}
