import { z } from 'zod';
import { ID } from '../ids.ts';
import { ASSISTANT_FACTS, COMPARE_FACTS, LINEAGE_FACTS, MODEL_FACTS } from '../Phrasings.ts';
import { phrasingsSchema, question } from './answer.ts';

/** @param facts - For each, the file lists how people ask for it. */
function withFacts<F extends string>(facts: readonly F[]) {
  const one = z.array(question).min(1);
  const shape = Object.fromEntries(facts.map((fact) => [fact, one])) as Record<F, typeof one>;
  const error = unknownFact(facts);
  return phrasingsSchema.extend({ facts: z.strictObject(shape, { error }) });
}

const unknownFact =
  (facts: readonly string[]) =>
  ({ code }: z.core.$ZodRawIssue): string | undefined =>
    code === 'unrecognized_keys' ? `is not a fact that can be asked for here: use ${facts.join(', ')}` : undefined;

/** The files `knowledge/phrasings/<kind>.yaml`: how people ask for answers that are generated from facts. */
export const phrasingSchemas = {
  model: withFacts(MODEL_FACTS),
  compare: withFacts(COMPARE_FACTS),
  lineage: withFacts(LINEAGE_FACTS),
  assistant: withFacts(ASSISTANT_FACTS),
  /** The newest models of a maker, by its name. */
  maker: phrasingsSchema,
  /** What ChatGPT has run on since its launch. */
  history: phrasingsSchema,
  /** The family trees of all makers. */
  poster: phrasingsSchema,
  /** What plans had at some time. */
  plan: phrasingsSchema,
} as const;

export type PhrasingKind = keyof typeof phrasingSchemas;

/** How people ask for each kind of generated answer. */
export type GeneratedPhrasings = { readonly [K in PhrasingKind]: z.output<(typeof phrasingSchemas)[K]> };

const answerIds = z.array(z.string().regex(ID, 'is not the id of a curated answer: write it like context-window'));

/** `knowledge/related.yaml`: the curated answers that generated ones lead to and that are offered first, most useful first. */
export const relatedSchema = z.strictObject({
  model: z
    .strictObject(Object.fromEntries(MODEL_FACTS.map((fact) => [fact, answerIds.optional()])), {
      error: unknownFact(MODEL_FACTS),
    })
    .default({}),
  better: answerIds.default([]),
  history: answerIds.default([]),
  plan: answerIds.default([]),
  api: answerIds.default([]),
  offered: answerIds.default([]),
});

/** Ids of curated answers that exist. */
export type RelatedAnswers = z.output<typeof relatedSchema>;
