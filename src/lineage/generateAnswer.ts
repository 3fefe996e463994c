import type { Answer } from '../knowledge/Answer.ts';
import { isBefore } from '../knowledge/dates.ts';
import { CHATGPT, parsePlanId } from '../knowledge/ids.ts';
import type { Assistant, Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import {
  ASSISTANT_FACTS,
  COMPARE_FACTS,
  LINEAGE_FACTS,
  MAX_COMPARED,
  MODEL_FACTS,
  type ModelFact,
} from '../knowledge/Phrasings.ts';
import { assistantSubject, currentModel, newestSubject } from './assistant.ts';
import { compareSubject, isPairFact, sideOf, sidesSubject } from './compare.ts';
import type { Subject } from './completeAnswer.ts';
import { disclosedOrigins } from './familyTree.ts';
import { ALL_LINEAGES, assistantId, lineageId, newestId } from './ids.ts';
import { allLineages, lineageSubject } from './lineage.ts';
import { hasModelsOfItsName } from './matcherInput.ts';
import { familySubject, mainMember, modelSubject } from './model.ts';
import { planSubject } from './plan.ts';
import { CHATGPT_MAKER } from './strings.ts';
import type { KnowledgeToday } from './timeline.ts';

/**
 * Generates the answer with this id from the facts: `model:gpt-4o`, `model:gpt-4o:released` (the same, beginning with one
 * fact), `model:gpt-6` (a family), `compare:gpt-3.5+gpt-4` (two to four different models, families, assistants and `chatgpt`
 * in any order), `compare:gpt-3.5+gpt-4:base` (two models, or one and what it may come from), `lineage:gpt-4o`, `lineage:gpt-4o:after`, `lineage:chatgpt`, `lineage:all`,
 * `lineage:siri`, `newest:anthropic`, `assistant:siri` (also as `model:siri`, which is what `/model` asks for), `assistant:siri:gpt`, `assistant:siri:window` (of its model), `plan:plus:2023-04`, `plan:free+plus:2024` or `plan:2025-06-30`
 * (all plans).
 *
 * @param id - Any text, because it also comes from buttons.
 * @param today - `YYYY-MM-DD`. Later dates are worded as announcements.
 * @returns `undefined` if the id is malformed or names nothing that is known, or plans without a history.
 */
export function generateAnswer(knowledge: Knowledge, id: string, today: string): Answer | undefined {
  return subjectOf({ ...knowledge, today }, id)?.answer();
}

/** The title of the answer that {@link generateAnswer} would return, without generating the rest of it. */
export function generatedTitle(knowledge: Knowledge, id: string, today: string): string | undefined {
  return subjectOf({ ...knowledge, today }, id)?.title;
}

function subjectOf(knowledge: KnowledgeToday, asked: string): Subject | undefined {
  const id = aboutOneOfTwo(knowledge, asked);
  if (id === ALL_LINEAGES) return allLineages(knowledge);
  const plans = parsePlanId(knowledge.plans.keys(), id);
  if (plans) return planSubject(knowledge, plans);
  const [kind = '', names, fact, ...tooMuch] = id.split(':', 4);
  if (names === undefined || tooMuch.length > 0) return undefined;
  if (kind === 'compare') return compared(knowledge, names, fact);
  if (kind === 'newest') return newestOfMaker(knowledge, id);
  const assistant = knowledge.assistants.get(names);
  if (assistant) {
    if (kind === 'assistant') return askedOfAssistant(knowledge, assistant, fact);
    // What `/model` and `/lineage` ask for.
    if (fact !== undefined || (kind !== 'model' && kind !== 'lineage')) return undefined;
    return assistantSubject(knowledge, assistant, kind === 'lineage' || names === CHATGPT ? 'history' : undefined);
  }
  const family = knowledge.families.get(names);
  const model = knowledge.models.get(names) ?? (family && mainMember(family));
  if (!model) return undefined;
  if (kind === 'model' && isNoneOr(MODEL_FACTS, fact)) {
    return family ? familySubject(knowledge, family, fact) : modelSubject(knowledge, model, fact);
  }
  return kind === 'lineage' && isNoneOr(LINEAGE_FACTS, fact)
    ? lineageSubject(knowledge, model, fact, family)
    : undefined;
}

function newestOfMaker(knowledge: KnowledgeToday, id: string): Subject | undefined {
  const model = [...knowledge.models.values()].find(({ maker }) => newestId(maker) === id);
  return model && newestSubject(knowledge, model.maker);
}

/** What people ask about an assistant and mean the model that it runs on: "context window of Claude". */
const FACTS_OF_ITS_MODEL: readonly ModelFact[] = [
  ...(['window', 'reply', 'cutoff', 'size', 'architecture', 'modalities'] as const),
  ...(['tuning', 'weights', 'price', 'reasoning', 'benchmarks'] as const),
];

function askedOfAssistant(knowledge: KnowledgeToday, assistant: Assistant, fact?: string): Subject | undefined {
  if (fact === 'maker' || isNoneOr(ASSISTANT_FACTS, fact)) return assistantSubject(knowledge, assistant, fact);
  if (fact === 'released') return assistantSubject(knowledge, assistant, assistant.launched ? fact : 'history');
  if (!isNoneOr(MODEL_FACTS, fact)) return undefined;
  const model = isNoneOr(FACTS_OF_ITS_MODEL, fact) ? currentModel(knowledge, assistant) : undefined;
  return model ? modelSubject(knowledge, model, fact) : assistantSubject(knowledge, assistant);
}

/** Two to four different things. Models alone are compared directly; others are represented by models. */
function compared(knowledge: KnowledgeToday, names: string, fact: string | undefined): Subject | undefined {
  const ids = names.split('+', MAX_COMPARED + 1);
  if (ids.length < 2 || ids.length > MAX_COMPARED || new Set(ids).size < ids.length) return undefined;
  if (!isNoneOr(COMPARE_FACTS, fact)) return undefined;
  const models = ids.flatMap((id) => knowledge.models.get(id) ?? []);
  if (isPairFact(fact) && ids.length > 2) return undefined;
  if (models.length === ids.length) return compareSubject(knowledge, models, fact);
  const sides = ids.flatMap((id) => sideOf(knowledge, id, models) ?? []);
  if (sides.length < ids.length) return undefined;
  return sidesSubject(knowledge, sides, isPairFact(fact) ? undefined : fact);
}

/**
 * "Is Vicuna based on Llama?", "is Grok based on GPT-4?": where the model comes from, or what the assistant runs on, says
 * more than a comparison of the two. Two families are asked about by their main members, unless a member of one comes from the
 * other.
 *
 * @param subject - Id of what the question names first.
 * @returns `lineage:vicuna:base` for `compare:vicuna+llama:base`, `assistant:grok:gpt` for `compare:gpt-4+grok:base`; any other
 * id as it is.
 */
export function aboutOneOfTwo(knowledge: Knowledge, id: string, subject?: string): string {
  const ids = /^compare:([^:+]+)\+([^:+]+):base$/.exec(id)?.slice(1);
  if (!ids) return aboutOneOfSeveral(knowledge, id);
  const [model, ...others] = ids.flatMap((name) => knowledge.models.get(name) ?? []);
  const [first, second] = ids.flatMap((name) => knowledge.assistants.get(name) ?? []);
  if (model && others.length === 0 && model.maker !== first?.maker && disclosedOrigins(knowledge, model).length > 0) {
    return lineageId(model, 'base');
  }
  // "Is Kimi K2 based on DeepSeek?" is about Kimi K2, "is DeepSeek based on Llama 3?" about DeepSeek.
  const families = ids.flatMap((name) => knowledge.families.get(name) ?? []);
  const named = model ?? families[0];
  const isSubject = named !== undefined && others.length === 0 && named.id === subject;
  const maker = model?.maker ?? families[0]?.members[0]!.maker;
  if (isSubject && first && maker !== first.maker && hasModelsOfItsName(first, knowledge.models)) {
    return lineageId(named, 'base');
  }
  // "Is Gemma based on Gemini?" means the models of that name; "is Gemini based on PaLM 2?" the assistant.
  if (model && first && others.length === 0 && cameBeside(knowledge, model, first)) return lineageId(model, 'base');
  // Of two assistants the one without models of its own: "does Copilot run on Claude?"
  const assistant = second && hasModelsOfItsName(first!, knowledge.models) ? second : first;
  if (assistant) {
    const isFormer =
      model && assistant.runsOn.slice(0, -1).some((use) => use.model === model.id && use.to !== undefined);
    return assistantId(assistant, isFormer ? 'history' : model?.maker === CHATGPT_MAKER ? 'gpt' : undefined);
  }
  const isNamed = (origin: Model): boolean => families.some(({ members }) => members.includes(origin));
  const made = families.find(({ members }) =>
    members.some((member) =>
      disclosedOrigins(knowledge, member).some((from) => !members.includes(from) && isNamed(from)),
    ),
  );
  if (made) return `lineage:${made.id}:base`;
  const mainOf = (name: string): string => {
    const family = knowledge.families.get(name);
    return family ? mainMember(family).id : name;
  };
  // "Is Mistral 7B from Llama?" is about Mistral 7B: the newest Llama, which stands for the family, came later.
  const isOlder = ({ released }: Model): boolean => model !== undefined && isBefore(released, model.released);
  if (model && families.some(({ members }) => !members.includes(model) && members.some(isOlder))) {
    return lineageId(model, 'base');
  }
  const [one, other] = ids.map(mainOf);
  return one === other ? id : `compare:${one}+${other}:base`;
}

/** "R1 Distill Qwen 32B, is that DeepSeek or Qwen?": where it comes from, and no comparison of the three. */
function aboutOneOfSeveral(knowledge: Knowledge, id: string): string {
  const names = /^compare:([^:+]+(?:\+[^:+]+){2,})$/.exec(id)?.[1]!.split('+') ?? [];
  const [model, ...others] = names.flatMap((name) => knowledge.models.get(name) ?? []);
  if (!model || others.length > 0) return id;
  const makers = new Set([model, ...disclosedOrigins(knowledge, model)].map(({ maker }) => maker));
  const isItsOwn = (name: string): boolean => {
    const maker = knowledge.assistants.get(name)?.maker ?? knowledge.families.get(name)?.members[0]!.maker;
    return name === model.id || (maker !== undefined && makers.has(maker));
  };
  return names.every(isItsOwn) ? lineageId(model, 'base') : id;
}

/** Whether a maker has published a model later than an assistant with models of the same name, and not for it. */
const cameBeside = ({ models }: Knowledge, { id, maker, released }: Model, assistant: Assistant): boolean =>
  maker === assistant.maker &&
  hasModelsOfItsName(assistant, models) &&
  isBefore(assistant.runsOn[0]?.from ?? null, released) &&
  assistant.runsOn.every(({ model }) => model !== id);

const isNoneOr = <T extends string>(facts: readonly T[], text: string | undefined): text is T | undefined =>
  text === undefined || facts.some((fact) => fact === text);
