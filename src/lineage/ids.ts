import { isPartialDate, type PartialDate } from '../knowledge/dates.ts';
import type { Assistant, Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import type { CompareFact, LineageFact, ModelFact } from '../knowledge/Phrasings.ts';

/** ChatGPT among the names in an id. */
export const CHATGPT = 'chatgpt';

/** The id of the answer about everything ChatGPT has run on. */
export const CHATGPT_LINEAGE = 'lineage:chatgpt';

/** `model:gpt-4`; `model:gpt-4:retired` for the same facts, beginning with one of them. */
export function modelId(model: Pick<Model, 'id'>, fact?: ModelFact): string {
  return fact === undefined ? `model:${model.id}` : `model:${model.id}:${fact}`;
}

/** `assistant:siri`; `assistant:siri:gpt` */
export const assistantId = ({ id }: Pick<Assistant, 'id'>, asksForGpt = false): string =>
  `assistant:${id}${asksForGpt ? ':gpt' : ''}`;

/** `lineage:siri` */
export const historyId = ({ id }: Pick<Assistant, 'id'>): string => `lineage:${id}`;

/** `lineage:gpt-4`; `lineage:gpt-4:after` */
export function lineageId(model: Pick<Model, 'id'>, fact?: LineageFact): string {
  return fact === undefined ? `lineage:${model.id}` : `lineage:${model.id}:${fact}`;
}

/**
 * The one id of a comparison, in whatever order its models were named: sorted by release.
 *
 * @param fact - For two models only: `compare:gpt-3+instructgpt:base`.
 */
export function compareId(
  { models }: Pick<Knowledge, 'models'>,
  compared: readonly Model[],
  fact?: CompareFact,
): string {
  const wanted = new Set(compared.map(({ id }) => id));
  const id = `compare:${[...models.keys()].filter((one) => wanted.has(one)).join('+')}`;
  return fact === undefined ? id : `${id}:${fact}`;
}

/** The plans and the time that somebody asks about; no plan means all of them. */
export interface AskedPlans {
  /** Cheapest first. */
  readonly plans: readonly string[];
  readonly date: PartialDate;
}

/** `plan:plus:2023-04`, `plan:free+plus:2024`, `plan:2025-06-30` */
export function planId({ plans, date }: AskedPlans): string {
  return ['plan', ...(plans.length > 0 ? [plans.join('+')] : []), date].join(':');
}

/** @returns `undefined` unless the text is an id like those of `planId`, with its plans in any order. */
export function parsePlanId({ plans: known }: Pick<Knowledge, 'plans'>, id: string): AskedPlans | undefined {
  const [, names, date] = /^plan:(?:([a-z\d+-]{1,60}):)?([\d-]{4,10})$/.exec(id) ?? [];
  if (date === undefined || !isPartialDate(date)) return undefined;
  const named = names?.split('+') ?? [];
  const plans = [...known.keys()].filter((plan) => named.includes(plan));
  return plans.length === named.length ? { plans, date } : undefined;
}
