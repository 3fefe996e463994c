/* The files that hold many entries: families, makers, sources and names. */
import { z } from 'zod';
import { API } from '../ids.ts';
import { called } from './fields.ts';
import { modelId } from './model.ts';

/** One entry of `knowledge/families.yaml`: a name that several models share. Its members name it as `family` or `series`. */
export const familySchema = z.strictObject({
  /** `name` is what the members have as `family` or `series`: see `sharedName`. */
  ...called,
  means: z.enum(['members', 'newest']).default('members'),
  main: modelId.optional(),
  short: z.string().min(1).optional(),
});

export type FamilyRecord = z.output<typeof familySchema>;

/** One entry of `knowledge/makers.yaml`, by the name that models have as `maker`. */
export const makerSchema = z.strictObject({
  /** What people say who ask for its newest models, where that is the name of no model, family or assistant. */
  calledBy: z.array(z.string().min(1)).default([]),
  hosts: z.array(z.string().min(1)).default([]),
  modelsDev: z.array(z.string().min(1)).default([]),
});

export type MakerRecord = z.output<typeof makerSchema>;

/** Where a fact can be looked up. Kept once, in `knowledge/sources.yaml`; answers and models name it by id. */
export const sourceSchema = z.strictObject({
  title: z.string().min(1),
  url: z.url({ protocol: /^https$/ }),
  publisher: z.string().min(1),
  date: z.union([z.string(), z.number().transform(String)]).nullable(),
  read: z.enum(['direct', 'indirect']).default('direct'),
});

export type SourceRecord = z.output<typeof sourceSchema>;

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
  nameStart: regex.exactOptional(),
  ambiguous: regex.exactOptional(),
  ambiguousUnless: z.array(id).default([]),
  calledByApp: regex.exactOptional(),
  continuedByNumber: regex.exactOptional(),
});

/** `knowledge/names.yaml`: terms and plans, and every spelling that people type for them. */
export const namesSchema = z.strictObject({
  terms: z.record(id, spellings),
  plans: z.record(
    id.refine((plan) => plan !== API, `is the id of the API: list its spellings under "${API}"`),
    z.strictObject({
      name: z.string().trim().min(1),
      spellings,
    }),
  ),
  [API]: spellings,
  spellingRules: spellingRules.default({ rewrite: [], shorten: [], ambiguousUnless: [] }),
});

export type NamesRecord = z.output<typeof namesSchema>;
