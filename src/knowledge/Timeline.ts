import { z } from 'zod';
import { modelId } from './Model.ts';
import { partialDate } from './PartialDate.ts';
import type { Source } from './Source.ts';

/** Who pays what for ChatGPT, cheapest first; `api` stands for developers. `business` was called Team before August 2025. */
export const PLANS = ['free', 'go', 'plus', 'pro', 'business', 'enterprise', 'api'] as const;

export type Plan = (typeof PLANS)[number];

/** One entry of `knowledge/chatgpt-timeline.yaml`: from when to when some plans had a model. Sorted by `from`. */
export const timelineEntrySchema = z.strictObject({
  model: modelId,
  plans: z.array(z.enum(PLANS)).min(1),
  /** `default`: used without choosing. `choice`: on request, or in the picker. `fallback`: used once a limit is reached. */
  role: z.enum(['default', 'choice', 'fallback']),
  from: partialDate,
  /** The day on which it was replaced or removed. Absent: no end is known. */
  to: partialDate.optional(),
  /** What dates cannot say, as a phrase: `with a message cap`. */
  note: z.string().optional(),
  sources: z.array(z.string()).min(1),
});

export type TimelineRecord = z.output<typeof timelineEntrySchema>;

export interface TimelineEntry extends Omit<TimelineRecord, 'sources'> {
  readonly sources: readonly Source[];
}
