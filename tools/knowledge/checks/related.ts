import { type Fault, sound } from '../../../src/knowledge/faults.ts';
import { API, ID, parsePlanId } from '../../../src/knowledge/ids.ts';
import { eachOf, missingModel } from '../../../src/knowledge/links.ts';
import type { ParsedKnowledge } from '../../../src/knowledge/parse.ts';
import { MAX_COMPARED } from '../../../src/knowledge/Phrasings.ts';

/** Answers lead to others that exist or can be generated. The bot leaves out what is not there. */
export function* checkRelated(records: ParsedKnowledge): Generator<Fault, void> {
  const { answers, related } = records;
  for (const [parsed, { related: ids }] of sound(answers.values())) {
    yield* eachOf(parsed, ['related'], ids, (id) => {
      if (id === parsed.id) return `"${id}" is this answer itself: remove it`;
      return answers.has(id) ? undefined : whyNotGenerated(id, records);
    });
  }
  if (!related?.data) return;
  const noAnswer = (id: string): string | undefined =>
    answers.has(id) ? undefined : `there is no answer "${id}": add it, or correct the id`;
  const { model, ...others } = related.data;
  for (const [fact, ids = []] of Object.entries(model)) yield* eachOf(related, ['model', fact], ids, noAnswer);
  for (const [kind, ids] of Object.entries(others)) yield* eachOf(related, [kind], ids, noAnswer);
}

/** @returns Why no answer with this id can be generated; `undefined` if one can. */
function whyNotGenerated(id: string, { models, families, assistants, names }: ParsedKnowledge): string | undefined {
  if (id.startsWith('plan:')) {
    return !names?.data || parsePlanId([...Object.keys(names.data.plans), API], id)
      ? undefined
      : `"${id}" must name plans and a date: write it like plan:free+plus:2024-05`;
  }
  const [, kind, rest] = /^(model|compare|lineage|assistant):(.+)$/.exec(id) ?? [];
  if (kind === undefined || rest === undefined) {
    const form = ID.test(id) ? 'add it, or correct the id' : 'write an id such as gpt-vs-chatgpt or model:gpt-4';
    return `there is no answer "${id}": ${form}`;
  }
  const named = kind === 'compare' ? rest.split('+') : [rest];
  if (kind === 'compare' && (named.length < 2 || named.length > MAX_COMPARED || new Set(named).size < named.length)) {
    return `"${id}" must compare two to four different models: write it like compare:gpt-3+gpt-4`;
  }
  const isKnown = (one: string): boolean =>
    kind === 'assistant'
      ? assistants.has(one)
      : models.has(one) || families.has(one) || (kind !== 'model' && assistants.has(one));
  const missing = named.find((one) => !isKnown(one));
  if (missing === undefined || kind !== 'assistant') return missing && missingModel(missing);
  return `there is no assistant "${missing}": add assistants/${missing}.yaml`;
}
