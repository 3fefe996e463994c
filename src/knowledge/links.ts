import { type Fault, type ParsedRecord, type Path, sound } from './faults.ts';
import { CHATGPT } from './ids.ts';
import type { ParsedKnowledge } from './parse.ts';
import { isMember } from './Model.ts';

/** Sources, models and plans that are named exist, and no list names anything twice. */
export function* checkLinks(records: ParsedKnowledge): Generator<Fault, void> {
  const { answers, models, assistants, sources, names } = records;
  const noSource = (id: string): string | undefined =>
    !sources || sources.has(id) ? undefined : `there is no source "${id}": add it to sources.yaml`;
  const noModel = (id: string): string | undefined => (models.has(id) ? undefined : missingModel(id));
  const plans = names?.data && Object.keys(names.data.plans);

  const citing = [...answers.values(), ...models.values(), ...assistants.values()];
  for (const [parsed, data] of sound(citing)) yield* eachOf(parsed, ['sources'], data.sources, noSource);
  for (const [parsed, { table }] of sound(answers.values())) {
    for (const [row, cells] of table?.rows.entries() ?? []) {
      for (const [index, cell] of cells.entries()) {
        yield* eachOf(parsed, ['table', 'rows', row, index, 'sources'], cell.sources, noSource);
      }
    }
  }
  for (const [parsed, { runsOn }] of sound(assistants.values())) {
    for (const [index, use] of runsOn.entries()) {
      yield* eachOf(parsed, ['runsOn', index, 'sources'], use.sources, noSource);
      yield* only(parsed, ['runsOn', index, 'model'], use.model, noModel);
      yield* eachOf(parsed, ['runsOn', index, 'plans'], use.plans, (plan) =>
        parsed.id !== CHATGPT || !plans || plans.includes(plan)
          ? undefined
          : `there is no plan "${plan}": add it to names.yaml, or use ${plans.join(', ')}`,
      );
    }
  }
  for (const [parsed, { madeFrom }] of sound(models.values())) {
    yield* only(parsed, ['madeFrom', 'model'], madeFrom.model, noModel);
  }
}

/** What is wrong with an id, if anything is. */
type Problem = (id: string) => string | undefined;

/** @param problem - Of an id that is not in the list already. */
export function* eachOf(parsed: ParsedRecord<unknown>, path: Path, ids: readonly string[], problem: Problem) {
  for (const [index, id] of ids.entries()) {
    const isAgain = ids.indexOf(id) < index;
    yield* only(parsed, [...path, index], id, isAgain ? (one) => `"${one}" is here a second time: keep one` : problem);
  }
}

function* only(parsed: ParsedRecord<unknown>, path: Path, id: string | undefined, problem: Problem) {
  const what = id === undefined ? undefined : problem(id);
  if (what !== undefined) yield parsed.fault(path, what);
}

export const missingModel = (id: string): string =>
  `there is no model "${id}": add models/${id}.yaml, or correct the id`;

/** Every family has members, its main one among them. */
export function* checkFamilies({ families, models }: ParsedKnowledge): Generator<Fault, void> {
  const all = [...sound(models.values())];
  for (const [parsed, family] of sound(families.values())) {
    const { name, main } = family;
    const members = all.filter(([, model]) => isMember(model, family)).map(([{ id }]) => id);
    if (members.length === 0) {
      // A model with faults may be a member.
      if (all.length < models.size) continue;
      const what = `no model has "${name}" as its family or series: name it in models/, or remove this`;
      yield parsed.fault(['name'], what);
    } else if (main !== undefined && !members.includes(main)) {
      yield parsed.fault(['main'], `"${main}" is not a member of ${name}: use one of ${members.join(', ')}`);
    }
  }
}

/** No model is made from itself, in however many steps. Each circle is reported once, at its first id. */
export function* checkMadeFrom({ models }: ParsedKnowledge): Generator<Fault, void> {
  for (const [start, parsed] of models) {
    const path: string[] = [];
    let id: string | undefined = start;
    while (id !== undefined && !path.includes(id)) {
      path.push(id);
      id = models.get(id)?.data?.madeFrom.model;
    }
    if (id !== start || path.some((one) => one < start)) continue;
    const what = `is made from itself, ${[...path, start].join(' from ')}: correct one of them`;
    yield parsed.fault(['madeFrom', 'model'], `"${start}" ${what}`);
  }
}
