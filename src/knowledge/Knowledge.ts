import { z } from 'zod';
import { type Answer, question } from './Answer.ts';
import { partialDate } from './dates.ts';
import { type Model, modelId } from './Model.ts';

/** The curated set, read, checked and linked up. The same for every server. */
export interface Knowledge {
  /** By id, in the order of their ids. */
  readonly answers: ReadonlyMap<string, Answer>;
  /** By id, in the order of their release. */
  readonly models: ReadonlyMap<string, Model>;
  /** In the order of `from`. */
  readonly timeline: readonly TimelineEntry[];
  /** By id. */
  readonly sources: ReadonlyMap<string, Source>;
  /** What people ask and say that no answer is for, in the order of the file; `<model>` in it stands for any model. */
  readonly outside: readonly string[];
}

/** Where a fact can be looked up. Kept once, in `knowledge/sources.yaml`; answers and models name it by id. */
export const sourceSchema = z.strictObject({
  title: z.string().min(1),
  url: z.url({ protocol: /^https$/ }),
  publisher: z.string().min(1),
  /** As the publisher dates it, in the publisher's precision; free text where it has several versions. */
  date: z.union([z.string(), z.number().transform(String)]).nullable(),
  /** `indirect`: known through a page that cites it. */
  read: z.enum(['direct', 'indirect']).default('direct'),
});

export type SourceRecord = z.output<typeof sourceSchema>;

export interface Source extends SourceRecord {
  readonly id: string;
}

/** One topic of `knowledge/outside.yaml`. What it is called is for those who read the file; nothing else looks at it. */
export const outsideTopicSchema = z.array(z.unknown()).min(1);

/**
 * A question or remark that no answer is for: a counter-example to all of them, as `notThis` is to one. `<model>` in it
 * stands for any model.
 */
export const outsideTextSchema = question;

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
