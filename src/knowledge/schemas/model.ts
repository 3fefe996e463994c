import { z } from 'zod';
import { ID } from '../ids.ts';
import { called, fullDate, partialDate, sources } from './fields.ts';

/** The id of another model. */
export const modelId = z.string().regex(ID, 'is not the id of a model: write it like gpt-4o-mini');

/** What a model accepts or outputs. */
const modality = z.enum(['text', 'image', 'audio', 'video']);

const madeFrom = z
  .strictObject({
    /**
     * `disclosed`: the maker says what it was made from (`model`), or that it was trained from scratch (no `model`).
     * `release-order`: only the order of release within its family is known; `model` is the one before.
     * `not-disclosed`: the maker has not said, and no order is known.
     */
    how: z.enum(['disclosed', 'release-order', 'not-disclosed']),
    model: modelId.optional(),
    /** With `release-order`: the maker says that it was not made from an earlier model. */
    fromScratch: z.literal(true).optional(),
    /** What is known, as a phrase without a full stop: `trained from scratch`. */
    note: z.string().optional(),
  })
  .refine(
    (made) => made.how !== 'release-order' || made.model,
    'needs "model", the one that came before, when "how" is release-order',
  )
  .refine(
    (made) => made.how !== 'not-disclosed' || !made.model,
    'cannot name a model when "how" is not-disclosed: remove one of them',
  )
  .refine(
    (made) => !made.fromScratch || made.how === 'release-order',
    'has "fromScratch" only when "how" is release-order: disclosed without a model says the same',
  );

/** `knowledge/models/<id>.yaml`. `null` means that the maker has not published it, which is shown as "not disclosed". */
export const modelSchema = z.strictObject({
  ...called,
  /** Models released together: `Claude 4.6`. A group of `knowledge/families.yaml` has all models of one family or series. */
  family: z.string().min(1),
  /** Models of one size or line, over several families: `Claude Opus`. */
  series: z.string().min(1).optional(),
  maker: z.string().default('OpenAI'),
  /** `reported`: rests on third parties alone, which replies then say. */
  certainty: z.literal('reported').optional(),
  /** One sentence that says what it is, true by itself, at most 200 characters once its references are filled in. */
  short: z.string().min(1),
  madeFrom,
  /** How it was fine-tuned after pretraining, as a phrase without a full stop. */
  tuning: z.string().nullable(),
  announced: partialDate.nullable(),
  /** `null`: no source says when. */
  released: partialDate.nullable(),
  releasedNote: z.string().optional(),
  /** When it came to the API, if on another day; `null`: it did, but no source says when. */
  releasedInApi: partialDate.nullable().optional(),
  /** Size as published: `175 billion`. */
  parameters: z.string().nullable(),
  /** Design of the network as published, as a phrase without a full stop; absent: no source describes it. */
  architecture: z.string().optional(),
  /** Whether anyone can download the trained weights; absent: they are not published. */
  openWeights: z.literal(true).optional(),
  /** Of public weights: `Apache 2.0`. */
  licence: z.string().optional(),
  /** Who got weights that are not public, as a phrase: `researchers got them on request`. */
  weightsNote: z.string().optional(),
  /** Whether it reasons before it answers. `optional`: if asked to. Absent: not known. */
  reasoning: z.enum(['yes', 'no', 'optional']).optional(),
  /** What its name means, as a sentence. */
  nameMeaning: z.string().optional(),
  /** The maker's list price in the API, in US dollars per million tokens. */
  price: z
    .strictObject({
      input: z.number().nonnegative(),
      output: z.number().nonnegative(),
      /** The day for which it is known. */
      on: partialDate,
      /** As a phrase: `up to 200,000 tokens of input`. */
      note: z.string().optional(),
    })
    .optional(),
  /** What it costs in the API if that isn't billed by tokens, as a phrase with its day: `$0.05 a minute (Sep 2026)`. */
  otherPrice: z.string().optional(),
  input: z.array(modality).min(1),
  output: z.array(modality).min(1),
  /** Most tokens in one request. */
  contextWindow: z.int().positive().nullable(),
  contextWindowNote: z.string().optional(),
  /** Most tokens in one reply. */
  maxOutput: z.int().positive().nullable(),
  /** Where the training data ends. */
  knowledgeCutoff: partialDate.nullable(),
  knowledgeCutoffNote: z.string().optional(),
  /** Names that the API accepts. */
  apiIds: z.array(z.string()).default([]),
  /** What the timeline cannot say about its use in ChatGPT, as a sentence. */
  chatgptNote: z.string().optional(),
  /** When it left ChatGPT and the API. A future date is an announcement. */
  retired: z
    .strictObject({ chatgpt: partialDate.optional(), api: partialDate.optional(), note: z.string().optional() })
    .nullable(),
  /** How much of it ChatGPT's plans allow, each a sentence with its day. */
  limits: z.array(z.string()).default([]),
  /** Benchmark results, each a sentence with its source and day. */
  benchmarks: z.array(z.string()).default([]),
  /** Further facts, each a sentence. */
  facts: z.array(z.string()).default([]),
  checked: fullDate,
  sources,
});

export type ModelRecord = z.output<typeof modelSchema>;

/** A model that an assistant has run on, and when. */
export const useSchema = z
  .strictObject({
    /** The id of a model in the set. */
    model: modelId.optional(),
    /** Otherwise what it is called: `a light version of LaMDA`. */
    name: z.string().min(1).optional(),
    /** `null`: no source says since when. */
    from: partialDate.nullable(),
    /** The day on which it was replaced or removed. Absent: no end is known. */
    to: partialDate.optional(),
    /** `not-documented`: `to` is only the last day on record; no source says when it ended. */
    end: z.literal('not-documented').optional(),
    /**
     * The plans that include it, if not every plan does: `Max plan`. Of ChatGPT, ids of plans in `knowledge/names.yaml`, never
     * `api`: what the API had follows from the models' `released`, `releasedInApi` and `retired.api`.
     */
    plans: z.array(z.string().min(1)).default([]),
    /** `default`: used without choosing. `choice`: on request, or in the picker. `fallback`: used once a limit is reached. */
    role: z.enum(['default', 'choice', 'fallback']).default('default'),
    /** What else is known, as a phrase: `with a message cap`. */
    note: z.string().min(1).optional(),
    sources,
  })
  .refine(({ model, name }) => (model === undefined) !== (name === undefined), 'needs either "model" or "name"');

/** `knowledge/assistants/<id>.yaml`: a product that runs on models. */
export const assistantSchema = z.strictObject({
  ...called,
  maker: z.string().min(1),
  /** Which model it runs on, in one sentence that is true by itself, at most 200 characters with its references filled in. */
  short: z.string().min(1),
  /** Whether it is based on GPT, ChatGPT's models. */
  basedOnGpt: z.enum(['yes', 'partly', 'no', 'not-disclosed']),
  /** Why, as a sentence. */
  basedOnGptNote: z.string().optional(),
  /** What it has run on, oldest first. Empty if its maker has not said. */
  runsOn: z.array(useSchema).default([]),
  /** Further facts, each a sentence. */
  facts: z.array(z.string()).default([]),
  certainty: z.literal('reported').optional(),
  checked: fullDate,
  sources,
});

export type AssistantRecord = z.output<typeof assistantSchema>;
