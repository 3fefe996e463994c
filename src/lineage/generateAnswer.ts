import type { Answer } from '../knowledge/Answer.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import {
  COMPARE_FACTS,
  type CompareFact,
  LINEAGE_FACTS,
  type LineageFact,
  MAX_COMPARED,
  MODEL_FACTS,
  type ModelFact,
} from '../knowledge/Phrasings.ts';
import { compareAnswer, compareTitle } from './compare.ts';
import { type AskedPlans, CHATGPT_LINEAGE, parsePlanId } from './ids.ts';
import { chatgptLineageAnswer, chatgptLineageTitle, lineageAnswer } from './lineage.ts';
import { modelAnswer, modelTitle } from './model.ts';
import { planAnswer, planTitle } from './plan.ts';
import { lineageTitle } from './strings.ts';

/** What the id of a generated answer stands for. */
type Subject =
  | { readonly kind: 'chatgpt' }
  | { readonly kind: 'plan'; readonly asked: AskedPlans }
  | { readonly kind: 'model'; readonly model: Model; readonly fact: ModelFact | undefined }
  | { readonly kind: 'lineage'; readonly model: Model; readonly fact: LineageFact | undefined }
  | { readonly kind: 'compare'; readonly models: readonly Model[]; readonly fact: CompareFact | undefined };

/**
 * Generates the answer with this id from the facts: `model:gpt-4o`, `model:gpt-4o:released` (the same, beginning with one
 * fact), `compare:gpt-3.5+gpt-4` (two to four different models in any order), `compare:gpt-3.5+gpt-4:base` (two models),
 * `lineage:gpt-4o`, `lineage:gpt-4o:after`, `lineage:chatgpt`, `plan:plus:2023-04`, `plan:free+plus:2024` or
 * `plan:2025-06-30` (all plans).
 *
 * @param id - Any text, because it also comes from buttons.
 * @param today - `YYYY-MM-DD`. Later dates are worded as announcements.
 * @returns `undefined` if the id is malformed or names an unknown model, or plans without a history.
 */
export function generateAnswer(knowledge: Knowledge, id: string, today: string): Answer | undefined {
  const subject = subjectOf(knowledge, id);
  if (!subject) return undefined;
  switch (subject.kind) {
    case 'chatgpt':
      return chatgptLineageAnswer(knowledge, today);
    case 'plan':
      return planAnswer(knowledge, subject.asked, today);
    case 'model':
      return modelAnswer(knowledge, subject.model, today, subject.fact);
    case 'lineage':
      return lineageAnswer(knowledge, subject.model, today, subject.fact);
  }
  return compareAnswer(knowledge, subject.models, today, subject.fact);
}

/** The title of the answer that {@link generateAnswer} would return, without generating the rest of it. */
export function generatedTitle(knowledge: Knowledge, id: string, today: string): string | undefined {
  const subject = subjectOf(knowledge, id);
  if (!subject) return undefined;
  switch (subject.kind) {
    case 'chatgpt':
      return chatgptLineageTitle(knowledge, today);
    case 'plan':
      return planTitle(knowledge, subject.asked, today);
    case 'model':
      return modelTitle(subject.model, subject.fact);
    case 'lineage':
      return lineageTitle(subject.model);
  }
  return compareTitle(subject.models, subject.fact);
}

function subjectOf(knowledge: Knowledge, id: string): Subject | undefined {
  if (id === CHATGPT_LINEAGE) return { kind: 'chatgpt' };
  const asked = parsePlanId(knowledge, id);
  if (asked) return { kind: 'plan', asked };
  const [kind, names, fact, ...tooMuch] = id.split(':', 4);
  if (names === undefined || tooMuch.length > 0) return undefined;
  const models = modelsNamed(knowledge, names);
  if (!models) return undefined;
  if (kind === 'compare') {
    if (models.length < 2 || !isNoneOr(COMPARE_FACTS, fact)) return undefined;
    return fact === undefined || models.length === 2 ? { kind, models, fact } : undefined;
  }
  const [model, ...others] = models;
  if (!model || others.length > 0) return undefined;
  if (kind === 'model' && isNoneOr(MODEL_FACTS, fact)) return { kind, model, fact };
  if (kind === 'lineage' && isNoneOr(LINEAGE_FACTS, fact)) return { kind, model, fact };
  return undefined;
}

function isNoneOr<T extends string>(facts: readonly T[], text: string | undefined): text is T | undefined {
  return text === undefined || facts.some((fact) => fact === text);
}

/** In the order of release; `undefined` unless all are known, different, and few enough. */
function modelsNamed({ models }: Knowledge, names: string): readonly Model[] | undefined {
  const ids = names.split('+', MAX_COMPARED + 1);
  const wanted = new Set(ids);
  if (ids.length > MAX_COMPARED || wanted.size < ids.length) return undefined;
  if (!ids.every((id) => models.has(id))) return undefined;
  return ids.length === 1 ? [models.get(names)!] : [...models.values()].filter(({ id }) => wanted.has(id));
}
