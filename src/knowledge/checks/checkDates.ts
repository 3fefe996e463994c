import type { Draft } from '../Draft.ts';
import type { Drafts } from '../Drafts.ts';
import type { Fault } from '../Fault.ts';
import { formatDate } from '../formatDate.ts';
import type { ModelRecord } from '../Model.ts';
import type { PartialDate } from '../PartialDate.ts';
import { isAfter } from './isAfter.ts';

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
