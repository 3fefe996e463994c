import { z } from 'zod';
import { called, fullDate, partialDate, sources } from './fields.ts';
import { modelId } from './model.ts';

/** A model that an assistant has run on, and when. */
const use = z
  .strictObject({
    /** The id of a model in the set. */
    model: modelId.optional(),
    /** Otherwise what it is called: `a light version of LaMDA`. */
    name: z.string().min(1).optional(),
    /** `null`: no source says since when. */
    from: partialDate.nullable(),
    /** The day on which it was replaced. Absent: no end is known. */
    to: partialDate.optional(),
    /** For whom, where not everybody has it: `Max plan`. */
    plan: z.string().min(1).optional(),
    /** What else is known, as a phrase. */
    note: z.string().min(1).optional(),
    sources,
  })
  .refine(({ model, name }) => (model === undefined) !== (name === undefined), 'needs either "model" or "name"');

/** `knowledge/assistants/<id>.yaml`: a product that runs on models. ChatGPT's own history is in `chatgpt-timeline.yaml`. */
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
  runsOn: z.array(use).default([]),
  /** Further facts, each a sentence. */
  facts: z.array(z.string()).default([]),
  certainty: z.literal('reported').optional(),
  checked: fullDate,
  sources,
});

export type AssistantRecord = z.output<typeof assistantSchema>;
