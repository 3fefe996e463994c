import type { Drafts } from '../Drafts.ts';
import type { Fault } from '../Fault.ts';
import { formatDate } from '../formatDate.ts';
import { CHATGPT_PLANS } from '../Timeline.ts';
import { isAfter } from './isAfter.ts';

/** The entries of the timeline agree with each other and with the models that they name. */
export function checkTimeline(drafts: Drafts): Fault[] {
  return [...checkOrder(drafts), ...checkReleases(drafts), ...checkDefaults(drafts)];
}

/** Sorted by `from`, so that a reader finds a day and a new entry has one place to go. */
function checkOrder({ timeline }: Drafts): Fault[] {
  const dated = (timeline ?? []).filter(({ record }) => record);
  return dated.flatMap((draft, index) => {
    const before = dated[index - 1]?.record?.from;
    const from = draft.record!.from;
    if (before === undefined || before <= from) return [];
    return draft.fault(['from'], `"from" is before that of the entry above, ${before}: sort the entries by "from"`);
  });
}

/** Nobody had a model before it was released. */
function checkReleases({ timeline, models }: Drafts): Fault[] {
  return (timeline ?? []).flatMap((draft) => {
    const { from, model } = draft.record ?? {};
    const released = model === undefined ? undefined : models.get(model)?.record?.released;
    if (!from || !released || !isAfter(released, from)) return [];
    const what = `"from" is before the release of ${model}, ${formatDate(released)}: correct one of them`;
    return draft.fault(['from'], what);
  });
}

/** Of the models that a plan uses without choosing, only one is without an end: the one it has now. */
function checkDefaults({ timeline }: Drafts): Fault[] {
  return CHATGPT_PLANS.flatMap((plan) => {
    const open = (timeline ?? []).filter(
      ({ record }) => record?.role === 'default' && record.to === undefined && record.plans.includes(plan),
    );
    return open.slice(0, -1).map((draft) => {
      const next = open.at(-1)!.record!;
      const what = `the plan ${plan} has a later default, ${next.model}: write "to", the day on which this one ended`;
      return draft.fault([], what);
    });
  });
}
