import { z } from 'zod';
import { modelId } from './Model.ts';
import { partialDate } from './PartialDate.ts';
import type { Source } from './Source.ts';

/** Who pays what for ChatGPT, cheapest first. `business` was called Team before August 2025. */
export const CHATGPT_PLANS = ['free', 'go', 'plus', 'pro', 'business', 'enterprise'] as const;

export type ChatGptPlan = (typeof CHATGPT_PLANS)[number];

/** Everybody whom OpenAI serves: `api` stands for developers. */
export const PLANS = [...CHATGPT_PLANS, 'api'] as const;

export type Plan = (typeof PLANS)[number];

/** One entry of `knowledge/chatgpt-timeline.yaml`: from when to when some plans had a model. Sorted by `from`. */
export const timelineEntrySchema = z.strictObject({
  model: modelId,
  /** Not `api`: what it had follows from the models' `released`, `releasedInApi` and `retired.api`. */
  plans: z.array(z.enum(CHATGPT_PLANS)).min(1),
  /** `default`: used without choosing. `choice`: on request, or in the picker. `fallback`: used once a limit is reached. */
  role: z.enum(['default', 'choice', 'fallback']),
  from: partialDate,
  /** The day on which it was replaced or removed. Absent: no end is known. */
  to: partialDate.optional(),
  /** `not-documented`: `to` is up to when it is on record; when it ended, no source says. */
  end: z.literal('not-documented').optional(),
  /** What dates cannot say, as a phrase: `with a message cap`. */
  note: z.string().optional(),
  sources: z.array(z.string()).min(1),
});

export type TimelineRecord = z.output<typeof timelineEntrySchema>;

export interface TimelineEntry extends Omit<TimelineRecord, 'plans' | 'sources'> {
  readonly plans: readonly Plan[];
  readonly sources: readonly Source[];
}
