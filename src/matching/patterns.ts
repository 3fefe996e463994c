import type { Matchable, Named, NameRules } from './Match.ts';
import { MODEL, type Token } from './reading/tokenize.ts';

/** What a Matcher still has to know of an answer once it is trained. */
export type TrainedAnswer = Omit<Matchable, 'questions' | 'notThis'>;

/** Whether an answer is generated from facts about the models in the question. */
export function isPattern(answer: TrainedAnswer): boolean {
  return answer.id.endsWith(':');
}

/**
 * Completes a pattern's id with the models of a question, the first ones if there are too many; or with its plans and its
 * date.
 *
 * @param order - Index of each model and plan in canonical order.
 * @returns `undefined` when the question names too few models, or not exactly one date.
 * @example
 * completedId({ id: 'compare:', models: { min: 2, max: 4 }, … }, { models: ['gpt-4', 'gpt-3.5'], … }, order); // 'compare:gpt-3.5+gpt-4'
 * completedId({ id: 'plan:', isDated: true, … }, { plans: ['plus'], dates: ['2023-04'], … }, order); // 'plan:plus:2023-04'
 */
export function completedId(
  pattern: TrainedAnswer,
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

/** Words between and around bare names. The last is Spanish for "or". */
const CONNECTING_WORDS = new Set([
  'vs',
  'or',
  'and',
  'compare',
  'compared',
  'comparison',
  'to',
  'with',
  'the',
  'a',
  'o',
]);

/** The models of a question that consists of names alone, such as `gpt-4o?` or `gpt-4o vs o3`; otherwise none. */
export function bareNamesIn(tokens: readonly Token[]): readonly string[] {
  const names = new Set(tokens.flatMap(({ model }) => model ?? []));
  const rest = tokens.filter((token) => token.text !== MODEL && !token.isFiller).map((token) => token.text);
  const isBare = names.size > 1 ? rest.every((word) => CONNECTING_WORDS.has(word)) : rest.length === 0;
  return isBare ? [...names] : [];
}

/** Id of the pattern about the models that a question names. */
export function patternOfNames(models: readonly string[], { bareNames }: NameRules): string | undefined {
  if (models.length === 0) return undefined;
  return models.length === 1 ? bareNames?.one : bareNames?.several;
}
