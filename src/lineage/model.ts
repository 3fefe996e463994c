import { chatGptPlans, type Family } from '../knowledge/Knowledge.ts';
import { formatTokens, type Model, sharedName } from '../knowledge/Model.ts';
import type { ModelFact } from '../knowledge/Phrasings.ts';
import { formatDate, isBefore, NOT_DISCLOSED, onDate } from '../knowledge/dates.ts';
import { counted, listed } from '../shared/text.ts';
import { entriesOf, firstThatFits, list, paragraphs, type Subject, subject } from './completeAnswer.ts';
import { isFromScratch, linkBefore, linksAfter, releasedBefore } from './familyTree.ts';
import { compareId, lineageId, modelId } from './ids.ts';
import {
  hasLeftApi,
  inBrackets,
  inChatGpt,
  knownFacts,
  leavesPhrase,
  listItem,
  modalities,
  noted,
  PHRASES,
  plansAndDays,
  priceInOut,
  sizePhrase,
  type Use,
  usesInChatGpt,
  withDate,
  withName,
} from './modelFacts.ts';
import {
  CHATGPT_MAKER,
  LABELS,
  MODEL_TITLES,
  NOT_KNOWN,
  REASONING_SENTENCES,
  STILL_AVAILABLE,
  whereToUse,
} from './strings.ts';
import { type KnowledgeToday, planNames } from './timeline.ts';

/** One sentence in several lengths, the fullest first. */
type Sentences = (model: Model, knowledge: KnowledgeToday) => readonly string[];

/** For each fact, the sentence that leads with it: true by itself, and at most 200 characters in its shortest form. */
const SENTENCES: Readonly<Record<ModelFact, Sentences>> = {
  released({ name, released, releasedNote, releasedInApi, announced }) {
    const inApi = releasedInApi ? `; it came to the API ${onDate(releasedInApi)}` : '';
    const after = wasAnnounced({ announced, released }) ? ` It was announced ${onDate(announced!)}.` : '';
    if (released === null) return [`It is not known when ${name} was released.${after}`];
    const sentence = `${name} was released ${onDate(released)}`;
    const withNote = `${noted(sentence, releasedNote)}${inApi}.`;
    return [withNote + after, withNote, `${sentence}${inApi}.`];
  },
  retired(model, knowledge) {
    const { name, retired } = model;
    const uses = usesInChatGpt(knowledge, model);
    const ends = [
      hasKnownEnd(model, knowledge) ? undefined : 'has no known retirement date',
      leavesPhrase('ChatGPT', retired?.chatgpt, knowledge) ?? usePhrase(uses),
      leavesPhrase('the API', retired?.api, knowledge),
    ].filter((end) => end !== undefined);
    const sentence = `${name} ${ends.join('; it ')}`;
    return [`${noted(sentence, retired?.note)}.`, `${sentence}.`, `${name} ${ends[0]!}.`];
  },
  chatgpt(model, knowledge) {
    const { name, maker, chatgptNote, retired } = model;
    const uses = usesInChatGpt(knowledge, model);
    if (uses.length === 0) {
      if (chatgptNote) return [withName(name, chatgptNote)];
      if (maker !== CHATGPT_MAKER) return elsewhere(model, knowledge);
      return [`${name} is not known to have been in ChatGPT.`];
    }
    const without = plansWithout(knowledge, model, uses);
    const not = without.length > 0 ? `; not documented for ${listed(without)}` : '';
    const sentence = `${name} in ChatGPT: ${uses.map(plansAndDays).join('; ')}${not}.`;
    const inShort = `${name} in ChatGPT: ${uses.map((use) => `${use.plans} ${use.inShort}`).join('; ')}.`;
    const left = uses.every(({ isOver }) => isOver) && leavesPhrase('ChatGPT', retired?.chatgpt, knowledge);
    const had = planNames(
      knowledge,
      uses.flatMap(({ planIds }) => planIds),
    );
    const plans = left ? `${name} ${left}. Plans that had it: ${had}.` : `ChatGPT plans that have had ${name}: ${had}.`;
    return [...(chatgptNote ? [`${sentence} ${chatgptNote}`] : []), sentence, inShort, plans];
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
    return [`${name} ${sizePhrase(parameters)}.`];
  },
  architecture({ name, architecture }) {
    if (architecture === undefined) return [`The architecture of ${name} is not known.`];
    return [`${name} is ${architecture}.`];
  },
  modalities: ({ name, input, output }) => [`${name} accepts ${modalities(input)} and outputs ${modalities(output)}.`],
  tuning(model) {
    const { name, maker, tuning, madeFrom } = model;
    // "trained from scratch on 15 trillion tokens" is part of how it was trained.
    const origin = isFromScratch(model) ? madeFrom.note : undefined;
    if (tuning !== null) {
      const sentence = PARTICIPLE.test(tuning) ? `${name} was ${tuning}.` : `Fine-tuning of ${name}: ${tuning}.`;
      return [...(origin === undefined ? [] : [`${name} was ${origin}. Fine-tuning: ${tuning}.`]), sentence];
    }
    if (origin !== undefined) return [`${name} was ${origin}. ${maker} has not published how it was fine-tuned.`];
    return [`Not disclosed: ${maker} has not published how ${name} was fine-tuned.`];
  },
  api(model, knowledge) {
    const { name, apiIds, retired } = model;
    if (apiIds.length === 0) return [`No API name of ${name} is known.`];
    const end = leavesPhrase('the API', retired?.api, knowledge);
    const ending = end === undefined ? '' : `; it ${end}`;
    const names = apiIds.map((id) => `\`${id}\``);
    const verb = hasLeftApi(model, knowledge) ? 'was' : 'is';
    const sentence = (some: readonly string[]): string => `${name} ${verb} in the API as ${listed(some)}${ending}.`;
    return [sentence(names), sentence(names.slice(0, 1))];
  },
  weights({ name, maker, series, openWeights, licence, weightsNote }, { models }) {
    if (!openWeights) {
      const sentence = `${noted(`No: ${maker} has not published the weights of ${name}`, weightsNote)}.`;
      const siblings = [...models.values()].filter((model) => model.openWeights && model.series === series);
      if (series === undefined || siblings.length === 0) return [sentence];
      return [`${sentence} Those of ${listed(siblings.map((model) => model.name))} are public.`, sentence];
    }
    const sentence = `Yes: the weights of ${name} are public`;
    return licence === undefined ? [`${sentence}.`] : [`${sentence}. Licence: ${licence}.`, `${sentence}.`];
  },
  maker: ({ name, maker }) => [`${maker} made ${name}.`],
  price(model, knowledge) {
    const phrase = PHRASES.price(model);
    if (phrase === NOT_KNOWN) return [`What ${model.name} costs in the API is not known.`];
    return [`In the API, ${model.name} ${hasLeftApi(model, knowledge) ? 'cost' : 'costs'} ${phrase}.`];
  },
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

/** How a phrase begins that goes on after "was". */
const PARTICIPLE = /^(?:fine-tuned|trained|tuned|optimised) /;

/** The plans below the cheapest one that has had the model, unless its note tells of them: what "does Go have it" asks. */
function plansWithout({ plans }: KnowledgeToday, { chatgptNote = '' }: Model, uses: readonly Use[]): readonly string[] {
  const cheaper = chatGptPlans(plans).slice(0, Math.min(...uses.map(({ cheapest }) => cheapest)));
  return cheaper.map((plan) => plans.get(plan)!.name).filter((name) => !chatgptNote.includes(name));
}

/** "Is Opus free?" means the assistants that have it, or those of its maker; public weights are free for anyone. */
function elsewhere({ id, name, maker, openWeights }: Model, { assistants }: KnowledgeToday): readonly string[] {
  const not = `${name} is a model of ${maker}, and not in ChatGPT.`;
  const free = openWeights ? ' Its weights are public: anyone can run it without paying.' : '';
  const all = [...assistants.values()];
  const having = all.filter(({ runsOn }) =>
    runsOn.some(({ model, to, end }) => model === id && (to === undefined || end !== undefined)),
  );
  const own = all.filter((assistant) => assistant.maker === maker);
  const [found, offered] = [having, own].map((some) => listed(some.map((assistant) => assistant.name)));
  const where = found ? ` It is found in ${found}.` : offered ? ` ${maker} offers ${offered}.` : '';
  return [not + free + where, not + free];
}

/** If no date says when it left ChatGPT, when the plans are known to have had it. */
function usePhrase(uses: readonly Use[]): string | undefined {
  if (uses.length === 0) return undefined;
  const verb = uses.some(({ isOver }) => !isOver) ? 'has been' : 'was';
  return `${verb} in ChatGPT: ${uses.map(plansAndDays).join(', ')}`;
}

/** Further names for the same model are of no use. */
const MAX_API_NAMES = 4;

/** `GPT-4`; `When was GPT-4 retired?` for an answer that leads with that fact. What has not ended was asked about otherwise. */
function titleOf({ name, maker }: Pick<Model, 'name' | 'maker'>, fact?: ModelFact, hasLeft = true): string {
  if (fact === undefined) return name;
  if (fact === 'chatgpt' && maker !== CHATGPT_MAKER) return whereToUse(name);
  return fact === 'retired' && !hasLeft ? STILL_AVAILABLE(name) : MODEL_TITLES[fact](name);
}

/** Whether a day is known on which it left ChatGPT or the API. */
function hasKnownEnd(model: Model, knowledge: KnowledgeToday): boolean {
  const uses = usesInChatGpt(knowledge, model);
  const { chatgpt, api } = model.retired ?? {};
  return chatgpt !== undefined || api !== undefined || (uses.length > 0 && uses.every(({ isOver }) => isOver));
}

/**
 * Everything about one model: `model:gpt-4o`.
 *
 * @param fact - The fact to begin with: `model:gpt-4o:released`. Default: what the model is.
 */
export const modelSubject = (knowledge: KnowledgeToday, model: Model, fact?: ModelFact): Subject =>
  subject(modelId(model, fact), titleOf(model, fact, fact !== 'retired' || hasKnownEnd(model, knowledge)), () => {
    const short = fact === undefined ? model.short : firstThatFits(SENTENCES[fact](model, knowledge));
    return {
      short,
      ...(fact !== undefined && { isShortEnough: true }),
      body: paragraphs(factList(knowledge, model, short), further(model)),
      related: [...((fact && knowledge.related.model[fact]) ?? []), ...related(knowledge, model)],
      models: [model],
      entries: entriesOf(knowledge, [model]),
    };
  });

/** What people ask for most often first: the start is all that a phone shows. */
const FACTS = [
  ...(['released', 'madeFrom', 'input', 'output', 'contextWindow', 'maxOutput', 'knowledgeCutoff', 'price'] as const),
  // A list of its own, which would take the room of all others.
  'inChatGpt' as const,
  ...(['size', 'architecture', 'weights', 'reasoning', 'tuning', 'retired', 'apiNames'] as const),
];

/** @param short - What is said above the list. A date in it isn't said again. */
function factList(knowledge: KnowledgeToday, model: Model, short: string): string {
  const phrases = { ...PHRASES, released: releasedRow, inChatGpt, apiNames };
  const facts = knownFacts(FACTS, [model])
    .map((fact) => [LABELS[fact], phrases[fact](model, knowledge)] as const)
    .filter(([label, phrase]) => label !== LABELS.released || !short.includes(phrase));
  const open = facts.filter(([, phrase]) => phrase === NOT_DISCLOSED).map(([label]) => label.toLowerCase());
  const lines = facts.filter(([, phrase]) => phrase !== NOT_DISCLOSED).map((fact) => listItem(...fact));
  return [...lines, ...(open.length > 0 ? [listItem(LABELS.notDisclosed, listed(open))] : [])].join('\n');
}

/** Whether that was before its release. Of 2023 and Sep 2023 nobody knows. */
const wasAnnounced = ({ announced, released }: Pick<Model, 'announced' | 'released'>): boolean =>
  announced !== null && (released === null || isBefore(announced, released));

function releasedRow(model: Model): string {
  const phrase = PHRASES.released(model);
  return wasAnnounced(model) ? `${phrase}; announced ${formatDate(model.announced)}` : phrase;
}

function apiNames({ apiIds }: Model): string {
  const shown = apiIds.slice(0, MAX_API_NAMES).map((id) => `\`${id}\``);
  const left = apiIds.length - shown.length;
  return left > 0 ? `${shown.join(', ')} and ${left} more` : shown.join(', ');
}

function further({ facts: other, limits, benchmarks, nameMeaning }: Model): string {
  const facts = [...other, ...(nameMeaning === undefined ? [] : [nameMeaning]), ...limits, ...benchmarks];
  return facts.length === 0 ? '' : `**${LABELS.also}**\n${list(facts)}`;
}

/** What people ask next: how it differs from the one before, where it comes from, how the next one differs. */
function related(knowledge: KnowledgeToday, model: Model): readonly string[] {
  const before = linkBefore(knowledge, model)?.from ?? releasedBefore(knowledge, model).at(-1);
  const after = linksAfter(knowledge, model)[0]?.to;
  return [
    ...(before ? [compareId([before, model])] : []),
    lineageId(model),
    ...(after ? [compareId([model, after])] : []),
  ];
}

/** A phone's screen shows no more buttons than these. */
const MOST_RELATED = 5;

/** The member that stands for a family where one model is asked for: the newest unless the set names another. */
export const mainMember = ({ main, members }: Family): Model => members.find(({ id }) => id === main) ?? members[0]!;

/**
 * Which models a name like GPT-6 stands for, newest first, and how they differ: `model:gpt-6`.
 *
 * @param fact - The fact to begin with: of each member, or of the family if it is the same for all: `model:gpt-6:released`.
 */
export function familySubject(knowledge: KnowledgeToday, family: Family, fact?: ModelFact): Subject {
  const { members } = family;
  const name = fact === undefined ? family.name : sharedName(family);
  const hasLeft = fact !== 'retired' || members.some((model) => hasKnownEnd(model, knowledge));
  return subject(modelId(family, fact), titleOf({ name, maker: members[0]!.maker }, fact, hasLeft), () => {
    const factOf = (model: Model): string => firstThatFits(SENTENCES[fact!](model, knowledge));
    const ofAll = fact === undefined ? membersSentence(family) : factOf({ ...members[0]!, name });
    const isOfAll = fact === undefined || members.every((model) => factOf({ ...model, name }) === ofAll);
    return {
      short: isOfAll
        ? ofAll
        : firstThatFits([...(DIFFERENCES[fact]?.({ ...family, name }, knowledge) ?? []), factOf(mainMember(family))]),
      ...(fact !== undefined && isOfAll && { isShortEnough: true }),
      body: list(isOfAll ? members.map(aboutMember) : factsOfMembers(family, fact, factOf)),
      related: members.slice(0, MOST_RELATED).map((model) => modelId(model)),
      models: members,
      entries: entriesOf(knowledge, members),
    };
  });
}

/** What is said of each member: in as few words as its fact has, once of all those of whom it is the same, what is open last. */
function factsOfMembers({ members }: Family, fact: ModelFact, sentence: (model: Model) => string): readonly string[] {
  const phrase = PHRASES_OF_MEMBERS[fact];
  if (!phrase) return members.map(sentence);
  const groups = [...Map.groupBy(members, phrase)];
  const isOpen = ([same]: (typeof groups)[number]): boolean => same === NOT_KNOWN || same === NOT_DISCLOSED;
  return [...groups.filter((group) => !isOpen(group)), ...groups.filter(isOpen)].map(
    ([same, some]) => `**${listed(some.map(({ name }) => name))}:** ${same}`,
  );
}

/** Facts that can stand after a name and a colon. */
const PHRASES_OF_MEMBERS: Readonly<Partial<Record<ModelFact, (model: Model) => string>>> = {
  cutoff: PHRASES.knowledgeCutoff,
  price: PHRASES.price,
  reasoning: PHRASES.reasoning,
  reply: PHRASES.maxOutput,
  size: PHRASES.size,
  tuning: PHRASES.tuning,
  weights: PHRASES.weights,
  window: PHRASES.contextWindow,
};

/**
 * How the members of a family differ, for facts of which one of them alone would be half an answer: "can free users have GPT-6"
 * is not about GPT-6 Sol. The fullest sentence first; none where nothing more is known.
 */
const DIFFERENCES: Readonly<Partial<Record<ModelFact, (family: Family, knowledge: KnowledgeToday) => string[]>>> = {
  released({ members }) {
    const [newest, first] = [members[0]!.released, members.at(-1)!];
    if (newest === null || first.released === null) return [];
    // Of 2023 and 14 Mar 2023 either may be the earlier one.
    const isFirst = members.every((one) => one.released === first.released || isBefore(first.released, one.released));
    if (!isFirst || first.released === newest) return [];
    const last = members.filter(({ released }) => released === newest).map(({ name }) => name);
    const verb = last.length === 1 ? 'is' : 'are';
    const came = `${first.name} came first, ${onDate(first.released)}`;
    return [`${came}; the newest ${verb} ${listed(last)} (${formatDate(newest)}).`];
  },
  price({ name, members }) {
    const priced = members.flatMap(({ name: of, price }) => (price ? [{ of, price }] : []));
    const [least, ...others] = priced.toSorted((one, other) => one.price.input - other.price.input);
    const most = others.at(-1);
    if (!least || !most || least.price.input === most.price.input) return [];
    const [from, to] = [least, most].map(({ of, price }) => `${priceInOut(price)} (${of})`);
    const on = [least.price.on, most.price.on].toSorted()[0]!;
    return [`${name} in the API: from ${from} to ${to} per million tokens in and out, as of ${formatDate(on)}.`];
  },
  weights({ name, members }) {
    const [open, closed] = [true, false].map((are) => members.filter(({ openWeights = false }) => openWeights === are));
    if (closed!.length === 0) return [`Yes: the weights of all ${name} models are public, under different licences.`];
    const [from, apart] = [open!, closed!].map((some) => listed(some.map((model) => model.name)));
    return [
      open!.length < closed!.length
        ? `Only those of ${from} are public.`
        : `Yes, apart from ${apart}: the weights of the other ${name} models are public.`,
      `The weights of ${open!.length} of ${counted(members.length, 'model')} of ${name} are public.`,
    ];
  },
  reasoning({ name, members }) {
    const some = members.filter(({ reasoning }) => reasoning === 'yes' || reasoning === 'optional');
    if (some.length === 0) return [];
    return [
      `Yes, some ${name} models can reason before they answer: ${listed(some.map((model) => model.name))}.`,
      `Yes, ${some.length} of ${counted(members.length, 'model')} of ${name} can reason before they answer.`,
    ];
  },
  chatgpt({ name, members }, knowledge) {
    const having = members.filter((model) => usesInChatGpt(knowledge, model).length > 0);
    if (having.length === 1) return [...SENTENCES.chatgpt(having[0]!, knowledge)];
    const uses = having
      .flatMap((model) => usesInChatGpt(knowledge, model).map((use) => [model.name, use] as const))
      .toSorted(([, one], [, other]) => one.cheapest - other.cheapest);
    return [uses, uses.filter(([, { isOver }]) => !isOver)]
      .filter((some) => some.length > 0)
      .map((some) => `${name} in ChatGPT: ${some.map(([of, use]) => `${of} on ${plansAndDays(use)}`).join('; ')}.`);
  },
};

function aboutMember(model: Model): string {
  const { name, short } = model;
  return short.startsWith(name) ? short.replace(name, `**${name}**`) : `**${name}**${inBrackets(model)}: ${short}`;
}

function membersSentence({ name, short, members }: Family): string {
  if (short !== undefined) return short;
  const count = `${name} is a family of ${counted(members.length, 'model')}`;
  const newest = members[0]!;
  return firstThatFits([
    `${count}: ${listed(members.map(withDate))}.`,
    `${count}: ${listed(members.map((model) => model.name))}.`,
    `${count}; the newest is ${newest.name} (${formatDate(newest.released)}).`,
  ]);
}
