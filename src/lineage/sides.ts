import type { Answer } from '../knowledge/Answer.ts';
import type { Assistant, Family, Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import { chatGptPlans } from '../knowledge/Names.ts';
import { listed } from '../shared/text.ts';
import { currentModel } from './assistant.ts';
import { compareAnswer } from './compare.ts';
import { completeAnswer, firstThatFits } from './completeAnswer.ts';
import { mainMember } from './family.ts';
import { assistantId, CHATGPT, CHATGPT_LINEAGE, modelId } from './ids.ts';
import { comparedTitle } from './strings.ts';
import { entriesOn } from './timeline.ts';

/** What is compared when it is not models alone. */
export type Side =
  | { readonly kind: 'chatgpt' }
  | { readonly kind: 'model'; readonly model: Model }
  | { readonly kind: 'family'; readonly family: Family }
  | { readonly kind: 'assistant'; readonly assistant: Assistant };

export function sidesTitle(_: Knowledge, sides: readonly Side[]): string {
  return comparedTitle(listed(sides.map(nameOf)));
}

/**
 * Compares assistants by the models that they run on today, and families by their main models: `compare:chatgpt+gemini`,
 * `compare:gpt-5.6+claude-opus-5.5`. Says first which model stands for which side.
 */
export function sidesAnswer(knowledge: Knowledge, sides: readonly Side[], today: string): Answer {
  const models = sides.flatMap((side) => modelOf(knowledge, side, today) ?? []);
  const distinct = [...knowledge.models.values()].filter((model) => models.includes(model));
  const base = distinct.length > 1 ? compareAnswer(knowledge, distinct, today) : undefined;
  const standing = sides.map((side) => standsFor(knowledge, side, today)).filter((sentence) => sentence !== undefined);
  const title = sidesTitle(knowledge, sides);
  const id = `compare:${sides.map(idOf).join('+')}`;
  const related = sides.map((side) => relatedOf(side));
  const [first, ...others] = standing;
  if (base) {
    const short = firstThatFits([[...standing, base.short].join(' '), standing.join(' '), first ?? base.short]);
    const rest = [...(short.includes(base.short) ? [] : [base.short]), base.body].filter(Boolean).join('\n\n');
    return { ...base, id, title, short, body: rest, related };
  }
  const assistants = sides.flatMap((side) => (side.kind === 'assistant' ? side.assistant : []));
  return completeAnswer({
    id,
    title,
    short: firstThatFits([standing.join(' '), first!]),
    body: others.map((sentence) => `- ${sentence}`).join('\n'),
    related,
    models: distinct,
    entries: [],
    cited: [...assistants, ...distinct],
    dated: [...assistants, ...distinct],
  });
}

const nameOf = (side: Side): string => {
  if (side.kind === 'chatgpt') return 'ChatGPT';
  if (side.kind === 'model') return side.model.name;
  return side.kind === 'family' ? side.family.name : side.assistant.name;
};

const idOf = (side: Side): string => {
  if (side.kind === 'chatgpt') return CHATGPT;
  if (side.kind === 'model') return side.model.id;
  return side.kind === 'family' ? side.family.id : side.assistant.id;
};

const relatedOf = (side: Side): string => {
  if (side.kind === 'chatgpt') return CHATGPT_LINEAGE;
  if (side.kind === 'model') return modelId(side.model);
  return side.kind === 'family' ? modelId(side.family) : assistantId(side.assistant);
};

function modelOf(knowledge: Knowledge, side: Side, today: string): Model | undefined {
  if (side.kind === 'model') return side.model;
  if (side.kind === 'family') return mainMember(side.family);
  return side.kind === 'chatgpt' ? chatGptModel(knowledge, today) : currentModel(knowledge, side.assistant, today);
}

/** Which model is compared for a side, as a sentence; nothing for a model. */
function standsFor(knowledge: Knowledge, side: Side, today: string): string | undefined {
  if (side.kind === 'model') return undefined;
  const model = modelOf(knowledge, side, today);
  if (side.kind === 'family') return `${side.family.name} stands for ${model!.name} here.`;
  if (side.kind === 'assistant') return model ? `${side.assistant.name} runs on ${model.name}.` : side.assistant.short;
  return model && `ChatGPT runs on ${model.name}.`;
}

/** The default model of the most expensive plan for single people that has one today: what paying members compare with. */
function chatGptModel({ models, plans, timeline }: Knowledge, today: string): Model | undefined {
  const defaults = timeline.filter(({ role }) => role === 'default');
  const current = chatGptPlans(plans).flatMap((plan) => entriesOn(defaults, plan, today).at(-1) ?? []);
  const newest = current.toSorted((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from))).at(-1);
  return newest && models.get(newest.model);
}
