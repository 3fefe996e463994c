import type { Knowledge } from '../knowledge/Knowledge.ts';
import type { Name } from '../matching/Match.ts';

/** Words of the field that people spell in several ways. Rules in `matching/` already forgive case, spaces and hyphens. */
const TERMS: readonly Name[] = [
  {
    id: 'chatgpt',
    kind: 'term',
    names: ['chatgpt', 'chat gpt', 'chat gbt', 'chat gtp', 'chat gpd', 'chatgp', 'chat jpt'],
  },
  { id: 'gpt', kind: 'term', names: ['gpt', 'gtp', 'g.p.t.', 'generative pre-trained transformer'] },
  { id: 'openai', kind: 'term', names: ['openai', 'open ai', 'openia'] },
  { id: 'rlhf', kind: 'term', names: ['rlhf', 'reinforcement learning from human feedback', 'rhlf'] },
  { id: 'rlaif', kind: 'term', names: ['rlaif', 'reinforcement learning from ai feedback'] },
  { id: 'sft', kind: 'term', names: ['sft', 'supervised fine-tuning', 'supervised finetuning'] },
  { id: 'ppo', kind: 'term', names: ['ppo', 'proximal policy optimization', 'proximal policy optimisation'] },
  { id: 'dpo', kind: 'term', names: ['dpo', 'direct preference optimization', 'direct preference optimisation'] },
  { id: 'llm', kind: 'term', names: ['llm', 'large language model', 'llms', 'large language models'] },
  { id: 'fine-tuning', kind: 'term', names: ['fine-tuning', 'fine tuning', 'finetuning', 'fine tunning'] },
  { id: 'fine-tuned', kind: 'term', names: ['fine-tuned', 'fine tuned', 'finetuned'] },
  { id: 'fine-tune', kind: 'term', names: ['fine-tune', 'fine tune', 'finetune'] },
];

/** What people call the plans. "Go" alone is a verb. */
const PLANS: readonly Name[] = [
  { id: 'free', kind: 'plan', names: ['free'] },
  {
    id: 'go',
    kind: 'plan',
    names: ['chatgpt go', 'go plan', 'go tier', 'go users', 'go subscribers', 'go subscription'],
  },
  { id: 'plus', kind: 'plan', names: ['plus'] },
  { id: 'pro', kind: 'plan', names: ['pro'] },
  { id: 'business', kind: 'plan', names: ['business', 'team', 'teams'] },
  { id: 'enterprise', kind: 'plan', names: ['enterprise'] },
  { id: 'api', kind: 'plan', names: ['api'] },
];

/**
 * Every name that the matcher should recognise: models in the order of release, by name, alias, API name and id, names
 * that are ordinary words beside a sign that a model is meant; then the terms of the field and the plans of ChatGPT. A
 * name that several models claim stays with the first; one that is a term stays a term, so that the bare "gpt" never
 * means GPT-1.
 */
export function modelNames(knowledge: Pick<Knowledge, 'models'>): readonly Name[] {
  const taken = new Set(TERMS.flatMap(({ names }) => names.map(folded)));
  const claim = (name: string): boolean => {
    const isFree = !taken.has(folded(name));
    taken.add(folded(name));
    return isFree;
  };
  const models = [...knowledge.models.values()].map(({ id, name, aliases, ordinaryNames, apiIds }): Name => {
    const own = [name, ...aliases, ...apiIds, id].filter((one) => !ordinaryNames.includes(one));
    return { id, kind: 'model', names: [...own, ...ordinaryNames.flatMap(besideASign)].filter(claim) };
  });
  return [...models, ...TERMS, ...PLANS];
}

/** "How many r in strawberry" asks for no model, "the strawberry model" does. */
const besideASign = (word: string): readonly string[] => [
  `openai ${word}`,
  `gpt ${word}`,
  `${word} gpt`,
  `${word} model`,
];

const folded = (name: string): string => name.toLowerCase();
