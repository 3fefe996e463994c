import { formatDate, isBefore, type PartialDate } from '../../../src/knowledge/dates.ts';
import { type Fault, type ParsedRecord, type Path, sound } from '../../../src/knowledge/faults.ts';
import { CHATGPT } from '../../../src/knowledge/ids.ts';
import type { ParsedKnowledge } from '../../../src/knowledge/parse.ts';

/** The dates of a model that have an order, the earlier one first. */
const OF_MODELS = [
  ['announced', 'released'],
  ['released', 'releasedInApi'],
  ['releasedInApi', 'retired.api'],
  ['released', 'retired.chatgpt'],
  ['released', 'retired.api'],
] as const;

/** Dates are in the right order. The schema has already checked that they exist. */
export function* checkDates({ answers, models, assistants }: ParsedKnowledge): Generator<Fault, void> {
  for (const [parsed, data] of sound(answers.values())) yield* inOrder(parsed, data, ['checked', 'reviewBy']);
  for (const [parsed, data] of sound(models.values())) {
    const { madeFrom, released, retired } = data;
    const dates = { ...data, 'retired.api': retired?.api, 'retired.chatgpt': retired?.chatgpt };
    for (const pair of OF_MODELS) yield* inOrder(parsed, dates, pair);
    const before = madeFrom.how === 'release-order' ? models.get(madeFrom.model ?? '')?.data?.released : undefined;
    if (!before || !isBefore(released, before)) continue;
    const what = `"${madeFrom.model}" was released later than this, so it cannot come before it: correct one of them`;
    yield parsed.fault(['madeFrom', 'model'], what);
  }
  for (const [parsed, { runsOn }] of sound(assistants.values())) {
    for (const [index, use] of runsOn.entries()) {
      yield* inOrder(parsed, use, ['from', 'to'], ['runsOn', index]);
      const before = runsOn[index - 1]?.from;
      if (!before || !isBefore(use.from, before)) continue;
      // So that there is one place to look for a day or to add an entry.
      const what = `"from" is before that of the entry above, ${formatDate(before)}: sort the entries by "from"`;
      yield parsed.fault(['runsOn', index, 'from'], what);
    }
  }
}

/**
 * A later date is not before an earlier one. Unknown dates are in order.
 *
 * @param root - Path to the part of the record that has both. Default: the record itself.
 */
function* inOrder<K extends string>(
  parsed: ParsedRecord<unknown>,
  dates: Readonly<Partial<Record<K, PartialDate | null | undefined>>>,
  [earlier, later]: readonly [K, K],
  root: Path = [],
): Generator<Fault, void> {
  const [first, second] = [dates[earlier], dates[later]];
  if (!first || !second || !isBefore(second, first)) return;
  const what = `"${later}" is before "${earlier}", ${formatDate(first)}: correct one of them`;
  yield parsed.fault([...root, ...later.split('.')], what);
}

/** What ChatGPT's plans had agrees with the models. Other assistants may have had a model before its release. */
export function* checkTimeline({ assistants, models }: ParsedKnowledge): Generator<Fault, void> {
  const parsed = assistants.get(CHATGPT);
  const uses = parsed?.data?.runsOn ?? [];
  for (const [index, { from, model = '' }] of uses.entries()) {
    const released = models.get(model)?.data?.released;
    if (!released || !isBefore(from, released)) continue;
    const what = `"from" is before the release of ${model}, ${formatDate(released)}: correct one of them`;
    yield parsed!.fault(['runsOn', index, 'from'], what);
  }
  for (const plan of new Set(uses.flatMap(({ plans }) => plans))) {
    const open = uses.filter(({ role, to, plans }) => role === 'default' && to === undefined && plans.includes(plan));
    for (const use of open.slice(0, -1)) {
      const what = `the plan ${plan} has a later default, ${open.at(-1)!.model}: write "to", the day on which this one ended`;
      yield parsed!.fault(['runsOn', uses.indexOf(use)], what);
    }
  }
}
