import type { Answer } from '../knowledge/Answer.ts';
import { formatTokens } from '../knowledge/formatTokens.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import { NOT_DISCLOSED } from '../knowledge/notDisclosed.ts';
import { linkBefore, linksAfter, releasedBefore } from './familyTree.ts';
import { listed } from './listed.ts';
import { entriesOf, madeAnswer } from './madeAnswer.ts';
import { compareId, lineageId, modelId, type ModelAspect } from './madeIds.ts';
import { tellAspect } from './modelAspects.ts';
import {
  contextWindowPhrase,
  knowledgeCutoffPhrase,
  madeFromPhrase,
  modalities,
  parametersPhrase,
  releasedPhrase,
  retiredPhrase,
  tuningPhrase,
  usesInChatGpt,
  weightsPhrase,
} from './modelFacts.ts';
import { formatDate } from '../knowledge/formatDate.ts';

/** More names for the same thing help nobody. */
const MAX_API_NAMES = 4;

/**
 * Everything about one model: `model:gpt-4o`.
 *
 * @param aspect - The fact to begin with: `model:gpt-4o:released`. Default: what the model is.
 */
export function modelAnswer(knowledge: Knowledge, model: Model, today: string, aspect?: ModelAspect): Answer {
  const { title, short } = aspect ? tellAspect(knowledge, model, aspect, today) : { ...model, title: model.name };
  return madeAnswer({
    id: modelId(model, aspect),
    title,
    short,
    body: [factList(knowledge, model, today), further(model)].filter(Boolean).join('\n\n'),
    related: [...general(knowledge, aspect), ...related(knowledge, model)],
    models: [model],
    entries: entriesOf(knowledge, [model]),
  });
}

function factList(knowledge: Knowledge, model: Model, today: string): string {
  const facts: readonly (readonly [label: string, phrase: string])[] = [
    ['Released', released(model)],
    ['In ChatGPT', inChatGpt(knowledge, model, today)],
    ['Made from', madeFromPhrase(knowledge, model)],
    ['Tuned how', tuningPhrase(model)],
    ['Input', modalities(model.input)],
    ['Output', modalities(model.output)],
    ['Context window', contextWindowPhrase(model)],
    ['Longest reply', formatTokens(model.maxOutput)],
    ['Knowledge cutoff', knowledgeCutoffPhrase(model)],
    ['Size', parametersPhrase(model)],
    ...(model.architecture === undefined ? [] : [['Architecture', model.architecture] as const]),
    ...(model.openWeights ? [['Weights', weightsPhrase(model)] as const] : []),
    ['Retired', retiredPhrase(model, today)],
    ...(model.apiIds.length > 0 ? [['API names', apiNames(model)] as const] : []),
  ];
  const open = facts.filter(([, phrase]) => phrase === NOT_DISCLOSED).map(([label]) => label.toLowerCase());
  const lines = facts.filter(([, phrase]) => phrase !== NOT_DISCLOSED);
  return [...lines, ...(open.length > 0 ? [['Not disclosed', listed(open)] as const] : [])]
    .map(([label, phrase]) => `- **${label}:**${phrase.startsWith('\n') ? '' : ' '}${phrase}`)
    .join('\n');
}

function released(model: Model): string {
  const phrase = releasedPhrase(model);
  if (model.announced === null || model.announced === model.released) return phrase;
  return `${phrase}; announced ${formatDate(model.announced)}`;
}

/** One line for one group of plans, a list below the line for more. */
function inChatGpt(knowledge: Knowledge, model: Model, today: string): string {
  const uses = usesInChatGpt(knowledge, model, today).map(({ plans, when }) => `${plans}: ${when}`);
  const note = model.chatgptNote === undefined ? [] : [model.chatgptNote];
  if (uses.length === 0) return note[0] ?? 'no use on record';
  if (uses.length === 1) return [uses[0]!, ...note].join('. ');
  return [...uses, ...note].map((line) => `\n  - ${line}`).join('');
}

function apiNames({ apiIds }: Model): string {
  const shown = apiIds.slice(0, MAX_API_NAMES).map((id) => `\`${id}\``);
  const left = apiIds.length - shown.length;
  return left > 0 ? `${shown.join(', ')} and ${left} more` : shown.join(', ');
}

function further({ facts }: Model): string {
  return facts.length === 0 ? '' : `**Also**\n${facts.map((fact) => `- ${fact}`).join('\n')}`;
}

/** What the set says of the same matter for all models, where it does. */
const GENERAL: Partial<Readonly<Record<ModelAspect, string>>> = {
  retired: 'model-retired',
  window: 'context-window',
  cutoff: 'knowledge-cutoff',
  size: 'parameters-count',
  architecture: 'chatgpt-architecture',
  modalities: 'multimodal',
  api: 'chatgpt-in-the-api',
  weights: 'is-chatgpt-open-source',
};

function general({ answers }: Knowledge, aspect: ModelAspect | undefined): readonly string[] {
  const id = aspect && GENERAL[aspect];
  return id !== undefined && answers.has(id) ? [id] : [];
}

/** What people ask next: how it differs from the one before, where it comes from, how the next one differs. */
function related(knowledge: Knowledge, model: Model): readonly string[] {
  const before = linkBefore(knowledge, model)?.from ?? releasedBefore(knowledge, model);
  const after = linksAfter(knowledge, model)[0]?.to;
  return [
    ...(before ? [compareId(knowledge, [before, model])] : []),
    lineageId(model),
    ...(after ? [compareId(knowledge, [model, after])] : []),
  ];
}
