import type { Answer } from '../knowledge/Answer.ts';
import { formatDate, onDate } from '../knowledge/dates.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import { type Model } from '../knowledge/Model.ts';
import { NOT_DISCLOSED } from '../knowledge/dates.ts';
import { formatTokens } from '../knowledge/Model.ts';
import { entriesOf, firstThatFits, listed, generatedAnswer } from './generatedAnswer.ts';
import { compareId, lineageId, modelId } from './ids.ts';
import {
  asSaidOf,
  contextWindowPhrase,
  knowledgeCutoffPhrase,
  leavesPhrase,
  madeFromPhrase,
  modalities,
  parametersPhrase,
  releasedPhrase,
  retiredPhrase,
  tuningPhrase,
  usesInChatGpt,
  weightsPhrase,
} from './modelFacts.ts';
import { linkBefore } from './familyTree.ts';
import { linksAfter } from './familyTree.ts';
import { releasedBefore } from './familyTree.ts';
import type { ModelFact } from '../knowledge/Phrasings.ts';

const TITLES: Readonly<Record<ModelFact, (name: string) => string>> = {
  released: (name) => `When ${name} was released`,
  retired: (name) => `When ${name} was retired`,
  chatgpt: (name) => `${name} in ChatGPT`,
  window: (name) => `Context window of ${name}`,
  reply: (name) => `Longest reply of ${name}`,
  cutoff: (name) => `Knowledge cutoff of ${name}`,
  size: (name) => `Size of ${name}`,
  architecture: (name) => `Architecture of ${name}`,
  modalities: (name) => `What ${name} takes in and gives out`,
  tuning: (name) => `How ${name} was trained`,
  api: (name) => `${name} in the API`,
  weights: (name) => `Weights of ${name}`,
  maker: (name) => `Who made ${name}`,
};

/** `GPT-4`; `When GPT-4 was retired` for an answer led by that fact. */
export function modelTitle({ name }: Model, fact?: ModelFact): string {
  return fact === undefined ? name : TITLES[fact](name);
}

/** One sentence in several lengths, the fullest first. Each leads with the fact and is true by itself. */
type Telling = (model: Model, knowledge: Knowledge, today: string) => readonly [string, ...string[]];

const FACTS: Readonly<Record<ModelFact, Telling>> = {
  released({ name, released, releasedNote, releasedInApi, announced }) {
    const inApi = releasedInApi ? `; it came to the API ${onDate(releasedInApi)}` : '';
    const after = announced !== null && announced !== released ? ` It was announced ${onDate(announced)}.` : '';
    if (released === null) return [`No date of release is on record for ${name}.${after}`];
    const sentence = `${name} was released ${onDate(released)}`;
    const noting = `${sentence}${noted(releasedNote)}${inApi}.`;
    return [noting + after, noting, `${sentence}${inApi}.`];
  },
  retired(model, knowledge, today) {
    const { name, retired } = model;
    const ends = [
      leavesPhrase('ChatGPT', retired?.chatgpt, today) ?? toldUse(model, knowledge, today),
      leavesPhrase('the API', retired?.api, today),
    ].filter((end) => end !== undefined);
    if (!retired?.chatgpt && !retired?.api) ends.unshift('has no day of retirement on record');
    const sentence = `${name} ${ends.join('; it ')}`;
    return [`${sentence}${noted(retired?.note)}.`, `${sentence}.`, `${name} ${ends[0]!}.`];
  },
  chatgpt(model, knowledge, today) {
    const { name, chatgptNote } = model;
    const uses = usesInChatGpt(knowledge, model, today);
    const all = uses.map(({ plans, when }) => `${plans} ${when}`).join('; ');
    const plans = listed(uses.map((use) => use.plans));
    if (uses.length === 0) {
      const none = `No use of ${name} in ChatGPT is on record.`;
      return [chatgptNote === undefined ? none : asSaidOf(name, chatgptNote)];
    }
    return [`${name} in ChatGPT: ${all}.`, `These plans of ChatGPT have had ${name}: ${plans}.`];
  },
  window({ name, contextWindow, contextWindowNote, maxOutput }) {
    const sentence = `The context window of ${name} is ${formatTokens(contextWindow)}${noted(contextWindowNote)}.`;
    const reply = maxOutput === null ? '' : ` One reply can have up to ${formatTokens(maxOutput)}.`;
    return [sentence + reply, sentence];
  },
  reply({ name, maxOutput }) {
    const length = maxOutput === null ? NOT_DISCLOSED : `at most ${formatTokens(maxOutput)}`;
    return [`How much ${name} can write in one reply: ${length}.`];
  },
  cutoff({ name, knowledgeCutoff, knowledgeCutoffNote }) {
    const sentence =
      knowledgeCutoff === null
        ? `The knowledge cutoff of ${name} is not disclosed`
        : `The knowledge of ${name} ends ${onDate(knowledgeCutoff)}`;
    return [`${sentence}${noted(knowledgeCutoffNote)}.`, `${sentence}.`];
  },
  size({ name, maker, parameters }) {
    const sentence =
      parameters === null
        ? `Not disclosed: ${maker} has not published how many parameters ${name} has.`
        : `How many parameters ${name} has: ${parameters}.`;
    return [sentence];
  },
  architecture({ name, architecture }) {
    const sentence =
      architecture === undefined
        ? `No published design of the network behind ${name} is on record.`
        : `The network behind ${name}: ${architecture}.`;
    return [sentence];
  },
  modalities({ name, input, output }) {
    const sentence = `${name} takes ${modalities(input)} and gives out ${modalities(output)}.`;
    return [sentence];
  },
  tuning({ name, maker, tuning }) {
    const sentence =
      tuning === null
        ? `Not disclosed: ${maker} has not published how ${name} was tuned.`
        : `How ${name} was tuned: ${tuning}.`;
    return [sentence];
  },
  api({ name, apiIds, retired }, _, today) {
    if (apiIds.length === 0) return [`No API name of ${name} is on record.`];
    const end = leavesPhrase('the API', retired?.api, today);
    const ending = end === undefined ? '' : `; it ${end}`;
    const names = apiIds.map((id) => `\`${id}\``);
    const sentence = (some: readonly string[]): string => `Names of ${name} in the API: ${listed(some)}${ending}.`;
    return [sentence(names), sentence(names.slice(0, 1))];
  },
  weights({ name, maker, openWeights }) {
    const sentence = openWeights
      ? `Yes: the weights of ${name} are public.`
      : `No: ${maker} has not published the weights of ${name}.`;
    return [sentence];
  },
  maker({ name, maker }) {
    return [`${name} was made by ${maker}.`];
  },
};

const noted = (note: string | undefined): string => (note === undefined ? '' : ` (${note})`);

/** Where no day says that it left ChatGPT, the days for which the plans are known to have had it. */
function toldUse(model: Model, knowledge: Knowledge, today: string): string | undefined {
  const uses = usesInChatGpt(knowledge, model, today);
  if (uses.length === 0) return undefined;
  const verb = uses.some(({ isOver }) => !isOver) ? 'is' : 'was';
  return `${verb} in ChatGPT: ${uses.map(({ plans, when }) => `${plans} ${when}`).join(', ')}`;
}

/** More names for the same thing help nobody. */
const MAX_API_NAMES = 4;

/**
 * Everything about one model: `model:gpt-4o`.
 *
 * @param fact - The fact to begin with: `model:gpt-4o:released`. Default: what the model is.
 */
export function modelAnswer(knowledge: Knowledge, model: Model, today: string, fact?: ModelFact): Answer {
  return generatedAnswer({
    id: modelId(model, fact),
    title: modelTitle(model, fact),
    short: fact === undefined ? model.short : firstThatFits(FACTS[fact](model, knowledge, today)),
    body: [factList(knowledge, model, today), further(model)].filter(Boolean).join('\n\n'),
    related: [...((fact && knowledge.related.model[fact]) ?? []), ...related(knowledge, model)],
    models: [model],
    entries: entriesOf(knowledge, [model]),
  });
}

function factList(knowledge: Knowledge, model: Model, today: string): string {
  const facts: readonly (readonly [label: string, phrase: string])[] = [
    ['Released', releasedRow(model)],
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

function releasedRow(model: Model): string {
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
