import { isBefore } from '../dates.ts';
import type { Fault } from '../faults.ts';
import type { ParsedKnowledge } from '../parse.ts';
import type { FamilyRecord } from '../schemas/entries.ts';
import type { ModelRecord } from '../schemas/model.ts';
import { misordered } from './dates.ts';

/** Whether a model belongs to a family, by the name that both have. */
export function isMember({ family, series }: Pick<ModelRecord, 'family' | 'series'>, { name }: FamilyRecord): boolean {
  return family === name || series === name;
}

/** Every family has members, its main one among them, and no model has its id. */
export function checkFamilies({ families, models, assistants }: ParsedKnowledge): Fault[] {
  const records = [...models.values()];
  return [...families.values()].flatMap((parsed) => {
    const { id, data } = parsed;
    if (!data) return [];
    if (models.has(id) || assistants.has(id)) {
      return parsed.fault([], `"${id}" is also the id of a model or an assistant: rename one of them`);
    }
    const members = records.filter((model) => model.data && isMember(model.data, data)).map((model) => model.id);
    if (members.length === 0 && records.every((model) => model.data)) {
      return parsed.fault(
        ['name'],
        `no model has "${data.name}" as its family or series: name it in models/, or remove this`,
      );
    }
    if (data.main === undefined || members.length === 0 || members.includes(data.main)) return [];
    return parsed.fault(['main'], `"${data.main}" is not a member of ${data.name}: use one of ${members.join(', ')}`);
  });
}

/** What an assistant runs on exists and is in the order of time, and no model has its id. */
export function checkAssistants({ assistants, models }: ParsedKnowledge): Fault[] {
  return [...assistants.values()].flatMap((parsed) => {
    const faults = models.has(parsed.id)
      ? [parsed.fault([], `"${parsed.id}" is also the id of a model: rename one of them`)]
      : [];
    const uses = parsed.data?.runsOn ?? [];
    for (const [index, { model, from, to }] of uses.entries()) {
      const place = (field: string) => ['runsOn', index, field];
      if (model !== undefined && !models.has(model)) {
        faults.push(
          parsed.fault(place('model'), `there is no model "${model}": add models/${model}.yaml, or correct the id`),
        );
      }
      faults.push(...misordered(parsed, { from }, { to }, ['runsOn', index]));
      const before = uses[index - 1]?.from;
      if (from && before && isBefore(from, before)) {
        faults.push(
          parsed.fault(place('from'), '"from" is before that of the entry above: sort the entries by "from"'),
        );
      }
    }
    return faults;
  });
}
