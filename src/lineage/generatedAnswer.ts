import type { Answer } from '../knowledge/Answer.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import type { TimelineEntry } from '../knowledge/Timeline.ts';
import type { Source } from '../knowledge/Source.ts';

/** What an answer made from facts says; the rest follows from what it was made of. */
export interface Made extends Pick<Answer, 'id' | 'title' | 'short' | 'body' | 'related'> {
  readonly table?: Answer['table'] | undefined;
  /** The models that it is about: its date is that of the oldest. */
  readonly models: readonly Model[];
  /** What it says of their use in ChatGPT. */
  readonly entries: readonly TimelineEntry[];
  /** Where its facts come from. Default: the models and the entries. */
  readonly cited?: readonly Cited[];
}

interface Cited {
  readonly sources: readonly Source[];
}

/** How long facts that still change are trusted, in days: the rhythm in which ChatGPT's models changed during 2026. */
const REVIEW_AFTER_DAYS = 30;

/** The same for what is over: models that neither ChatGPT nor the API will change any more. */
const REVIEW_HISTORY_AFTER_DAYS = 365;

/** Completes an answer with its sources, its date, and the day for looking again. */
export function generatedAnswer({ models, entries, cited = [...models, ...entries], table, ...said }: Made): Answer {
  const asOf = earliest(models.map((model) => model.asOf));
  const isHistory = entries.every(({ to }) => to !== undefined) && models.every(({ retired }) => retired);
  return {
    ...said,
    // Matched by patterns, so it needs no phrasings of its own.
    questions: [],
    notThis: [],
    ...(table && { table }),
    sources: distinctSources(cited),
    asOf,
    reviewBy: daysAfter(asOf, isHistory ? REVIEW_HISTORY_AFTER_DAYS : REVIEW_AFTER_DAYS),
  };
}

/** The timeline entries of some models: what their use in ChatGPT is known from. */
export function entriesOf({ timeline }: Knowledge, models: readonly Model[]): readonly TimelineEntry[] {
  const ids = new Set(models.map(({ id }) => id));
  return timeline.filter((entry) => ids.has(entry.model));
}

/** Each source once, those that carry the most facts first. */
function distinctSources(facts: readonly Cited[]): readonly Source[] {
  const all = facts.flatMap(({ sources }) => sources);
  const counts = new Map<string, number>();
  for (const { id } of all) counts.set(id, (counts.get(id) ?? 0) + 1);
  const distinct = new Map(all.map((source) => [source.id, source]));
  return [...distinct.values()].toSorted((a, b) => counts.get(b.id)! - counts.get(a.id)!);
}

/** All of an answer is known to hold on the day of its oldest fact. */
function earliest(days: readonly string[]): string {
  return days.reduce((first, day) => (day < first ? day : first));
}

function daysAfter(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** Most characters of an answer's `short`: what a phone's notification shows. */
export const MAX_SHORT = 200;

/** The first text that a phone's notification shows whole; the last one where none fits. */
export function firstThatFits(texts: readonly string[]): string {
  return texts.find((text) => text.length < MAX_SHORT) ?? texts.at(-1)!;
}

/**
 * Words as a list in a sentence.
 *
 * @example
 * listed(['Free', 'Go', 'Plus']); // 'Free, Go and Plus'
 */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

/** Whether a text speaks of a model by its name: `GPT-5.2` and `gpt-5-codex` do not speak of GPT-5. */
export function isNamedIn(text: string, { name }: Pick<Model, 'name'>): boolean {
  const literally = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\w.-])${literally}(?![\w-]|\.\d)`).test(text);
}
