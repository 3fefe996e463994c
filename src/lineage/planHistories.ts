import { CHATGPT_PLANS, type Plan, type TimelineEntry } from '../knowledge/Timeline.ts';

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
