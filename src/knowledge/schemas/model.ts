import { z } from 'zod';
import { ID } from '../ids.ts';
import { called, fullDate, partialDate, sources } from './fields.ts';

/** The id of another model. */
export const modelId = z.string().regex(ID, 'is not the id of a model: write it like gpt-4o-mini');

/** What a model accepts or outputs. */
const modality = z.enum(['text', 'image', 'audio', 'video']);

const madeFrom = z
  .strictObject({
    how: z.enum(['disclosed', 'release-order', 'not-disclosed']),
    model: modelId.optional(),
    fromScratch: z.literal(true).optional(),
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

/** `knowledge/models/<id>.yaml`, whose fields knowledge/README.md explains. `null` means that the maker has not published it, which is shown as "not disclosed". */
export const modelSchema = z.strictObject({
  ...called,
  family: z.string().min(1),
  series: z.string().min(1).optional(),
  maker: z.string().default('OpenAI'),
  certainty: z.literal('reported').optional(),
  short: z.string().min(1),
  madeFrom,
  tuning: z.string().nullable(),
  announced: partialDate.nullable(),
  released: partialDate.nullable(),
  releasedNote: z.string().optional(),
  releasedInApi: partialDate.nullable().optional(),
  parameters: z.string().nullable(),
  architecture: z.string().optional(),
  openWeights: z.literal(true).optional(),
  licence: z.string().optional(),
  weightsNote: z.string().optional(),
  reasoning: z.enum(['yes', 'no', 'optional']).optional(),
  nameMeaning: z.string().optional(),
  price: z
    .strictObject({
      input: z.number().nonnegative(),
      output: z.number().nonnegative(),
      on: partialDate,
      note: z.string().optional(),
    })
    .optional(),
  otherPrice: z.string().optional(),
  input: z.array(modality).min(1),
  output: z.array(modality).min(1),
  contextWindow: z.int().positive().nullable(),
  contextWindowNote: z.string().optional(),
  maxOutput: z.int().positive().nullable(),
  knowledgeCutoff: partialDate.nullable(),
  knowledgeCutoffNote: z.string().optional(),
  apiIds: z.array(z.string()).default([]),
  chatgptNote: z.string().optional(),
  retired: z
    .strictObject({ chatgpt: partialDate.optional(), api: partialDate.optional(), note: z.string().optional() })
    .nullable(),
  limits: z.array(z.string()).default([]),
  benchmarks: z.array(z.string()).default([]),
  facts: z.array(z.string()).default([]),
  checked: fullDate,
  sources,
});

export type ModelRecord = z.output<typeof modelSchema>;

/** A model that an assistant has run on, and when. */
export const useSchema = z
  .strictObject({
    model: modelId.optional(),
    name: z.string().min(1).optional(),
    from: partialDate.nullable(),
    to: partialDate.optional(),
    end: z.literal('not-documented').optional(),
    plans: z.array(z.string().min(1)).default([]),
    role: z.enum(['default', 'choice', 'fallback']).default('default'),
    note: z.string().min(1).optional(),
    sources,
  })
  .refine(({ model, name }) => (model === undefined) !== (name === undefined), 'needs either "model" or "name"');

/** `knowledge/assistants/<id>.yaml`: a product that runs on models. Its fields are explained there too. */
export const assistantSchema = z.strictObject({
  ...called,
  maker: z.string().min(1),
  short: z.string().min(1),
  launched: partialDate.optional(),
  launchedNote: z.string().min(1).optional(),
  basedOnGpt: z.enum(['yes', 'partly', 'no', 'not-disclosed']),
  basedOnGptNote: z.string().optional(),
  runsOn: z.array(useSchema).default([]),
  facts: z.array(z.string()).default([]),
  certainty: z.literal('reported').optional(),
  checked: fullDate,
  sources,
});

export type AssistantRecord = z.output<typeof assistantSchema>;
