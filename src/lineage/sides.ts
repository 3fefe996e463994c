import { MAX_SHORT } from '../knowledge/Answer.ts';
import type { Assistant } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import { listed } from '../shared/text.ts';
import { currentModel } from './assistant.ts';
import { compareSubject, differenceSentence } from './compare.ts';
import { firstThatFits, list, paragraphs, type Subject, subject } from './completeAnswer.ts';
import { assistantId, CHATGPT, CHATGPT_LINEAGE, modelId } from './ids.ts';
import { modelsNow } from './lineage.ts';
import { mainMember } from './model.ts';
import { comparisonPicture } from './pictures/comparisonPicture.ts';
import { comparedTitle } from './strings.ts';
import { type KnowledgeToday, planNames } from './timeline.ts';

/** One of the things compared, when they are not models alone. */
interface Side {
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
export function sideOf(knowledge: KnowledgeToday, id: string): Side | undefined {
  const { models, families, assistants } = knowledge;
  if (id === CHATGPT) return sideOfChatGpt(knowledge);
  const model = models.get(id);
  if (model) return { id, name: model.name, model, about: modelId(model) };
  const family = families.get(id);
  if (family) {
    const main = mainMember(family);
    const standIn = `${family.name} is compared as ${main.name}.`;
    return { id, name: family.name, model: main, standIn, about: modelId(family) };
  }
  const assistant = assistants.get(id);
  if (!assistant) return undefined;
  const current = currentModel(knowledge, assistant);
  const standIn = current ? `${assistant.name} runs on ${current.name}.` : assistant.short;
  return { id, name: assistant.name, model: current, standIn, about: assistantId(assistant), assistant };
}

function sideOfChatGpt(knowledge: KnowledgeToday): Side | undefined {
  const { models, timeline } = knowledge;
  const now = modelsNow(
    knowledge,
    timeline.filter(({ role }) => role === 'default'),
  );
  const model = models.get(now.at(-1)?.[0] ?? '');
  if (!model) return undefined;
  const lesser = now
    .slice(0, -1)
    .map(([other, plans]) => `${models.get(other)!.name} for ${planNames(knowledge, plans)}`);
  const standIn = `ChatGPT runs on ${model.name}${lesser.length > 0 ? ` (${lesser.join(', ')})` : ''}.`;
  return { id: CHATGPT, name: 'ChatGPT', model, standIn, about: CHATGPT_LINEAGE };
}

/**
 * Compares assistants by the models that they run on today, and families by their main models: `compare:chatgpt+gemini`,
 * `compare:gpt-5.6+claude-opus-5.5`. Says first which model stands for which side.
 */
export function sidesSubject(knowledge: KnowledgeToday, sides: readonly Side[]): Subject {
  const standing = new Set(sides.flatMap(({ model }) => model?.id ?? []));
  const models = [...knowledge.models.values()].filter(({ id }) => standing.has(id));
  const standIns = sides.flatMap(({ standIn }) => standIn ?? []);
  const id = `compare:${sides.map((side) => side.id).join('+')}`;
  const title = comparedTitle(listed(sides.map(({ name }) => name)));
  const related = sides.map(({ about }) => about);
  if (models.length < 2) {
    const dated = [...sides.flatMap(({ assistant }) => assistant ?? []), ...models];
    return subject(id, title, () => ({
      short: firstThatFits([standIns.join(' '), standIns[0]!]),
      body: list(standIns.slice(1)),
      related,
      models,
      cited: dated,
      dated,
    }));
  }
  /** `ChatGPT: GPT-6 Sol` */
  const withSides = (model: Model): string => {
    const names = sides.filter((side) => side.model === model && side.id !== model.id).map(({ name }) => name);
    return [...names, model.name].join(': ');
  };
  const answer = () => {
    const { picture, ...base } = compareSubject(knowledge, models).answer();
    const start = standIns.join(' ');
    const difference = differenceSentence(models, MAX_SHORT - start.length - 1);
    const short = firstThatFits([`${start} ${difference}`, start, standIns[0]!]);
    const body = paragraphs(short.endsWith(base.short) ? '' : base.short, base.body);
    return {
      ...base,
      ...(picture?.kind === 'comparison' && {
        picture: { ...picture, ...comparisonPicture({ ...picture, title, columns: models.map(withSides) }) },
      }),
      ...{ id, title, related, short, body },
    };
  };
  return { title, answer };
}
