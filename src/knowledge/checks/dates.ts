import { formatDate, isBefore, type PartialDate } from '../dates.ts';
import type { Fault } from '../faults.ts';
import type { ParsedKnowledge } from '../parse.ts';
import type { ParsedRecord } from '../ParsedRecord.ts';
import type { ModelRecord } from '../schemas/model.ts';

/** Dates are in the right order. The schema has already checked that they exist. */
export function checkDates({ answers, models, timeline }: ParsedKnowledge): Fault[] {
  const reviews = [...answers.values()].flatMap((parsed) => {
    const { checked, reviewBy } = parsed.data ?? {};
    if (!checked || inOrder(checked, reviewBy)) return [];
    return parsed.fault(['reviewBy'], `"reviewBy" is before "checked", ${formatDate(checked)}: correct one of them`);
  });
  const uses = (timeline ?? []).flatMap((parsed) => {
    const { from, to } = parsed.data ?? {};
    if (!from || inOrder(from, to)) return [];
    return parsed.fault(['to'], `"to" is before "from", ${formatDate(from)}: correct one of them`);
  });
  return [...reviews, ...uses, ...[...models.values()].flatMap((parsed) => checkModel(parsed, models))];
}

function checkModel(parsed: ParsedRecord<ModelRecord>, models: ParsedKnowledge['models']): Fault[] {
  const record = parsed.data;
  if (!record) return [];
  const { announced, released, releasedInApi, retired, madeFrom } = record;
  const faults: Fault[] = [];
  if (!inOrder(announced, released)) {
    faults.push(
      parsed.fault(['released'], `"released" is before "announced", ${formatDate(announced)}: correct one of them`),
    );
  }
  if (!inOrder(released, releasedInApi)) {
    const what = `"releasedInApi" is before "released", ${formatDate(released)}: correct one of them`;
    faults.push(parsed.fault(['releasedInApi'], what));
  }
  if (!inOrder(releasedInApi, retired?.api)) {
    const what = `"retired.api" is before "releasedInApi", ${formatDate(releasedInApi ?? null)}: correct one of them`;
    faults.push(parsed.fault(['retired', 'api'], what));
  }
  for (const where of ['chatgpt', 'api'] as const) {
    if (inOrder(released, retired?.[where])) continue;
    const what = `"retired.${where}" is before "released", ${formatDate(released)}: correct one of them`;
    faults.push(parsed.fault(['retired', where], what));
  }
  const before = madeFrom.how === 'release-order' ? models.get(madeFrom.model ?? '')?.data : undefined;
  if (!inOrder(before?.released, released)) {
    const what = `"${madeFrom.model}" was released later than this, so it cannot come before it: correct one of them`;
    faults.push(parsed.fault(['madeFrom', 'model'], what));
  }
  return faults;
}

type MaybeDate = PartialDate | null | undefined;

/** Unknown dates are always in order. */
function inOrder(earlier: MaybeDate, later: MaybeDate): boolean {
  return !earlier || !later || !isBefore(later, earlier);
}

/** Timeline entries agree with each other and with the models they name. */
export function checkTimeline(records: ParsedKnowledge): Fault[] {
  return [...checkOrder(records), ...checkReleases(records), ...checkDefaults(records)];
}

/** Entries are sorted by `from`, so that there is one place to look for a day or to add an entry. */
function checkOrder({ timeline }: ParsedKnowledge): Fault[] {
  const dated = (timeline ?? []).filter(({ data }) => data);
  return dated.flatMap((parsed, index) => {
    const before = dated[index - 1]?.data?.from;
    const from = parsed.data!.from;
    if (before === undefined || before <= from) return [];
    return parsed.fault(['from'], `"from" is before that of the entry above, ${before}: sort the entries by "from"`);
  });
}

/** No plan had a model before it was released. */
function checkReleases({ timeline, models }: ParsedKnowledge): Fault[] {
  return (timeline ?? []).flatMap((parsed) => {
    const { from, model } = parsed.data ?? {};
    const released = model === undefined ? undefined : models.get(model)?.data?.released;
    if (!from || !released || !isBefore(from, released)) return [];
    const what = `"from" is before the release of ${model}, ${formatDate(released)}: correct one of them`;
    return parsed.fault(['from'], what);
  });
}

/** A plan has only one default model without an end: the current one. */
function checkDefaults({ timeline = [] }: ParsedKnowledge): Fault[] {
  const plans = new Set(timeline.flatMap(({ data }) => data?.plans ?? []));
  return [...plans].flatMap((plan) => {
    const open = timeline.filter(
      ({ data }) => data?.role === 'default' && data.to === undefined && data.plans.includes(plan),
    );
    return open.slice(0, -1).map((parsed) => {
      const next = open.at(-1)!.data!;
      const what = `the plan ${plan} has a later default, ${next.model}: write "to", the day on which this one ended`;
      return parsed.fault([], what);
    });
  });
}
