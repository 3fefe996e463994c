import type { Matchable, Named } from './Match.ts';
import { MODEL, type Token } from './reading/tokenize.ts';

/** Whether an answer is one that is made from facts about the models in the question. */
export function isPattern(answer: Matchable): boolean {
  return answer.id.endsWith(':');
}

/**
 * Completes a pattern's id with the models of a question, of too many those named first; or with its plans and its date.
 *
 * @param order - Ids of all models and plans in canonical order.
 * @returns `undefined` when the question names too few models, or not one date.
 * @example
 * completedId({ id: 'compare:', models: { min: 2, max: 4 }, … }, { models: ['gpt-4', 'gpt-3.5'], … }, order); // 'compare:gpt-3.5+gpt-4'
 * completedId({ id: 'plan:', isDated: true, … }, { plans: ['plus'], dates: ['2023-04'], … }, order); // 'plan:plus:2023-04'
 */
export function completedId(
  pattern: Matchable,
  { models, plans, dates }: Named,
  order: ReadonlyMap<string, number>,
): string | undefined {
  if (pattern.isDated) {
    if (dates.length !== 1) return undefined;
    return pattern.id + [inOrder(plans, order).join('+'), ...dates].filter(Boolean).join(':');
  }
  const { min, max } = pattern.models ?? { min: 1, max: 1 };
  if (models.length < min) return undefined;
  return pattern.id + inOrder(models.slice(0, max), order).join('+');
}

export function inOrder(ids: readonly string[], order: ReadonlyMap<string, number>): string[] {
  return ids.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}

/** The last is "or" in Spanish. */
const BESIDE_NAMES = new Set(['vs', 'or', 'and', 'compare', 'compared', 'comparison', 'to', 'with', 'the', 'a', 'o']);

/** The pattern that a question means which is nothing but names: `gpt-4o?`, `gpt-4o vs o3`. */
export function patternOfBareNames(tokens: readonly Token[]): 'model:' | 'compare:' | undefined {
  const names = new Set(tokens.flatMap(({ model }) => model ?? []));
  const rest = tokens.filter((token) => token.text !== MODEL && !token.isFiller).map((token) => token.text);
  if (names.size > 1 ? rest.some((word) => !BESIDE_NAMES.has(word)) : rest.length > 0) return undefined;
  return patternOfNames([...names]);
}

/** The pattern that is all about the models that a question names. */
export function patternOfNames(models: readonly string[]): 'model:' | 'compare:' | undefined {
  if (models.length === 0) return undefined;
  return models.length === 1 ? 'model:' : 'compare:';
}
