import { z } from 'zod';
import { partialDate } from './dates.ts';
import { modelId } from './model.ts';

/** One entry of `knowledge/chatgpt-timeline.yaml`: when some plans had a model. Entries are sorted by `from`. */
export const timelineEntrySchema = z.strictObject({
  model: modelId,
  /**
   * Ids of plans in `knowledge/names.yaml`, never `api`: what the API had follows from the models' `released`,
   * `releasedInApi` and `retired.api`.
   */
  plans: z.array(z.string()).min(1),
  /** `default`: used without choosing. `choice`: on request, or in the picker. `fallback`: used once a limit is reached. */
  role: z.enum(['default', 'choice', 'fallback']),
  from: partialDate,
  /** The day on which it was replaced or removed. Absent: no end is known. */
  to: partialDate.optional(),
  /** `not-documented`: `to` is only the last day on record; no source says when it ended. */
  end: z.literal('not-documented').optional(),
  /** What dates cannot say, as a phrase: `with a message cap`. */
  note: z.string().optional(),
  sources: z.array(z.string()).min(1),
});

export type TimelineRecord = z.output<typeof timelineEntrySchema>;
