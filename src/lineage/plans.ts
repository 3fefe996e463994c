import { type PartialDate } from '../knowledge/dates.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import { API, chatGptPlans } from '../knowledge/Names.ts';
import type { TimelineEntry } from '../knowledge/Timeline.ts';
import { listed } from './generatedAnswer.ts';
import { entriesOn } from './timeline.ts';

type Plans = Pick<Knowledge, 'plans'>;

/**
 * Plans as people read them.
 *
 * @example
 * planNames(knowledge, ['free', 'go', 'plus']); // 'Free, Go and Plus'
 */
export function planNames({ plans }: Plans, ids: readonly string[]): string {
  return listed(ids.map((id) => plans.get(id)!.name));
}

/** Plans that had the same at some time, and what they had. */
export interface PlanUse {
  /** Cheapest first. */
  readonly plans: readonly string[];
  /** In the order in which it came; never empty. */
  readonly entries: readonly TimelineEntry[];
}

/** Plans with the same entries stand together, in the order of the cheapest one; those that had nothing are left out. */
export function usesIn(
  timeline: readonly TimelineEntry[],
  plans: readonly string[],
  date: PartialDate,
): readonly PlanUse[] {
  const groups = new Map<string, { plans: string[]; entries: readonly TimelineEntry[] }>();
  for (const plan of plans) {
    const entries = entriesOn(timeline, plan, date);
    if (entries.length === 0) continue;
    const key = JSON.stringify(
      entries.map(({ model, role, from, to, end, note }) => [model, role, from, to, end, note]),
    );
    const group = groups.get(key);
    if (group) group.plans.push(plan);
    else groups.set(key, { plans: [plan], entries });
  }
  return [...groups.values()];
}

/** `ChatGPT Free and Plus`; `ChatGPT Plus and the API`; `the API`; `ChatGPT` for no plan in particular. */
export function subjectOf({ plans }: Plans, ids: readonly string[]): string {
  if (isApiAlone(ids)) return 'the API';
  return `ChatGPT ${listed(ids.map((id) => (id === API ? 'the API' : plans.get(id)!.name)))}`.trim();
}

export const isApiAlone = (plans: readonly string[]): boolean => plans.length === 1 && plans[0] === API;

/** @param entry - One of a model that `models` has. */
export const nameOf = ({ models }: Knowledge, entry: TimelineEntry): string => models.get(entry.model)!.name;

/** What a plan of ChatGPT used without choosing, from its launch on. */
export interface PlanHistory {
  readonly plan: string;
  /** In the order of `from`; never empty. */
  readonly entries: readonly TimelineEntry[];
  /** The plan whose history this one shares from its own start on. */
  readonly sameAs?: string;
}

/** The history of each plan that has one. A plan that only repeats an earlier one refers to it. */
export function planHistories({ plans }: Plans, timeline: readonly TimelineEntry[]): readonly PlanHistory[] {
  const histories: PlanHistory[] = [];
  for (const plan of chatGptPlans(plans)) {
    const entries = timeline.filter((entry) => entry.role === 'default' && entry.plans.includes(plan));
    if (entries.length === 0) continue;
    const same = histories.find((history) => history.sameAs === undefined && endsWith(history.entries, entries));
    histories.push(same ? { plan, entries, sameAs: same.plan } : { plan, entries });
  }
  return histories;
}

/** Whether one history ends like another: the same entries, of which the first may have begun before. */
function endsWith(whole: readonly TimelineEntry[], end: readonly TimelineEntry[]): boolean {
  const tail = whole.slice(-end.length);
  return (
    tail.length === end.length &&
    tail.every(({ model, from }, index) => model === end[index]!.model && (index === 0 || from === end[index]!.from))
  );
}

/**
 * From when to when the API had each model, as entries of a timeline in the order of `from`. It follows from the models,
 * so that their dates stand once. A model whose first day in the API is not on record has none.
 */
export function apiUse({ models }: Pick<Knowledge, 'models'>): readonly TimelineEntry[] {
  return [...models.values()]
    .flatMap(({ id, apiIds, released, releasedInApi = released, retired, sources }): TimelineEntry[] => {
      if (apiIds.length === 0 || releasedInApi === null) return [];
      return [{ model: id, plans: [API], role: 'choice', from: releasedInApi, to: retired?.api, sources }];
    })
    .toSorted((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from)));
}
