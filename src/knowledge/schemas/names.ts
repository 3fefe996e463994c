import { z } from 'zod';
import { API } from '../ids.ts';

/** Kebab-case, beginning with a letter: an id must not look like a date. */
const id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'is not an id: write it in lower case with hyphens, like edu-plus');

const spellings = z.array(z.string().trim().min(1)).min(1);

const regex = z.string().refine((source) => {
  try {
    return Boolean(new RegExp(source));
  } catch {
    return false;
  }
}, 'is not a regular expression: correct it');

const rewritings = z.array(z.strictObject({ from: regex, to: z.array(z.string()).min(1) })).default([]);

/** How else people spell names: see `NameRules` in `matching/Match.ts`. */
const spellingRules = z.strictObject({
  rewrite: rewritings,
  shorten: rewritings,
  nameStart: regex.optional(),
  ambiguous: regex.optional(),
  ambiguousUnless: z.array(id).default([]),
  calledByApp: regex.optional(),
  continuedByNumber: regex.optional(),
});

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
  spellingRules: spellingRules.default({ rewrite: [], shorten: [], ambiguousUnless: [] }),
});

export type NamesRecord = z.output<typeof namesSchema>;
