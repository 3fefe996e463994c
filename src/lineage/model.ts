import type { Answer } from '../knowledge/Answer.ts';
import type { Family, Knowledge } from '../knowledge/Knowledge.ts';
import { formatTokens, type Model } from '../knowledge/Model.ts';
import type { ModelFact } from '../knowledge/Phrasings.ts';
import { formatDate, NOT_DISCLOSED, onDate } from '../knowledge/dates.ts';
import { counted, listed } from '../shared/text.ts';
import { completeAnswer, entriesOf, firstThatFits } from './completeAnswer.ts';
import { linkBefore, linksAfter, releasedBefore } from './familyTree.ts';
import { compareId, lineageId, modelId } from './ids.ts';
import {
  inBrackets,
  inChatGpt,
  knownFacts,
  leavesPhrase,
  listItem,
  modalities,
  noted,
  PHRASES,
  usesInChatGpt,
  withName,
} from './modelFacts.ts';
import { LABELS, MODEL_TITLES, NOT_KNOWN, REASONING_SENTENCES } from './strings.ts';

/** `GPT-4`; `When was GPT-4 retired?` for an answer that leads with that fact. */
export function modelTitle({ name }: Pick<Model, 'name'>, fact?: ModelFact): string {
  return fact === undefined ? name : MODEL_TITLES[fact](name);
}

/** One sentence in several lengths, the fullest first. */
type Sentences = (model: Model, knowledge: Knowledge, today: string) => readonly string[];

/** For each fact, the sentence that leads with it: true by itself, and at most 200 characters in its shortest form. */
const SENTENCES: Readonly<Record<ModelFact, Sentences>> = {
  released({ name, released, releasedNote, releasedInApi, announced }) {
    const inApi = releasedInApi ? `; it came to the API ${onDate(releasedInApi)}` : '';
    const after = announced !== null && announced !== released ? ` It was announced ${onDate(announced)}.` : '';
    if (released === null) return [`It is not known when ${name} was released.${after}`];
    const sentence = `${name} was released ${onDate(released)}`;
    const withNote = `${noted(sentence, releasedNote)}${inApi}.`;
    return [withNote + after, withNote, `${sentence}${inApi}.`];
  },
  retired(model, knowledge, today) {
    const { name, retired } = model;
    const ends = [
      leavesPhrase('ChatGPT', retired?.chatgpt, today) ?? usePhrase(model, knowledge, today),
      leavesPhrase('the API', retired?.api, today),
    ].filter((end) => end !== undefined);
    if (!retired?.chatgpt && !retired?.api) ends.unshift('has no known retirement date');
    const sentence = `${name} ${ends.join('; it ')}`;
    return [`${noted(sentence, retired?.note)}.`, `${sentence}.`, `${name} ${ends[0]!}.`];
  },
  chatgpt(model, knowledge, today) {
    const { name, chatgptNote } = model;
    const uses = usesInChatGpt(knowledge, model, today);
    if (uses.length === 0) {
      return [
        chatgptNote === undefined ? `${name} is not known to have been in ChatGPT.` : withName(name, chatgptNote),
      ];
    }
    const all = uses.map(({ plans, when }) => `${plans} ${when}`).join('; ');
    const plans = listed(uses.map((use) => use.plans));
    const sentence = `${name} in ChatGPT: ${all}.`;
    return [
      ...(chatgptNote === undefined ? [] : [`${sentence} ${chatgptNote}`]),
      sentence,
      `ChatGPT plans that have had ${name}: ${plans}.`,
    ];
  },
  window({ name, contextWindow, contextWindowNote, maxOutput }) {
    const sentence = `The context window of ${name} is ${noted(formatTokens(contextWindow), contextWindowNote)}.`;
    const reply = maxOutput === null ? '' : ` One reply can have up to ${formatTokens(maxOutput)}.`;
    return [sentence + reply, sentence];
  },
  reply({ name, maker, maxOutput }) {
    if (maxOutput === null)
      return [`Not disclosed: ${maker} has not published how much ${name} can write in one reply.`];
    return [`${name} can write up to ${formatTokens(maxOutput)} in one reply.`];
  },
  cutoff({ name, knowledgeCutoff, knowledgeCutoffNote }) {
    const sentence =
      knowledgeCutoff === null
        ? `The knowledge cutoff of ${name} is not disclosed`
        : `The knowledge of ${name} ends ${onDate(knowledgeCutoff)}`;
    return [`${noted(sentence, knowledgeCutoffNote)}.`, `${sentence}.`];
  },
  size({ name, maker, parameters }) {
    if (parameters === null) return [`Not disclosed: ${maker} has not published how many parameters ${name} has.`];
    return [`Number of parameters in ${name}: ${parameters}.`];
  },
  architecture({ name, architecture }) {
    if (architecture === undefined) return [`No source describes the architecture of ${name}.`];
    return [`The architecture of ${name}: ${architecture}.`];
  },
  modalities: ({ name, input, output }) => [`${name} accepts ${modalities(input)} and outputs ${modalities(output)}.`],
  tuning({ name, maker, tuning }) {
    if (tuning === null) return [`Not disclosed: ${maker} has not published how ${name} was fine-tuned.`];
    return [`Fine-tuning of ${name}: ${tuning}.`];
  },
  api({ name, apiIds, retired }, _, today) {
    if (apiIds.length === 0) return [`No API name of ${name} is known.`];
    const end = leavesPhrase('the API', retired?.api, today);
    const ending = end === undefined ? '' : `; it ${end}`;
    const names = apiIds.map((id) => `\`${id}\``);
    const sentence = (some: readonly string[]): string => `API names of ${name}: ${listed(some)}${ending}.`;
    return [sentence(names), sentence(names.slice(0, 1))];
  },
  weights({ name, maker, openWeights, licence }) {
    if (!openWeights) return [`No: ${maker} has not published the weights of ${name}.`];
    const sentence = `Yes: the weights of ${name} are public`;
    return licence === undefined ? [`${sentence}.`] : [`${sentence}. Licence: ${licence}.`, `${sentence}.`];
  },
  maker: ({ name, maker }) => [`${maker} made ${name}.`],
  price: (model) => [`${model.name} in the API: ${model.price ? PHRASES.price(model) : `price ${NOT_KNOWN}`}.`],
  reasoning: ({ name, reasoning }) => [REASONING_SENTENCES[reasoning ?? 'unknown'](name)],
  name: ({ name, nameMeaning }) => [nameMeaning ?? `What the name ${name} means is not known.`],
  limits({ name, limits }) {
    if (limits.length === 0) return [`The limits of ${name} by itself are not known.`];
    return [limits.join(' '), limits[0]!];
  },
  benchmarks({ name, benchmarks }) {
    if (benchmarks.length === 0) return [`No benchmark figures of ${name} are known.`];
    return [benchmarks.join(' '), benchmarks[0]!];
  },
};

/** The sentence that leads with a fact: true by itself, at most 200 characters where possible. */
function factSentence(knowledge: Knowledge, model: Model, today: string, fact: ModelFact): string {
  return firstThatFits(SENTENCES[fact](model, knowledge, today));
}

/** If no date says when it left ChatGPT, when the plans are known to have had it. */
function usePhrase(model: Model, knowledge: Knowledge, today: string): string | undefined {
  const uses = usesInChatGpt(knowledge, model, today);
  if (uses.length === 0) return undefined;
  const verb = uses.some(({ isOver }) => !isOver) ? 'is' : 'was';
  return `${verb} in ChatGPT: ${uses.map(({ plans, when }) => `${plans} ${when}`).join(', ')}`;
}

/** Further names for the same model are of no use. */
const MAX_API_NAMES = 4;

/**
 * Everything about one model: `model:gpt-4o`.
 *
 * @param fact - The fact to begin with: `model:gpt-4o:released`. Default: what the model is.
 */
export function modelAnswer(knowledge: Knowledge, model: Model, today: string, fact?: ModelFact): Answer {
  return completeAnswer({
    id: modelId(model, fact),
    title: modelTitle(model, fact),
    short: fact === undefined ? model.short : factSentence(knowledge, model, today, fact),
    body: [factList(knowledge, model, today), further(model)].filter(Boolean).join('\n\n'),
    related: [...((fact && knowledge.related.model[fact]) ?? []), ...related(knowledge, model)],
    models: [model],
    entries: entriesOf(knowledge, [model]),
  });
}

const FACTS = [
  ...(['released', 'inChatGpt', 'madeFrom', 'tuning', 'input', 'output', 'contextWindow', 'maxOutput'] as const),
  ...(['knowledgeCutoff', 'size', 'architecture', 'weights', 'reasoning', 'price', 'retired', 'apiNames'] as const),
];

function factList(knowledge: Knowledge, model: Model, today: string): string {
  const phrases = { ...PHRASES, released: releasedRow, inChatGpt, apiNames };
  const facts = knownFacts(FACTS, [model]).map(
    (fact) => [LABELS[fact], phrases[fact](model, knowledge, today)] as const,
  );
  const open = facts.filter(([, phrase]) => phrase === NOT_DISCLOSED).map(([label]) => label.toLowerCase());
  const lines = facts.filter(([, phrase]) => phrase !== NOT_DISCLOSED);
  return [...lines, ...(open.length > 0 ? [[LABELS.notDisclosed, listed(open)] as const] : [])]
    .map(([label, phrase]) => listItem(label, phrase))
    .join('\n');
}

function releasedRow(model: Model): string {
  const phrase = PHRASES.released(model);
  if (model.announced === null || model.announced === model.released) return phrase;
  return `${phrase}; announced ${formatDate(model.announced)}`;
}

function apiNames({ apiIds }: Model): string {
  const shown = apiIds.slice(0, MAX_API_NAMES).map((id) => `\`${id}\``);
  const left = apiIds.length - shown.length;
  return left > 0 ? `${shown.join(', ')} and ${left} more` : shown.join(', ');
}

function further({ facts: other, limits, benchmarks, nameMeaning }: Model): string {
  const facts = [...other, ...(nameMeaning === undefined ? [] : [nameMeaning]), ...limits, ...benchmarks];
  return facts.length === 0 ? '' : `**${LABELS.also}**\n${facts.map((fact) => `- ${fact}`).join('\n')}`;
}

/** What people ask next: how it differs from the one before, where it comes from, how the next one differs. */
function related(knowledge: Knowledge, model: Model): readonly string[] {
  const before = linkBefore(knowledge, model)?.from ?? releasedBefore(knowledge, model).at(-1);
  const after = linksAfter(knowledge, model)[0]?.to;
  return [
    ...(before ? [compareId(knowledge, [before, model])] : []),
    lineageId(model),
    ...(after ? [compareId(knowledge, [model, after])] : []),
  ];
}

/** A phone's screen shows no more buttons than these. */
const MOST_RELATED = 5;

/** The member that stands for a family where one model is asked for: the newest unless the set names another. */
export function mainMember({ main, members }: Family): Model {
  return members.find(({ id }) => id === main) ?? members[0]!;
}

/**
 * Which models a name like GPT-6 stands for, newest first, and how they differ: `model:gpt-6`.
 *
 * @param fact - The fact to begin with, of each member: `model:gpt-6:released`.
 */
export function familyAnswer(knowledge: Knowledge, family: Family, today: string, fact?: ModelFact): Answer {
  const { members } = family;
  const sentences = members.map((model) => {
    if (fact !== undefined) return factSentence(knowledge, model, today, fact);
    const { name, short } = model;
    return short.startsWith(name) ? short.replace(name, `**${name}**`) : `**${name}**${inBrackets(model)}: ${short}`;
  });
  return completeAnswer({
    id: modelId(family, fact),
    title: modelTitle(family, fact),
    short: fact === undefined ? membersSentence(family) : factSentence(knowledge, mainMember(family), today, fact),
    body: sentences.map((sentence) => `- ${sentence}`).join('\n'),
    related: members.slice(0, MOST_RELATED).map((model) => modelId(model)),
    models: members,
    entries: entriesOf(knowledge, members),
  });
}

function membersSentence({ name, short, members }: Family): string {
  if (short !== undefined) return short;
  const count = `${name} is a family of ${counted(members.length, 'model')}`;
  const newest = members[0]!;
  return firstThatFits([
    `${count}: ${listed(members.map((model) => model.name + inBrackets(model)))}.`,
    `${count}: ${listed(members.map((model) => model.name))}.`,
    `${count}; the newest is ${newest.name} (${formatDate(newest.released)}).`,
  ]);
}
