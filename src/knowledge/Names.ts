import { z } from 'zod';

/** The id that stands for developers who use the API. It is used like that of a plan, but is none of ChatGPT's. */
export const API = 'api';

/** Kebab-case, beginning with a letter: an id must not look like a date. */
const id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'is not an id: write it in lower case with hyphens, like edu-plus');

const spellings = z.array(z.string().trim().min(1)).min(1);

/** `knowledge/names.yaml`: terms and plans, and every spelling that people type for them. */
export const namesSchema = z.strictObject({
  /** Words of the field by id. Matching forgives case, spaces and hyphens without listing them. */
  terms: z.record(id, spellings),
  /** ChatGPT's plans by id, cheapest first. */
  plans: z.record(
    id.refine((plan) => plan !== API, `is the id of the API: list its spellings under "${API}"`),
    z.strictObject({
      /** As people read it: `Free`. */
      name: z.string().trim().min(1),
      spellings,
    }),
  ),
  /** What people call the API. */
  [API]: spellings,
});

export type NamesRecord = z.output<typeof namesSchema>;

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
