/** The id of the API. People ask about it as if it were a plan of ChatGPT. */
export const API = 'api';

/** A plan of ChatGPT, or the API. */
export interface Plan {
  readonly id: string;
  /** As people read it: `Free`. */
  readonly name: string;
  readonly spellings: readonly string[];
}

/** Ids of ChatGPT's plans, cheapest first: all but the API. */
export const chatGptPlans = (plans: ReadonlyMap<string, Plan>): readonly string[] =>
  [...plans.keys()].filter((plan) => plan !== API);
