import { formatDate, isAfter, type PartialDate } from '../dates.ts';
import type { Fault } from '../faults.ts';
import { CHATGPT_PLANS } from '../Knowledge.ts';
import type { ModelRecord } from '../Model.ts';
import type { Draft, Drafts } from '../records.ts';

/** Dates follow each other as they must. That the calendar has them is the schema's business. */
export function checkDates({ answers, models, timeline }: Drafts): Fault[] {
  const reviews = [...answers.values()].flatMap((draft) => {
    const { asOf, reviewBy } = draft.record ?? {};
    if (!asOf || inOrder(asOf, reviewBy)) return [];
    return draft.fault(['reviewBy'], `"reviewBy" is before "asOf", ${formatDate(asOf)}: correct one of them`);
  });
  const uses = (timeline ?? []).flatMap((draft) => {
    const { from, to } = draft.record ?? {};
    if (!from || inOrder(from, to)) return [];
    return draft.fault(['to'], `"to" is before "from", ${formatDate(from)}: correct one of them`);
  });
  return [...reviews, ...uses, ...[...models.values()].flatMap((draft) => checkModel(draft, models))];
}

function checkModel(draft: Draft<ModelRecord>, models: Drafts['models']): Fault[] {
  const { record } = draft;
  if (!record) return [];
  const { announced, released, releasedInApi, retired, madeFrom } = record;
  const faults: Fault[] = [];
  if (!inOrder(announced, released)) {
    faults.push(
      draft.fault(['released'], `"released" is before "announced", ${formatDate(announced)}: correct one of them`),
    );
  }
  if (!inOrder(released, releasedInApi)) {
    const what = `"releasedInApi" is before "released", ${formatDate(released)}: correct one of them`;
    faults.push(draft.fault(['releasedInApi'], what));
  }
  if (!inOrder(releasedInApi, retired?.api)) {
    const what = `"retired.api" is before "releasedInApi", ${formatDate(releasedInApi ?? null)}: correct one of them`;
    faults.push(draft.fault(['retired', 'api'], what));
  }
  for (const where of ['chatgpt', 'api'] as const) {
    if (inOrder(released, retired?.[where])) continue;
    const what = `"retired.${where}" is before "released", ${formatDate(released)}: correct one of them`;
    faults.push(draft.fault(['retired', where], what));
  }
  const before = madeFrom.how === 'release-order' ? models.get(madeFrom.model ?? '')?.record : undefined;
  if (!inOrder(before?.released, released)) {
    const what = `"${madeFrom.model}" was released later than this, so it cannot come before it: correct one of them`;
    faults.push(draft.fault(['madeFrom', 'model'], what));
  }
  return faults;
}

type MaybeDate = PartialDate | null | undefined;

/** What is not known is in order. */
function inOrder(earlier: MaybeDate, later: MaybeDate): boolean {
  return !earlier || !later || !isAfter(earlier, later);
}

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
