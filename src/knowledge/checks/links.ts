import { ID } from '../ids.ts';
import { isPartialDate } from '../dates.ts';
import type { Fault } from '../faults.ts';
import type { Path } from '../files.ts';
import { API } from '../Names.ts';
import type { ParsedKnowledge } from '../parse.ts';
import type { ParsedRecord } from '../ParsedRecord.ts';
import { MAX_COMPARED } from '../Phrasings.ts';

/** Everything that is named exists. */
export function checkLinks(records: ParsedKnowledge): Fault[] {
  return [
    ...checkSources(records),
    ...checkRelated(records),
    ...checkRelatedOfGenerated(records),
    ...checkModels(records),
    ...checkPlans(records),
  ];
}

function checkSources({ answers, models, assistants, timeline, sources }: ParsedKnowledge): Fault[] {
  if (!sources) return [];
  const check = (parsed: ParsedRecord<unknown>, path: Path, ids: readonly string[]): Fault[] =>
    ids.flatMap((id, index) => {
      if (!sources.has(id)) return parsed.fault([...path, index], `there is no source "${id}": add it to sources.yaml`);
      if (ids.indexOf(id) < index) return parsed.fault([...path, index], `source "${id}" is named twice: keep one`);
      return [];
    });
  const cells = [...answers.values()].flatMap((parsed) =>
    (parsed.data?.table?.rows ?? []).flatMap((row, rowIndex) =>
      row.flatMap((cell, index) => check(parsed, ['table', 'rows', rowIndex, index, 'sources'], cell.sources)),
    ),
  );
  const uses = [...assistants.values()].flatMap((parsed) =>
    (parsed.data?.runsOn ?? []).flatMap((use, index) => check(parsed, ['runsOn', index, 'sources'], use.sources)),
  );
  const records = [...answers.values(), ...models.values(), ...assistants.values(), ...(timeline ?? [])];
  return [...cells, ...uses, ...records.flatMap((parsed) => check(parsed, ['sources'], parsed.data?.sources ?? []))];
}

function checkRelated(records: ParsedKnowledge): Fault[] {
  const { answers } = records;
  return [...answers.values()].flatMap((parsed) => {
    const related = parsed.data?.related ?? [];
    return related.flatMap((id, index) => {
      const path = ['related', index];
      if (id === parsed.id) return parsed.fault(path, `"${id}" is this answer itself: remove it`);
      if (related.indexOf(id) < index) return parsed.fault(path, `"${id}" is related twice: keep one`);
      const what = answers.has(id) ? undefined : whyNotGenerated(id, records);
      return what === undefined ? [] : parsed.fault(path, what);
    });
  });
}

/** `related.yaml` names curated answers, each once. */
function checkRelatedOfGenerated({ related, answers }: ParsedKnowledge): Fault[] {
  if (!related?.data) return [];
  const { model, ...others } = related.data;
  const lists: readonly (readonly [Path, readonly string[]])[] = [
    ...Object.entries(model).map(([fact, ids]) => [['model', fact], ids ?? []] as const),
    ...Object.entries(others).map(([kind, ids]) => [[kind], ids] as const),
  ];
  return lists.flatMap(([path, ids]) =>
    ids.flatMap((id, index) => {
      if (ids.indexOf(id) < index) return related.fault([...path, index], `"${id}" is related twice: keep one`);
      if (answers.has(id)) return [];
      return related.fault([...path, index], `there is no answer "${id}": add it, or correct the id`);
    }),
  );
}

/** @returns Why no answer with this id can be generated; `undefined` if one can. */
function whyNotGenerated(id: string, { models, families, assistants, names }: ParsedKnowledge): string | undefined {
  if (id.startsWith('plan:')) {
    return !names?.data || namesPlansAndDate(id, [...Object.keys(names.data.plans), API])
      ? undefined
      : `"${id}" must name plans and a date: write it like plan:free+plus:2024-05`;
  }
  const [, kind, rest] = /^(model|compare|lineage|assistant):(.+)$/.exec(id) ?? [];
  if (kind === undefined || rest === undefined) {
    const form = ID.test(id) ? 'add it, or correct the id' : 'write an id such as gpt-vs-chatgpt or model:gpt-4';
    return `there is no answer "${id}": ${form}`;
  }
  if (kind === 'lineage' && rest === 'chatgpt') return undefined;
  const named = kind === 'compare' ? rest.split('+') : [rest];
  if (kind === 'compare' && (named.length < 2 || named.length > MAX_COMPARED || new Set(named).size < named.length)) {
    return `"${id}" must compare two to four different models: write it like compare:gpt-3+gpt-4`;
  }
  const isKnown = (one: string): boolean =>
    kind === 'assistant'
      ? assistants.has(one)
      : models.has(one) || families.has(one) || (kind !== 'model' && assistants.has(one));
  const missing = named.find((one) => !isKnown(one));
  if (missing === undefined) return undefined;
  return kind === 'assistant' ? `there is no assistant "${missing}": add assistants/${missing}.yaml` : noModel(missing);
}

/** `plan:plus:2023-04`, `plan:2024` */
function namesPlansAndDate(id: string, known: readonly string[]): boolean {
  const [, ...parts] = id.split(':');
  const date = parts.pop();
  const plans = parts.flatMap((part) => part.split('+'));
  const isSound = plans.every((plan) => known.includes(plan));
  return parts.length < 2 && isSound && new Set(plans).size === plans.length && isPartialDate(date ?? '');
}

function checkModels({ models, timeline }: ParsedKnowledge): Fault[] {
  const bases = [...models.values()].flatMap((parsed) => {
    const base = parsed.data?.madeFrom.model;
    return base === undefined || models.has(base) ? [] : parsed.fault(['madeFrom', 'model'], noModel(base));
  });
  const uses = (timeline ?? []).flatMap((parsed) => {
    const model = parsed.data?.model;
    return model === undefined || models.has(model) ? [] : parsed.fault(['model'], noModel(model));
  });
  return [...bases, ...uses];
}

/** The timeline names plans of ChatGPT. */
function checkPlans({ timeline = [], names }: ParsedKnowledge): Fault[] {
  if (!names?.data) return [];
  const known = Object.keys(names.data.plans);
  return timeline.flatMap((parsed) =>
    (parsed.data?.plans ?? []).flatMap((plan, index) =>
      known.includes(plan)
        ? []
        : parsed.fault(
            ['plans', index],
            `there is no plan "${plan}": add it to names.yaml, or use ${known.join(', ')}`,
          ),
    ),
  );
}

const noModel = (id: string): string => `there is no model "${id}": add models/${id}.yaml, or correct the id`;

/** No model is made from itself, in however many steps. Each circle is reported once, at its first id. */
export function checkMadeFrom({ models }: ParsedKnowledge): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const start of [...models.keys()].toSorted()) {
    const path: string[] = [];
    let id: string | undefined = start;
    while (id !== undefined && !seen.has(id)) {
      seen.add(id);
      path.push(id);
      id = models.get(id)?.data?.madeFrom.model;
    }
    // A path that joins an earlier one instead of coming back to itself has been reported already.
    const circle = id === undefined || !path.includes(id) ? [] : path.slice(path.indexOf(id));
    const [first] = circle.toSorted();
    if (first === undefined) continue;
    const rotated = [...circle.slice(circle.indexOf(first)), ...circle.slice(0, circle.indexOf(first)), first];
    const what = `is made from itself, ${rotated.join(' from ')}: correct one of them`;
    faults.push(models.get(first)!.fault(['madeFrom', 'model'], `"${first}" ${what}`));
  }
  return faults;
}
