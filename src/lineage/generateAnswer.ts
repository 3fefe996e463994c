import type { Answer } from '../knowledge/Answer.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import { COMPARE_FACTS, LINEAGE_FACTS, MAX_COMPARED, MODEL_FACTS } from '../knowledge/Phrasings.ts';
import { compareAnswer } from './compare.ts';
import { CHATGPT_LINEAGE, parsePlanId } from './ids.ts';
import { chatgptLineageAnswer, lineageAnswer } from './lineage.ts';
import { modelAnswer } from './model.ts';
import { planAnswer } from './plan.ts';

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
  if (id === CHATGPT_LINEAGE) return chatgptLineageAnswer(knowledge, today);
  const asked = parsePlanId(knowledge, id);
  if (asked) return planAnswer(knowledge, asked, today);
  const [kind, names, fact, ...tooMuch] = id.split(':', 4);
  if (names === undefined || tooMuch.length > 0) return undefined;
  const models = modelsNamed(knowledge, names);
  if (!models) return undefined;
  if (kind === 'compare') {
    if (models.length < 2 || !isNoneOr(COMPARE_FACTS, fact)) return undefined;
    return fact === undefined || models.length === 2 ? compareAnswer(knowledge, models, today, fact) : undefined;
  }
  const [model, ...others] = models;
  if (!model || others.length > 0) return undefined;
  if (kind === 'model' && isNoneOr(MODEL_FACTS, fact)) return modelAnswer(knowledge, model, today, fact);
  if (kind === 'lineage' && isNoneOr(LINEAGE_FACTS, fact)) return lineageAnswer(knowledge, model, today, fact);
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
  const found = [...models.values()].filter((model) => wanted.has(model.id));
  return found.length === ids.length ? found : undefined;
}
