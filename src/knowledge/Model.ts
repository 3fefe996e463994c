import { z } from 'zod';
import { fullDate, NOT_DISCLOSED, partialDate } from './dates.ts';
import type { Source } from './Source.ts';

/** Kebab-case of the usual name, dots kept: `gpt-3.5`, `gpt-4o-mini`, `o3`. */
export const MODEL_ID = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/;

/** The id of another model. */
export const modelId = z.string().regex(MODEL_ID, 'is not the id of a model: write it like gpt-4o-mini');

/** What a model takes in or gives out. */
const modality = z.enum(['text', 'image', 'audio', 'video']);

const madeFrom = z
  .strictObject({
    /**
     * `disclosed`: the maker says what it was made from (`model`), or that it was trained from scratch (no `model`).
     * `release-order`: only the order of release within the family is known; `model` is the one before.
     * `not-disclosed`: the maker has not said, and no order is implied.
     */
    how: z.enum(['disclosed', 'release-order', 'not-disclosed']),
    model: modelId.optional(),
    /** With `release-order`: the maker says that it was not made from an earlier one. */
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

/** One file, `knowledge/models/<id>.yaml`. `null` means that the maker has not published it: shown as "not disclosed". */
export const modelSchema = z.strictObject({
  /** As people write it: `GPT-4o mini`. */
  name: z.string().min(1),
  /** Other names that people type. Spacing, hyphens, case and a missing dot need no alias: matching derives them. */
  aliases: z.array(z.string().min(1)).default([]),
  /** Names that are ordinary words too: `strawberry`, `ada`. Matching takes them for the model only beside "openai", "gpt" or "model". */
  ordinaryNames: z.array(z.string().min(1)).default([]),
  family: z.string().min(1),
  maker: z.string().default('OpenAI'),
  /** One sentence that says what it is, true by itself, at most 200 characters once its references are filled in. */
  short: z.string().min(1),
  madeFrom,
  /** How it was tuned after pretraining, as a phrase without a full stop. */
  tuning: z.string().nullable(),
  announced: partialDate.nullable(),
  /** `null`: no source says when. */
  released: partialDate.nullable(),
  releasedNote: z.string().optional(),
  /** When it came to the API, where that was another day; `null`: it did, but no source says when. */
  releasedInApi: partialDate.nullable().optional(),
  /** Size as published: `175 billion`. */
  parameters: z.string().nullable(),
  /** Design of the network as published, as a phrase without a full stop; absent: no source tells. */
  architecture: z.string().optional(),
  /** Whether anyone may download the trained weights; absent: they are not published. */
  openWeights: z.literal(true).optional(),
  input: z.array(modality).min(1),
  output: z.array(modality).min(1),
  /** Tokens that fit into one request. */
  contextWindow: z.int().positive().nullable(),
  contextWindowNote: z.string().optional(),
  /** Tokens that one reply may have. */
  maxOutput: z.int().positive().nullable(),
  /** Up to when the training data reaches. */
  knowledgeCutoff: partialDate.nullable(),
  knowledgeCutoffNote: z.string().optional(),
  /** Names that the API takes. */
  apiIds: z.array(z.string()).default([]),
  /** Whatever the timeline cannot say of its use in ChatGPT; as a sentence. When and for whom stands in the timeline. */
  chatgptNote: z.string().optional(),
  /** When it left ChatGPT and the API. A day still to come is an announcement. */
  retired: z
    .strictObject({ chatgpt: partialDate.optional(), api: partialDate.optional(), note: z.string().optional() })
    .nullable(),
  /** Further facts, each a sentence. */
  facts: z.array(z.string()).default([]),
  asOf: fullDate,
  /** Ids in `knowledge/sources.yaml`. */
  sources: z.array(z.string()).min(1),
});

export type ModelRecord = z.output<typeof modelSchema>;

/** One released AI model with sourced facts. */
export interface Model extends Omit<ModelRecord, 'sources'> {
  readonly id: string;
  readonly sources: readonly Source[];
}

/**
 * A number of tokens as people write it. `null` is what the maker has not published.
 *
 * @example
 * formatTokens(128_000); // '128,000 tokens'
 */
export function formatTokens(count: number | null): string {
  if (count === null) return NOT_DISCLOSED;
  return `${String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')} ${count === 1 ? 'token' : 'tokens'}`;
}
