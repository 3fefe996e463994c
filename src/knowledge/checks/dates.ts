import { formatDate, isBefore, type PartialDate } from '../dates.ts';
import type { Fault } from '../faults.ts';
import type { Path } from '../files.ts';
import type { ParsedKnowledge } from '../parse.ts';
import type { ParsedRecord } from '../ParsedRecord.ts';
import type { ModelRecord } from '../schemas/model.ts';

/** Dates are in the right order. The schema has already checked that they exist. */
export function checkDates({ answers, models, timeline }: ParsedKnowledge): Fault[] {
  const reviews = [...answers.values()].flatMap((parsed) => {
    const { checked, reviewBy } = parsed.data ?? {};
    return misordered(parsed, { checked }, { reviewBy });
  });
  const uses = (timeline ?? []).flatMap((parsed) => {
    const { from, to } = parsed.data ?? {};
    return misordered(parsed, { from }, { to });
  });
  const ofModels = [...models.values()].flatMap((parsed) => {
    const { announced, released, releasedInApi, retired } = parsed.data ?? {};
    const pairs: readonly (readonly [Dated, Dated])[] = [
      [{ announced }, { released }],
      [{ released }, { releasedInApi }],
      [{ releasedInApi }, { 'retired.api': retired?.api }],
      [{ released }, { 'retired.chatgpt': retired?.chatgpt }],
      [{ released }, { 'retired.api': retired?.api }],
    ];
    return pairs.flatMap(([earlier, later]) => misordered(parsed, earlier, later)).concat(misplaced(parsed, models));
  });
  return [...reviews, ...uses, ...ofModels];
}

/** One date by its field. */
type Dated = Readonly<Record<string, PartialDate | null | undefined>>;

/**
 * A later date before an earlier one. Unknown dates are in order.
 *
 * @param root - Path to the part of the record that has both. Default: the record itself.
 */
export function misordered(parsed: ParsedRecord<unknown>, earlier: Dated, later: Dated, root: Path = []): Fault[] {
  const [[before, first] = [], [after, second] = []] = [earlier, later].map((one) => Object.entries(one)[0]);
  if (!first || !second || !isBefore(second, first)) return [];
  const what = `"${after}" is before "${before}", ${formatDate(first)}: correct one of them`;
  return [parsed.fault([...root, ...after!.split('.')], what)];
}

/** A model is not older than the one it came after. */
function misplaced(parsed: ParsedRecord<ModelRecord>, models: ParsedKnowledge['models']): Fault[] {
  const { madeFrom, released } = parsed.data ?? {};
  const before = madeFrom?.how === 'release-order' ? models.get(madeFrom.model ?? '')?.data?.released : undefined;
  if (!before || !isBefore(released ?? null, before)) return [];
  const what = `"${madeFrom!.model}" was released later than this, so it cannot come before it: correct one of them`;
  return [parsed.fault(['madeFrom', 'model'], what)];
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
