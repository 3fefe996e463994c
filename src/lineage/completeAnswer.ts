import { type Answer, MAX_SHORT, type Source } from '../knowledge/Answer.ts';
import { plusDays } from '../knowledge/dates.ts';
import type { Knowledge, TimelineEntry } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import type { Undated } from '../shared/Picture.ts';

/** What the id of a generated answer stands for. Titles are needed more often than answers, which take longer. */
export interface Subject {
  readonly title: string;
  readonly answer: () => Answer;
}

/** What a generated answer says; the rest follows from the facts it was generated from. */
export interface AnswerParts extends Pick<Answer, 'id' | 'title' | 'short' | 'body' | 'related'> {
  readonly table?: Answer['table'] | undefined;
  /** Without its date, which is the answer's. */
  readonly picture?: Undated | undefined;
  /** The models it is about. */
  readonly models: readonly Model[];
  /** It is as old as the oldest of these facts. Default: the models. */
  readonly dated?: readonly Pick<Model, 'checked' | 'certainty'>[];
  /** What it says about their use in ChatGPT. */
  readonly entries: readonly TimelineEntry[];
  /** Where its facts come from. Default: the models and the timeline entries. */
  readonly cited?: readonly Cited[];
}

interface Cited {
  readonly sources: readonly Source[];
}

/** Days until facts that still change are due for review: how often ChatGPT's models changed during 2026. */
const REVIEW_AFTER_DAYS = 30;

/** The same for history: models that neither ChatGPT nor the API will change again. */
const REVIEW_HISTORY_AFTER_DAYS = 365;

/** Adds an answer's sources, its date, and the day to review it. */
export function completeAnswer({
  models,
  entries,
  cited = [...models, ...entries],
  dated = models,
  table,
  picture,
  ...parts
}: AnswerParts): Answer {
  const checked = earliest(dated.map((fact) => fact.checked));
  const isHistory =
    models.length > 0 && entries.every(({ to }) => to !== undefined) && models.every(({ retired }) => retired);
  return {
    ...parts,
    // Matched by patterns, so it has no phrasings of its own.
    questions: [],
    notThis: [],
    ...(table && { table }),
    ...(picture && { picture: { ...picture, checked } }),
    ...(dated.every(({ certainty }) => certainty === 'reported') && { isReported: true }),
    sources: distinctSources(cited),
    checked,
    reviewBy: plusDays(checked, isHistory ? REVIEW_HISTORY_AFTER_DAYS : REVIEW_AFTER_DAYS),
  };
}

/** The timeline entries of some models. */
export function entriesOf({ timeline }: Knowledge, models: readonly Model[]): readonly TimelineEntry[] {
  const ids = new Set(models.map(({ id }) => id));
  return timeline.filter((entry) => ids.has(entry.model));
}

/** Each source once, those with the most facts first. */
function distinctSources(facts: readonly Cited[]): readonly Source[] {
  const all = facts.flatMap(({ sources }) => sources);
  const counts = new Map<string, number>();
  for (const { id } of all) counts.set(id, (counts.get(id) ?? 0) + 1);
  const distinct = new Map(all.map((source) => [source.id, source]));
  return [...distinct.values()].toSorted((a, b) => counts.get(b.id)! - counts.get(a.id)!);
}

/** An answer was last checked when its oldest fact was. */
function earliest(days: readonly string[]): string {
  return days.reduce((first, day) => (day < first ? day : first));
}

/** The first text that a phone's notification shows in full, or the last one if none fits. */
export function firstThatFits(texts: readonly string[]): string {
  return texts.find((text) => text.length < MAX_SHORT) ?? texts.at(-1)!;
}
