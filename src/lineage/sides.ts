import { type Answer, MAX_SHORT } from '../knowledge/Answer.ts';
import type { Assistant, Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import { listed } from '../shared/text.ts';
import { currentModel } from './assistant.ts';
import { compareAnswer, differenceSentence } from './compare.ts';
import { completeAnswer, firstThatFits } from './completeAnswer.ts';
import { mainMember } from './model.ts';
import { assistantId, CHATGPT, CHATGPT_LINEAGE, modelId } from './ids.ts';
import { comparisonPicture } from './pictures/comparisonPicture.ts';
import { comparedTitle } from './strings.ts';
import { modelsNow } from './lineage.ts';
import { planNames } from './timeline.ts';

/** One of the things compared, when they are not models alone. */
export interface Side {
  readonly id: string;
  readonly name: string;
  /** The model that stands for it; `undefined` for an assistant whose model is not known. */
  readonly model: Model | undefined;
  /** Says which one that is. Absent for a model. */
  readonly standIn?: string;
  /** The answer about it alone. */
  readonly about: string;
  readonly assistant?: Assistant;
}

/** @returns `undefined` if nothing that is known has this id. */
export function sideOf(knowledge: Knowledge, id: string, today: string): Side | undefined {
  const { models, families, assistants, timeline } = knowledge;
  if (id === CHATGPT) {
    const now = modelsNow(
      knowledge,
      timeline.filter(({ role }) => role === 'default'),
      today,
    );
    const model = models.get(now.at(-1)?.[0] ?? '');
    if (!model) return undefined;
    const lesser = now
      .slice(0, -1)
      .map(([other, plans]) => `${models.get(other)!.name} for ${planNames(knowledge, plans)}`);
    const standIn = `ChatGPT runs on ${model.name}${lesser.length > 0 ? ` (${lesser.join(', ')})` : ''}.`;
    return { id, name: 'ChatGPT', model, standIn, about: CHATGPT_LINEAGE };
  }
  const model = models.get(id);
  if (model) return { id, name: model.name, model, about: modelId(model) };
  const family = families.get(id);
  if (family) {
    const main = mainMember(family);
    return {
      id,
      name: family.name,
      model: main,
      standIn: `${family.name} is compared as ${main.name}.`,
      about: modelId(family),
    };
  }
  const assistant = assistants.get(id);
  if (!assistant) return undefined;
  const current = currentModel(knowledge, assistant, today);
  const standIn = current ? `${assistant.name} runs on ${current.name}.` : assistant.short;
  return { id, name: assistant.name, model: current, standIn, about: assistantId(assistant), assistant };
}

export function sidesTitle(sides: readonly Side[]): string {
  return comparedTitle(listed(sides.map(({ name }) => name)));
}

/**
 * Compares assistants by the models that they run on today, and families by their main models: `compare:chatgpt+gemini`,
 * `compare:gpt-5.6+claude-opus-5.5`. Says first which model stands for which side.
 */
export function sidesAnswer(knowledge: Knowledge, sides: readonly Side[], today: string): Answer {
  const standing = new Set(sides.flatMap(({ model }) => model?.id ?? []));
  const models = [...knowledge.models.values()].filter(({ id }) => standing.has(id));
  const standIns = sides.flatMap(({ standIn }) => standIn ?? []);
  /** `ChatGPT: GPT-6 Sol` */
  const withSides = ({ id, name }: Model): string => {
    const names = sides.filter((side) => side.model?.id === id && side.id !== id).map((side) => side.name);
    return [...names, name].join(': ');
  };
  const parts = {
    id: `compare:${sides.map(({ id }) => id).join('+')}`,
    title: sidesTitle(sides),
    related: sides.map(({ about }) => about),
  };
  if (models.length > 1) {
    const base = compareAnswer(knowledge, models, today);
    const start = standIns.join(' ');
    const difference = differenceSentence(models, MAX_SHORT - start.length - 1);
    const short = firstThatFits([`${start} ${difference}`, start, standIns[0]!]);
    return {
      ...base,
      ...(base.picture?.kind === 'comparison' && {
        picture: {
          ...base.picture,
          ...comparisonPicture({ ...base.picture, title: parts.title, columns: models.map(withSides) }),
        },
      }),
      ...parts,
      short,
      body: [short.endsWith(base.short) ? '' : base.short, base.body].filter(Boolean).join('\n\n'),
    };
  }
  const dated = [...sides.flatMap(({ assistant }) => assistant ?? []), ...models];
  return completeAnswer({
    ...parts,
    short: firstThatFits([standIns.join(' '), standIns[0]!]),
    body: standIns
      .slice(1)
      .map((sentence) => `- ${sentence}`)
      .join('\n'),
    models,
    entries: [],
    cited: dated,
    dated,
  });
}
