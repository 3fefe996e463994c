import { z } from 'zod';
import { modelId } from './model.ts';

/** One entry of `knowledge/families.yaml`: a name that several models share. Its members name it as `family` or `series`. */
export const familySchema = z.strictObject({
  /** As people write it, and as the members' `family` or `series` has it: `GPT-6`. */
  name: z.string().min(1),
  /** Other names that people type. */
  aliases: z.array(z.string().min(1)).default([]),
  /** Names that are ordinary words too. */
  ordinaryNames: z.array(z.string().min(1)).default([]),
  /** `members`: the name means the family. `newest`: it means the newest member, as `opus` does. */
  means: z.enum(['members', 'newest']).default('members'),
  /** The member that stands for the family in comparisons. Default: the newest. */
  main: modelId.optional(),
  /** How its members differ, in one sentence of at most 200 characters. */
  short: z.string().min(1).optional(),
});

export type FamilyRecord = z.output<typeof familySchema>;
