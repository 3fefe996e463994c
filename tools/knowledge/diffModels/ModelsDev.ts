import { z } from 'zod';

/**
 * What is read of https://models.dev/api.json: models by provider, then by API name. Fields that a model lacks there are
 * what models.dev says nothing about.
 */
export const modelsDevSchema = z.object({
  openai: z.object({
    models: z.record(
      z.string(),
      z.object({
        name: z.string(),
        /** Known to the day, the month or the year, like `knowledge`. */
        release_date: z.string().optional(),
        /** Up to when its training data reaches. */
        knowledge: z.string().optional(),
        /** Tokens; 0 where they mean nothing, as for models that draw. */
        limit: z.object({ context: z.number().optional(), output: z.number().optional() }).optional(),
        modalities: z.object({ input: z.array(z.string()), output: z.array(z.string()) }).optional(),
      }),
    ),
  }),
});

/** OpenAI's models there, by API name. */
export type ModelsDevModels = z.output<typeof modelsDevSchema>['openai']['models'];

export type ModelsDevModel = ModelsDevModels[string];
