import type { Knowledge } from '../knowledge/Knowledge.ts';
import type { Name } from '../matching/Match.ts';

/**
 * Every name that the matcher recognises: models in the order of release, by name, alias, API name and id; then the terms
 * of the field and ChatGPT's plans. If several models claim a name, the first has it; a term is never a model's name, so
 * that the bare "gpt" never means GPT-1. A model's name that is also an ordinary word counts only beside "openai", "gpt"
 * or "model".
 */
export function matchingNames({
  models,
  terms,
  plans,
}: Pick<Knowledge, 'models' | 'terms' | 'plans'>): readonly Name[] {
  const taken = new Set([...terms.values()].flatMap((names) => names.map(inLowerCase)));
  const claim = (name: string): boolean => {
    const isFree = !taken.has(inLowerCase(name));
    taken.add(inLowerCase(name));
    return isFree;
  };
  return [
    ...Array.from(models.values(), ({ id, name, aliases, ordinaryNames, apiIds }): Name => {
      const own = [name, ...aliases, ...apiIds, id].filter((one) => !ordinaryNames.includes(one));
      return { id, kind: 'model', names: [...own, ...ordinaryNames.flatMap(besideASign)].filter(claim) };
    }),
    ...Array.from(terms, ([id, names]): Name => ({ id, kind: 'term', names })),
    ...Array.from(plans.values(), ({ id, spellings }): Name => ({ id, kind: 'plan', names: spellings })),
  ];
}

/** "How many r in strawberry" asks about no model, "the strawberry model" does. */
const besideASign = (word: string): readonly string[] => [
  `openai ${word}`,
  `gpt ${word}`,
  `${word} gpt`,
  `${word} model`,
];

const inLowerCase = (name: string): string => name.toLowerCase();
