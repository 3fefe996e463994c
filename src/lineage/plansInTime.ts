import { formatDate, type PartialDate } from '../knowledge/dates.ts';
import { CHATGPT_PLANS, type Knowledge, type Plan, type TimelineEntry } from '../knowledge/Knowledge.ts';
import { listed } from './madeAnswer.ts';
import { entriesOn } from './timeline.ts';

const PLAN_NAMES: Record<Plan, string> = {
  free: 'Free',
  go: 'Go',
  plus: 'Plus',
  pro: 'Pro',
  business: 'Business',
  enterprise: 'Enterprise',
  api: 'API',
};

/**
 * Plans as people read them.
 *
 * @example
 * planNames(['free', 'go', 'plus']); // 'Free, Go and Plus'
 */
export function planNames(plans: readonly Plan[]): string {
  return listed(plans.map((plan) => PLAN_NAMES[plan]));
}

/** Plans that had the same at some time, and what they had. */
export interface PlanUse {
  /** Cheapest first. */
  readonly plans: readonly Plan[];
  /** In the order in which it came; never empty. */
  readonly entries: readonly TimelineEntry[];
}

/** Plans with the same entries stand together, in the order of the cheapest one; those that had nothing are left out. */
export function usesIn(
  timeline: readonly TimelineEntry[],
  plans: readonly Plan[],
  date: PartialDate,
): readonly PlanUse[] {
  const groups = new Map<string, { plans: Plan[]; entries: readonly TimelineEntry[] }>();
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
export function subjectOf(plans: readonly Plan[]): string {
  if (isApiAlone(plans)) return 'the API';
  return `ChatGPT ${planNames(plans).replace('API', 'the API')}`.trim();
}

export const isApiAlone = (plans: readonly Plan[]): boolean => plans.length === 1 && plans[0] === 'api';

/** `in Apr 2023`; `on 14 Mar 2023` */
export const inTime = (date: PartialDate): string => `${date.length === 10 ? 'on' : 'in'} ${formatDate(date)}`;

/** @param entry - One of a model that `models` has. */
export const nameOf = ({ models }: Knowledge, entry: TimelineEntry): string => models.get(entry.model)!.name;

/** What a plan of ChatGPT used without choosing, from its launch on. */
export interface PlanHistory {
  readonly plan: Plan;
  /** In the order of `from`; never empty. */
  readonly entries: readonly TimelineEntry[];
  /** The plan whose history this one shares from its own start on. */
  readonly sameAs?: Plan;
}

/** The history of each plan that has one. A plan that only repeats an earlier one says so instead of being told twice. */
export function planHistories(timeline: readonly TimelineEntry[]): readonly PlanHistory[] {
  const told: PlanHistory[] = [];
  for (const plan of CHATGPT_PLANS) {
    const entries = timeline.filter((entry) => entry.role === 'default' && entry.plans.includes(plan));
    if (entries.length === 0) continue;
    const model = told.find((history) => history.sameAs === undefined && endsWith(history.entries, entries));
    told.push(model ? { plan, entries, sameAs: model.plan } : { plan, entries });
  }
  return told;
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
      return [{ model: id, plans: ['api'], role: 'choice', from: releasedInApi, to: retired?.api, sources }];
    })
    .toSorted((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from)));
}
