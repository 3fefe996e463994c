import { isPartialDate, type PartialDate } from '../knowledge/dates.ts';
import { type Knowledge, type Plan, PLANS } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';

/** As many models as fit beside each other. */
export const MAX_COMPARED = 4;

/** What ChatGPT itself has run on. */
export const CHATGPT_LINEAGE = 'lineage:chatgpt';

/** Facts that people ask for by themselves, of all that a model's answer tells. */
export const MODEL_ASPECTS = [
  'released',
  'retired',
  'chatgpt',
  'window',
  'reply',
  'cutoff',
  'size',
  'architecture',
  'modalities',
  'tuning',
  'api',
  'weights',
  'maker',
] as const;

export type ModelAspect = (typeof MODEL_ASPECTS)[number];

/** `model:gpt-4`; `model:gpt-4:retired` for the same facts, led by the one that was asked for. */
export function modelId(model: Pick<Model, 'id'>, aspect?: ModelAspect): string {
  return aspect === undefined ? `model:${model.id}` : `model:${model.id}:${aspect}`;
}

/** What people ask of a model's lineage, besides what came before it. */
export const LINEAGE_ASPECTS = ['base', 'after'] as const;

export type LineageAspect = (typeof LINEAGE_ASPECTS)[number];

/** `lineage:gpt-4`; `lineage:gpt-4:after` */
export function lineageId(model: Model, aspect?: LineageAspect): string {
  return aspect === undefined ? `lineage:${model.id}` : `lineage:${model.id}:${aspect}`;
}

/** What people ask of two models beside each other, instead of all that tells them apart. */
export const COMPARE_ASPECTS = ['base', 'successor', 'released', 'size'] as const;

export type CompareAspect = (typeof COMPARE_ASPECTS)[number];

/**
 * The one id for a comparison, in whatever order its models were named: theirs of release.
 *
 * @param aspect - Of two models: `compare:gpt-3+instructgpt:base`.
 */
export function compareId(
  { models }: Pick<Knowledge, 'models'>,
  compared: readonly Model[],
  aspect?: CompareAspect,
): string {
  const wanted = new Set(compared.map(({ id }) => id));
  const id = `compare:${[...models.keys()].filter((one) => wanted.has(one)).join('+')}`;
  return aspect === undefined ? id : `${id}:${aspect}`;
}

/** The plans and the time of which somebody asks; no plan stands for all. */
export interface AskedPlans {
  /** Cheapest first. */
  readonly plans: readonly Plan[];
  readonly date: PartialDate;
}

/** `plan:plus:2023-04`, `plan:free+plus:2024`, `plan:2025-06-30` */
export function planId({ plans, date }: AskedPlans): string {
  return ['plan', ...(plans.length > 0 ? [plans.join('+')] : []), date].join(':');
}

/** @returns `undefined` unless the text is an id as `planId` makes them, with its plans in any order. */
export function parsePlanId(id: string): AskedPlans | undefined {
  const [, names, date] = /^plan:(?:([a-z+]{1,60}):)?([\d-]{4,10})$/.exec(id) ?? [];
  if (date === undefined || !isPartialDate(date)) return undefined;
  const named = names?.split('+') ?? [];
  const plans = PLANS.filter((plan) => named.includes(plan));
  return plans.length === named.length ? { plans, date } : undefined;
}

/** One thing that people ask of what a pattern stands for, and how they ask it. */
export interface Aspect<Name extends string = string> {
  /** Absent: nothing in particular. */
  readonly aspect?: Name;
  readonly questions: readonly string[];
}
