import { z } from 'zod';
import { isPartialDate } from '../dates.ts';

/** YAML reads a bare `2022` as a number. */
export const partialDate = z
  .union([z.string(), z.number().transform(String)])
  .refine(isPartialDate, 'is not a date: write 2024-05-13, 2024-05 or 2024');

/** A date known to the day. */
export const fullDate = z
  .string()
  .refine((text) => text.length === 10 && isPartialDate(text), 'is not a day: write it as 2024-05-13');

/** Ids in `knowledge/sources.yaml`. */
export const sources = z.array(z.string()).min(1);

const names = z.array(z.string().min(1)).default([]);

/** What people call a model, a family or an assistant. Matching derives other spacing, hyphens and case. */
export const called = {
  name: z.string().min(1),
  aliases: names,
  ordinaryNames: names,
};
