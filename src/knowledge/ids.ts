import { isPartialDate, type PartialDate } from './dates.ts';

/** Of answers and models: kebab-case, with the dots of version numbers: `gpt-vs-chatgpt`, `gpt-3.5-family`, `gpt-4o-mini`. */
export const ID = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/;

/** The assistant that is asked about most, by its plans. */
export const CHATGPT = 'chatgpt';

/** The id of the API. People ask about it as if it were a plan of ChatGPT. */
export const API = 'api';

/** The plans and the time that somebody asks about; no plan means all of them. */
export interface AskedPlans {
  /** Cheapest first. */
  readonly plans: readonly string[];
  readonly date: PartialDate;
  /** The last month, if the date is the first one of several. */
  readonly until?: PartialDate;
}

/**
 * What an answer about plans is asked for by its id: `plan:plus:2023-04`, `plan:free+plus:2024`, `plan:2025-06-30`,
 * `plan:2024-06..08` from June to August.
 *
 * @param known - Ids of plans, cheapest first; the id may name them in any order.
 * @returns `undefined` if the text is no such id.
 */
export function parsePlanId(known: Iterable<string>, id: string): AskedPlans | undefined {
  const [, names, date, lastMonth] = /^plan:(?:([a-z\d+-]{1,60}):)?([\d-]{4,10})(?:\.\.(\d\d))?$/.exec(id) ?? [];
  if (date === undefined || !isPartialDate(date)) return undefined;
  const until = lastMonth && `${date.slice(0, 5)}${lastMonth}`;
  if (until && !(date.length === until.length && date < until && isPartialDate(until))) return undefined;
  const named = names?.split('+') ?? [];
  const plans = [...known].filter((plan) => named.includes(plan));
  return plans.length === named.length ? { plans, date, ...(until && { until }) } : undefined;
}
