/** The id that stands for developers who use the API. It is used like that of a plan, but is none of ChatGPT's. */
export const API = 'api';

/** Who pays what for ChatGPT; `api` is one too. */
export interface Plan {
  readonly id: string;
  /** As people read it: `Free`. */
  readonly name: string;
  readonly spellings: readonly string[];
}

/** Ids of ChatGPT's plans, cheapest first: all but the API. */
export const chatGptPlans = (plans: ReadonlyMap<string, Plan>): readonly string[] =>
  [...plans.keys()].filter((plan) => plan !== API);
