import type { Answer } from '../knowledge/Answer.ts';
import type { Assistant, Family, Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import {
  ASSISTANT_FACTS,
  type AssistantFact,
  COMPARE_FACTS,
  type CompareFact,
  LINEAGE_FACTS,
  type LineageFact,
  MAX_COMPARED,
  MODEL_FACTS,
  type ModelFact,
} from '../knowledge/Phrasings.ts';
import { assistantAnswer, assistantHistoryAnswer, newestModelsAnswer } from './assistant.ts';
import { compareAnswer, compareTitle } from './compare.ts';
import { familyAnswer, mainMember, modelAnswer, modelTitle } from './model.ts';
import { type AskedPlans, CHATGPT, CHATGPT_LINEAGE, parsePlanId } from './ids.ts';
import { chatgptLineageAnswer, chatgptLineageTitle, lineageAnswer } from './lineage.ts';
import { planAnswer, planTitle } from './plan.ts';
import { type Side, sideOf, sidesAnswer, sidesTitle } from './sides.ts';
import { assistantHistoryTitle, assistantTitle, basedOnGptTitle, lineageTitle, newestTitle } from './strings.ts';

/** What the id of a generated answer stands for. */
type Subject =
  | { readonly kind: 'chatgpt' }
  | { readonly kind: 'plan'; readonly asked: AskedPlans }
  | { readonly kind: 'assistant'; readonly assistant: Assistant; readonly fact: AssistantFact | undefined }
  | { readonly kind: 'model'; readonly model: Model; readonly fact: ModelFact | undefined }
  | { readonly kind: 'family'; readonly family: Family; readonly fact: ModelFact | undefined }
  | { readonly kind: 'lineage'; readonly model: Model; readonly fact: LineageFact | undefined }
  | { readonly kind: 'compare'; readonly models: readonly Model[]; readonly fact: CompareFact | undefined }
  | { readonly kind: 'sides'; readonly sides: readonly Side[] };

/**
 * Generates the answer with this id from the facts: `model:gpt-4o`, `model:gpt-4o:released` (the same, beginning with one
 * fact), `model:gpt-6` (a family), `compare:gpt-3.5+gpt-4` (two to four different models, families, assistants and `chatgpt`
 * in any order), `compare:gpt-3.5+gpt-4:base` (two models), `lineage:gpt-4o`, `lineage:gpt-4o:after`, `lineage:chatgpt`,
 * `lineage:siri`, `assistant:siri` (also as `model:siri`, which is what `/model` asks for), `assistant:siri:gpt`, `plan:plus:2023-04`, `plan:free+plus:2024` or `plan:2025-06-30`
 * (all plans).
 *
 * @param id - Any text, because it also comes from buttons.
 * @param today - `YYYY-MM-DD`. Later dates are worded as announcements.
 * @returns `undefined` if the id is malformed or names nothing that is known, or plans without a history.
 */
export function generateAnswer(knowledge: Knowledge, id: string, today: string): Answer | undefined {
  const subject = subjectOf(knowledge, id, today);
  if (!subject) return undefined;
  switch (subject.kind) {
    case 'chatgpt':
      return chatgptLineageAnswer(knowledge, today);
    case 'plan':
      return planAnswer(knowledge, subject.asked, today);
    case 'assistant':
      if (subject.fact === 'newest') return newestModelsAnswer(knowledge, subject.assistant);
      if (subject.fact === 'history') return assistantHistoryAnswer(knowledge, subject.assistant, today);
      return assistantAnswer(knowledge, subject.assistant, today, subject.fact === 'gpt');
    case 'model':
      return modelAnswer(knowledge, subject.model, today, subject.fact);
    case 'family':
      return familyAnswer(knowledge, subject.family, today, subject.fact);
    case 'lineage':
      return lineageAnswer(knowledge, subject.model, today, subject.fact);
    case 'compare':
      return compareAnswer(knowledge, subject.models, today, subject.fact);
  }
  return sidesAnswer(knowledge, subject.sides, today);
}

/** The title of the answer that {@link generateAnswer} would return, without generating the rest of it. */
export function generatedTitle(knowledge: Knowledge, id: string, today: string): string | undefined {
  const subject = subjectOf(knowledge, id, today);
  if (!subject) return undefined;
  switch (subject.kind) {
    case 'chatgpt':
      return chatgptLineageTitle(knowledge, today);
    case 'plan':
      return planTitle(knowledge, subject.asked, today);
    case 'assistant':
      if (subject.fact === 'newest') return newestTitle(subject.assistant.maker);
      return ASSISTANT_TITLES[subject.fact ?? 'now'](subject.assistant.name);
    case 'model':
      return modelTitle(subject.model, subject.fact);
    case 'family':
      return modelTitle(subject.family, subject.fact);
    case 'lineage':
      return lineageTitle(subject.model);
    case 'compare':
      return compareTitle(subject.models, subject.fact);
  }
  return sidesTitle(subject.sides);
}

const ASSISTANT_TITLES = { now: assistantTitle, gpt: basedOnGptTitle, history: assistantHistoryTitle } as const;

function subjectOf(knowledge: Knowledge, id: string, today: string): Subject | undefined {
  if (id === CHATGPT_LINEAGE || id === `model:${CHATGPT}`) return { kind: 'chatgpt' };
  const asked = parsePlanId(knowledge, id);
  if (asked) return { kind: 'plan', asked };
  const [kind, names, fact, ...tooMuch] = id.split(':', 4);
  if (names === undefined || tooMuch.length > 0) return undefined;
  if (kind === 'compare') return compared(knowledge, names, fact, today);
  const assistant = knowledge.assistants.get(names);
  if (assistant) {
    if (kind === 'lineage' && fact === undefined) return { kind: 'assistant', assistant, fact: 'history' };
    if (kind === 'model' && fact === undefined) return { kind: 'assistant', assistant, fact };
    return kind === 'assistant' && isNoneOr(ASSISTANT_FACTS, fact) ? { kind, assistant, fact } : undefined;
  }
  const family = knowledge.families.get(names);
  const model = knowledge.models.get(names) ?? (family && mainMember(family));
  if (!model) return undefined;
  if (kind === 'model' && isNoneOr(MODEL_FACTS, fact))
    return family ? { kind: 'family', family, fact } : { kind, model, fact };
  if (kind === 'lineage' && isNoneOr(LINEAGE_FACTS, fact)) return { kind, model, fact };
  return undefined;
}

/** Two to four different things. Models alone are compared directly; others are represented by models. */
function compared(knowledge: Knowledge, names: string, fact: string | undefined, today: string): Subject | undefined {
  const { models } = knowledge;
  const ids = names.split('+', MAX_COMPARED + 1);
  if (ids.length < 2 || ids.length > MAX_COMPARED || new Set(ids).size < ids.length) return undefined;
  if (!isNoneOr(COMPARE_FACTS, fact)) return undefined;
  if (ids.every((id) => models.has(id))) {
    if (fact !== undefined && ids.length > 2) return undefined;
    const wanted = new Set(ids);
    return { kind: 'compare', models: [...models.values()].filter(({ id }) => wanted.has(id)), fact };
  }
  const sides = ids.map((id) => sideOf(knowledge, id, today));
  return sides.every((side) => side !== undefined) ? { kind: 'sides', sides } : undefined;
}

function isNoneOr<T extends string>(facts: readonly T[], text: string | undefined): text is T | undefined {
  return text === undefined || facts.some((fact) => fact === text);
}
