import { z } from 'zod';

/** Where a fact can be looked up. Kept once, in `knowledge/sources.yaml`; answers and models name it by id. */
export const sourceSchema = z.strictObject({
  title: z.string().min(1),
  url: z.url({ protocol: /^https$/ }),
  publisher: z.string().min(1),
  /** As the publisher dates it, no more precise than the publisher; free text where it has several versions. */
  date: z.union([z.string(), z.number().transform(String)]).nullable(),
  /** `indirect`: known only through a page that cites it. */
  read: z.enum(['direct', 'indirect']).default('direct'),
});

export type SourceRecord = z.output<typeof sourceSchema>;
