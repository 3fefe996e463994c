import { CHATGPT } from '../knowledge/ids.ts';
import type { Assistant, Family, Knowledge } from '../knowledge/Knowledge.ts';
import { MAX_COMPARED, type Phrasings } from '../knowledge/Phrasings.ts';
import type { Matchable, Name, NameRules } from '../matching/Match.ts';
import type { Model } from '../knowledge/Model.ts';
import { disclosedOrigins } from './familyTree.ts';
import { ALL_LINEAGES, CHATGPT_LINEAGE, newestId } from './ids.ts';
import { CHATGPT_MAKER } from './strings.ts';

/** How people ask for answers that are generated from facts. `generateAnswer` understands their completed ids. */
export function generatedPatterns(knowledge: Pick<Knowledge, 'phrasings' | 'makers'>): readonly Matchable[] {
  const { phrasings } = knowledge;
  const { model, compare, lineage, assistant, history, poster, plan } = phrasings;
  const one = { min: 1, max: 1 };
  const besideChatGpt = (fact: 'better' | 'window' | 'price' | 'released' | 'size') =>
    againstChatGpt(compare.facts[fact]);
  const usual = {
    '': againstChatGpt(compare.questions),
    better: besideChatGpt('better'),
    window: besideChatGpt('window'),
    price: besideChatGpt('price'),
  };
  // With the words for days and sizes among its phrasings, the pattern would be less sure of the usual questions.
  const seldom = { released: besideChatGpt('released'), size: besideChatGpt('size') };
  // Assistants are asked about in the words for models too: "who made Claude", "lineage of Gemini".
  const ofAssistants = {
    ...model.facts,
    ...assistant.facts,
    history: [...assistant.facts.history, ...lineage.questions],
  };
  const forAssistants = { [ASSISTANT]: 'assistant:', [HOST]: 'assistant:' };
  return [
    { id: 'model:', models: one, several: 'compare:', instead: forAssistants, ...divided(model) },
    { id: 'compare:', models: { min: 2, max: MAX_COMPARED }, ...divided(compare) },
    { id: 'lineage:', models: one, instead: forAssistants, ...divided(lineage) },
    {
      id: 'assistant:',
      models: one,
      instead: { '': 'model:', [FAMILY]: 'model:' },
      ...allPhrasings(assistant),
      facts: { '': assistant.questions, ...ofAssistants },
    },
    {
      id: `compare:${CHATGPT}+`,
      models: { min: 1, max: MAX_COMPARED - 1 },
      questions: Object.values(usual).flat(),
      facts: { ...usual, ...seldom },
    },
    { id: CHATGPT_LINEAGE, ...allPhrasings(history) },
    { id: ALL_LINEAGES, ...allPhrasings(poster) },
    { id: 'plan:', isDated: true, ...allPhrasings(plan) },
    ...newestByMaker(knowledge),
  ];
}

/** "Newest model from Alibaba" names no model. */
function newestByMaker({ makers, phrasings }: Pick<Knowledge, 'phrasings' | 'makers'>): readonly Matchable[] {
  return [...makers]
    .filter(([, { calledBy }]) => calledBy.length > 0)
    .map(([maker, { calledBy }]) => {
      const about = (texts: readonly string[]): readonly string[] =>
        calledBy.flatMap((name) => texts.map((text) => text.replace('<maker>', name)));
      const { questions, notThis } = phrasings.maker;
      return { id: newestId(maker), questions: about(questions), notThis: about(notThis) };
    });
}

/** Groups of names. */
const ASSISTANT = 'assistant';
const HOST = 'host';
const FAMILY = 'family';

/** Questions about two models, with ChatGPT as one of them. */
function againstChatGpt(questions: readonly string[]): readonly string[] {
  return questions
    .map((question) => question.split('<model>'))
    .filter((parts) => parts.length === 3)
    .flatMap(([start, between, end]) => [
      `${start}<model>${between}chatgpt${end}`,
      `${start}chatgpt${between}<model>${end}`,
    ]);
}

/** All phrasings, and the same by what they ask for. */
function divided(phrasings: Phrasings): Pick<Matchable, 'questions' | 'notThis' | 'facts'> {
  return { ...allPhrasings(phrasings), facts: { '': phrasings.questions, ...phrasings.facts } };
}

function allPhrasings({ questions, facts = {}, notThis }: Phrasings): Pick<Matchable, 'questions' | 'notThis'> {
  return { questions: [questions, ...Object.values(facts)].flat(), notThis };
}

/**
 * Every name that the matcher recognises: models in the order of release, by name, alias, id and API name; then families,
 * assistants, the terms of the field and ChatGPT's plans. If several claim a name, the first has it; a term is never a
 * model's name, so that the bare "gpt" never means GPT-1. A name that is also an ordinary word counts only beside its maker
 * or a word such as "model".
 */
export function matchingNames(
  knowledge: Pick<Knowledge, 'models' | 'families' | 'assistants' | 'terms' | 'plans'>,
): readonly Name[] {
  const { models, families, assistants, terms, plans } = knowledge;
  const taken = new Set([...terms.values()].flatMap((names) => names.map(inLowerCase)));
  const claim = (name: string): boolean => {
    const isFree = !taken.has(inLowerCase(name));
    taken.add(inLowerCase(name));
    return isFree;
  };
  const nameOf = (called: Called, maker: string, lines: readonly Family[] = []): Name => ({
    id: called.id,
    kind: 'model',
    names: [called, ...lines].flatMap((one) => namesOf(one, maker)).filter(claim),
    ordinaryNames: [called, ...lines].flatMap(({ ordinaryNames }) => ordinaryNames),
  });
  const all = [...families.values()];
  const named = Array.from(models.values(), (model) => {
    // "Opus" means the newest of its line.
    const lines = all.filter(({ means, members }) => means === 'newest' && members[0]!.id === model.id);
    return { model, name: nameOf(model, model.maker, lines) };
  });
  const others = [
    ...all.filter(({ means }) => means === 'members').map((one) => [one, FAMILY, one.members[0]!.maker] as const),
    // ChatGPT is a term: most of what people ask about it has a curated answer.
    ...[...assistants.values()].flatMap((one) => {
      const group = hasModelsOfItsName(one, models) ? ASSISTANT : HOST;
      return one.id === CHATGPT ? [] : [[one, group, one.maker] as const];
    }),
  ].map(([one, group, maker]): Name => Object.assign(nameOf(one, maker), { group }));
  // Last, because an API name may be that of a family: `gpt-5.6`.
  const withApiIds = named.map(({ model, name }): Name => {
    const ids = model.apiIds.filter((apiId) => !model.ordinaryNames.includes(apiId)).filter(claim);
    return Object.assign(name, { names: name.names.concat(ids), madeFrom: namesBehind(knowledge, model) });
  });
  return [
    ...withApiIds,
    ...others,
    ...Array.from(terms, ([id, names]): Name => ({ id, kind: 'term', names })),
    ...Array.from(plans.values(), ({ id, spellings }): Name => ({ id, kind: 'plan', names: spellings })),
  ];
}

/** What people may name as the origin of a model: the models it was made from, their families, and their makers' assistants. */
function namesBehind(
  { models, families, assistants }: Pick<Knowledge, 'models' | 'families' | 'assistants'>,
  model: Model,
): readonly string[] {
  const origins = disclosedOrigins({ models }, model);
  if (origins.length === 0) return [];
  const makers = new Set([model, ...origins].map(({ maker }) => maker));
  return [
    ...origins,
    ...[...families.values()].filter(({ members }) => members.some((one) => origins.includes(one))),
    ...[...assistants.values()].filter(({ id, maker }) => id !== CHATGPT && makers.has(maker)),
  ].map(({ id }) => id);
}

const brandOf = (id: string): string => id.split(/[^a-z]/)[0]!;

/** Whether there are models of an assistant's name, as of Claude: people ask which models all other assistants run on. */
export const hasModelsOfItsName = ({ id }: Assistant, models: Knowledge['models']): boolean =>
  [...models.keys()].some((model) => brandOf(model) === brandOf(id));

/** What has a name, aliases, and names that are ordinary words. */
type Called = Pick<Model, 'id' | 'name' | 'aliases' | 'ordinaryNames'>;

/** Everything it is called; an ordinary word only beside a sign. */
const namesOf = ({ id, name, aliases, ordinaryNames }: Called, maker: string): readonly string[] => [
  ...[name, ...aliases, id].filter((one) => !ordinaryNames.includes(one)),
  ...ordinaryNames.flatMap((word) => besideASign(word, maker)),
];

/** "How many r in strawberry" asks about no model, "the strawberry model" does. */
function besideASign(word: string, maker: string): readonly string[] {
  const signs = [maker.toLowerCase(), ...(maker === CHATGPT_MAKER ? ['gpt'] : [])];
  const beside = signs.flatMap((sign) =>
    [`${sign} ${word}`].concat([' ', ' by ', ' from ', ' in '].map((between) => word + between + sign)),
  );
  return [...beside, ...['model', 'ai', 'llm'].map((sign) => `${word} ${sign}`), `model is ${word}`];
}

const inLowerCase = (name: string): string => name.toLowerCase();

/** What is particular about the names of the set, for the matcher. */
export function matchingRules({ spellingRules }: Pick<Knowledge, 'spellingRules'>): NameRules {
  return {
    bareNames: {
      one: 'model:',
      several: 'compare:',
      // "Claude or GPT?" means the app.
      beside: { [CHATGPT]: `compare:${CHATGPT}+`, gpt: `compare:${CHATGPT}+` },
      notBeside: { gpt: HOST },
      comparedGroup: ASSISTANT,
    },
    subjects: { [HOST]: 'assistant:' },
    descent: 'lineage:',
    ...spellingRules,
  };
}
