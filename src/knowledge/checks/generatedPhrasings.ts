import { nameFinder } from '../../shared/nameFinder.ts';
import type { Fault } from '../faults.ts';
import type { ParsedKnowledge } from '../parse.ts';
import type { PhrasingKind } from '../schemas/phrasings.ts';
import { curated, keyOf } from './phrasings.ts';

/** Something that people call by a name, and which answers are generated about it. */
interface Named {
  readonly id: string;
  readonly isAssistant: boolean;
}

/** ChatGPT, which is compared with assistants. Beside a model's name, curated answers say more about it. */
const CHATGPT: Named = { id: 'chatgpt', isAssistant: true };

/** One way of asking for a generated answer, as it is written in `phrasings/<kind>.yaml`. */
interface Template {
  readonly kind: PhrasingKind;
  readonly text: string;
  /** Whether it asks for one fact, rather than for the thing as a whole. */
  readonly isOfFact: boolean;
}

/**
 * No curated phrasing asks, by name and in the same words, for what is generated about the thing it names: "what is Claude"
 * or "GPT-4 vs o3". The curated answer would win, being about that name alone, and nobody would see the generated one.
 */
export function checkGeneratedPhrasings(records: ParsedKnowledge): Fault[] {
  const named = namesOf(records);
  const findNames = nameFinder(named.keys());
  const templates = templatesOf(records);
  return curated(records).flatMap(({ questions }) =>
    questions.flatMap(({ parsed, text, path }) => {
      const asked = text.toLowerCase();
      const all = findNames(asked);
      // ChatGPT is one of the things compared, or a word of the question: "is <model> in chatgpt".
      for (const names of [all, all.filter((name) => named.get(name) !== CHATGPT)]) {
        const things = names.map((name) => named.get(name)!);
        const template = templates.get(keyOf(names.reduce((left, name) => left.replace(name, '<model>'), asked)));
        if (!template || !isMeant(template, things)) continue;
        const what = `phrasing "${text}" asks for ${generatedId(template, things)}, like "${template.text}" in phrasings/${template.kind}.yaml`;
        return parsed.fault(path, `${what}: remove it`);
      }
      return [];
    }),
  );
}

/** By name in lower case, with and without hyphens. A name that is also an ordinary word is not sure to mean the thing. */
function namesOf({ models, families, assistants }: ParsedKnowledge): ReadonlyMap<string, Named> {
  const named = new Map<string, Named>([[CHATGPT.id, CHATGPT]]);
  for (const { id, data } of [...models.values(), ...families.values(), ...assistants.values()]) {
    if (!data) continue;
    const { name, aliases, ordinaryNames } = data;
    const thing: Named = { id, isAssistant: assistants.has(id) };
    for (const one of [name, id, ...aliases].filter((each) => !ordinaryNames.includes(each))) {
      for (const written of [one.toLowerCase(), one.toLowerCase().replaceAll('-', ' ')]) {
        if (!named.has(written)) named.set(written, thing);
      }
    }
  }
  return named;
}

function templatesOf({ phrasings }: ParsedKnowledge): ReadonlyMap<string, Template> {
  const templates = new Map<string, Template>();
  for (const [kind, { data }] of phrasings) {
    for (const text of Object.values(data?.facts ?? {}).flat())
      templates.set(keyOf(text), { kind, text, isOfFact: true });
    for (const text of data?.questions ?? []) templates.set(keyOf(text), { kind, text, isOfFact: false });
  }
  return templates;
}

/** Whether an answer is generated for these things. It depends on what they are. */
function isMeant({ kind, isOfFact }: Template, things: readonly Named[]): boolean {
  if (things.length === 0) return false;
  const areAssistants = things.every(({ isAssistant }) => isAssistant);
  if (kind === 'compare')
    return new Set(things).size > 1 && (!things.includes(CHATGPT) || (areAssistants && !isOfFact));
  if (things.includes(CHATGPT)) return false;
  return areAssistants ? kind === 'assistant' || (kind === 'model' && !isOfFact) : kind !== 'assistant';
}

function generatedId({ kind }: Template, things: readonly Named[]): string {
  const isAssistant = kind !== 'compare' && things.every((thing) => thing.isAssistant);
  return `${isAssistant ? 'assistant' : kind}:${things.map(({ id }) => id).join('+')}`;
}
