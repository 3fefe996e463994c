import type { Knowledge } from '../knowledge/Knowledge.ts';
import { formatDate } from '../knowledge/formatDate.ts';
import type { PartialDate } from '../knowledge/PartialDate.ts';
import type { Plan, TimelineEntry } from '../knowledge/Timeline.ts';
import { planNames } from './planNames.ts';
import { entriesOn } from './timeline.ts';

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
