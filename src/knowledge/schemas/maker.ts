import { z } from 'zod';

/** One entry of `knowledge/makers.yaml`, by the name that models have as `maker`. Only the tools and the check read it. */
export const makerSchema = z.strictObject({
  /**
   * Where it publishes: a host with its subdomains (`openai.com`), or a part of one (`github.com/openai`). A source that
   * names it as publisher has to be there.
   */
  hosts: z.array(z.string().min(1)).default([]),
  /**
   * Ids of its providers in models.dev's list. A slash and the beginning of API names picks its models from a provider of
   * several makers: `amazon-bedrock/amazon.`
   */
  modelsDev: z.array(z.string().min(1)).default([]),
});

export type MakerRecord = z.output<typeof makerSchema>;
