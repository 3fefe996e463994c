import { ANSWER_ID } from '../Answer.ts';
import { isPartialDate } from '../dates.ts';
import type { Fault } from '../faults.ts';
import type { Path } from '../files.ts';
import { PLANS } from '../Knowledge.ts';
import type { Draft, Drafts } from '../records.ts';

/** As many as fit side by side on a phone: `/compare` takes no more. */
const MOST_COMPARED = 4;

/** Whatever names something else names something that is there. */
export function checkLinks(drafts: Drafts): Fault[] {
  return [...checkSources(drafts), ...checkRelated(drafts), ...checkModels(drafts)];
}

function checkSources({ answers, models, timeline, sources }: Drafts): Fault[] {
  if (!sources) return [];
  const check = (draft: Draft<unknown>, path: Path, ids: readonly string[]): Fault[] =>
    ids.flatMap((id, index) => {
      if (!sources.has(id)) return draft.fault([...path, index], `there is no source "${id}": add it to sources.yaml`);
      if (ids.indexOf(id) < index) return draft.fault([...path, index], `source "${id}" is named twice: keep one`);
      return [];
    });
  const cells = [...answers.values()].flatMap((draft) =>
    (draft.record?.table?.rows ?? []).flatMap((row, rowIndex) =>
      row.flatMap((cell, index) => check(draft, ['table', 'rows', rowIndex, index, 'sources'], cell.sources)),
    ),
  );
  const records = [...answers.values(), ...models.values(), ...(timeline ?? [])];
  return [...cells, ...records.flatMap((draft) => check(draft, ['sources'], draft.record?.sources ?? []))];
}

function checkRelated({ answers, models }: Drafts): Fault[] {
  return [...answers.values()].flatMap((draft) => {
    const related = draft.record?.related ?? [];
    return related.flatMap((id, index) => {
      const path = ['related', index];
      if (id === draft.id) return draft.fault(path, `"${id}" is this answer itself: remove it`);
      if (related.indexOf(id) < index) return draft.fault(path, `"${id}" is related twice: keep one`);
      const what = answers.has(id) ? undefined : whyNotMade(id, models);
      return what === undefined ? [] : draft.fault(path, what);
    });
  });
}

/** @returns Why there is no answer with this id, made from facts; `undefined` when there is. */
function whyNotMade(id: string, models: Drafts['models']): string | undefined {
  if (id.startsWith('plan:')) {
    return namesPlansAndDate(id)
      ? undefined
      : `"${id}" must name plans and a date: write it like plan:free+plus:2024-05`;
  }
  const [, kind, rest] = /^(model|compare|lineage):(.+)$/.exec(id) ?? [];
  if (kind === undefined || rest === undefined) {
    const form = ANSWER_ID.test(id) ? 'add it, or correct the id' : 'write an id such as gpt-vs-chatgpt or model:gpt-4';
    return `there is no answer "${id}": ${form}`;
  }
  if (kind === 'lineage' && rest === 'chatgpt') return undefined;
  const named = kind === 'compare' ? rest.split('+') : [rest];
  if (kind === 'compare' && (named.length < 2 || named.length > MOST_COMPARED || new Set(named).size < named.length)) {
    return `"${id}" must compare two to four different models: write it like compare:gpt-3+gpt-4`;
  }
  const missing = named.find((model) => !models.has(model));
  return missing === undefined ? undefined : noModel(missing);
}

/** `plan:plus:2023-04`, `plan:2024` */
function namesPlansAndDate(id: string): boolean {
  const [, ...parts] = id.split(':');
  const date = parts.pop();
  const plans = parts.flatMap((part) => part.split('+'));
  const isSound = plans.every((plan) => PLANS.some((known) => known === plan));
  return parts.length < 2 && isSound && new Set(plans).size === plans.length && isPartialDate(date ?? '');
}

function checkModels({ models, timeline }: Drafts): Fault[] {
  const bases = [...models.values()].flatMap((draft) => {
    const base = draft.record?.madeFrom.model;
    return base === undefined || models.has(base) ? [] : draft.fault(['madeFrom', 'model'], noModel(base));
  });
  const uses = (timeline ?? []).flatMap((draft) => {
    const model = draft.record?.model;
    return model === undefined || models.has(model) ? [] : draft.fault(['model'], noModel(model));
  });
  return [...bases, ...uses];
}

const noModel = (id: string): string => `there is no model "${id}": add models/${id}.yaml, or correct the id`;

/** No model is made, by however many steps, from itself. Each circle is reported once, at its first id. */
export function checkMadeFrom({ models }: Drafts): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const start of [...models.keys()].toSorted()) {
    const way: string[] = [];
    let id: string | undefined = start;
    while (id !== undefined && !seen.has(id)) {
      seen.add(id);
      way.push(id);
      id = models.get(id)?.record?.madeFrom.model;
    }
    // Only where the way comes back to itself: one that joins an earlier way has been looked at already.
    const circle = id === undefined || !way.includes(id) ? [] : way.slice(way.indexOf(id));
    const [first] = circle.toSorted();
    if (first === undefined) continue;
    const turned = [...circle.slice(circle.indexOf(first)), ...circle.slice(0, circle.indexOf(first)), first];
    const what = `is made from itself, ${turned.join(' from ')}: correct one of them`;
    faults.push(models.get(first)!.fault(['madeFrom', 'model'], `"${first}" ${what}`));
  }
  return faults;
}
