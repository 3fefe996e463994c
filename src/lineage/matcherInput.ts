import type { Knowledge } from '../knowledge/Knowledge.ts';
import { MAX_COMPARED, type Phrasings } from '../knowledge/Phrasings.ts';
import type { Matchable, Name, NameRules } from '../matching/Match.ts';
import { CHATGPT_LINEAGE } from './ids.ts';

/** How people ask for answers that are generated from facts. `generateAnswer` understands their completed ids. */
export function generatedPatterns({ phrasings }: Pick<Knowledge, 'phrasings'>): readonly Matchable[] {
  const { model, compare, lineage, history, plan } = phrasings;
  return [
    { id: 'model:', models: { min: 1, max: 1 }, ...allPhrasings(model) },
    { id: 'compare:', models: { min: 2, max: MAX_COMPARED }, ...allPhrasings(compare) },
    { id: 'lineage:', models: { min: 1, max: 1 }, ...allPhrasings(lineage) },
    { id: CHATGPT_LINEAGE, ...allPhrasings(history) },
    { id: 'plan:', isDated: true, ...allPhrasings(plan) },
  ];
}

function allPhrasings({ questions, facts = {}, notThis }: Phrasings): Pick<Matchable, 'questions' | 'notThis'> {
  return { questions: [questions, ...Object.values(facts)].flat(), notThis };
}

/** One fact that people ask about, and how they ask. */
export interface FactPhrasings {
  /** Absent: nothing in particular. */
  readonly fact?: string;
  readonly questions: readonly string[];
}

/** The phrasings of one kind of generated answer by the fact they ask about; the first entry is about none in particular. */
export function factPhrasings({ questions, facts = {} }: Phrasings): readonly FactPhrasings[] {
  return [{ questions }, ...Object.entries(facts).map(([fact, asked]) => ({ fact, questions: asked }))];
}

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

/** What is particular about the names of OpenAI's models. Plain data, for the matcher. */
export const matchingRules: NameRules = {
  bareNames: { one: 'model:', several: 'compare:' },
  spellings: [
    // A zero for the letter: `gpt-40`, `01 pro`; but `40` and `01` alone are numbers.
    { from: '^(gpt.*?\\d)o(.*)$', to: ['$10$2'] },
    { from: '^o(\\d[a-z].*)$', to: ['0$1'] },
    // Typos of "GPT"; the last three of the second rule call the model by the name of the app.
    { from: '^chatgpt(.*)$', to: ['chatgpt$1', 'chatgtp$1', 'chatgbt$1', 'chatgp$1', 'chatgbd$1'] },
    { from: '^gpt(.+)$', to: ['gtp$1', 'gbt$1', 'chatgpt$1', 'chatgtp$1', 'chatgbt$1'] },
    // "4.1 gpt" and "4o mini" are enough; "5 mini" and "5.2 pro" could be another vendor's, "4 gpt" is a number of them.
    { from: '^gpt(\\d.+)$', to: ['$1gpt'] },
    { from: '^gpt((?:4o|\\d+turbo).*)$', to: ['$1'] },
    { from: '^(o\\d.*)$', to: ['gpt$1', 'chatgpt$1'] },
  ],
  // "5.1" for "GPT-5.1", where everybody knows which models are meant. The number alone keeps its dot.
  shortForms: [
    { from: '^gpt-(\\d\\.\\d)$', to: ['$1'] },
    { from: '^gpt-(\\d)\\.(\\d) (pro|mini|nano|thinking|instant)$', to: ['$1$2$3'] },
  ],
  nameStart: '^(?:chat|gpt|o?\\d)',
  // Claude and Gemini have numbers like these, and a Pro, but only OpenAI has a 4o or a 3.5 Turbo.
  ambiguous: '^\\d+(?:pro|mini|nano|thinking|instant|high)?$',
  vendorWords: ['gpt', 'chatgpt', 'openai'],
  calledByApp: '^chat',
  continuedByNumber: 'gpt$',
};
