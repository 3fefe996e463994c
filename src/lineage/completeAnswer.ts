import { type Answer, beginsWithName, MAX_SHORT, type Source } from '../knowledge/Answer.ts';
import { plusDays } from '../knowledge/dates.ts';
import { type AssistantUse, chatGptTimeline, type Knowledge, type TimelineEntry } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import type { Undated } from '../shared/Picture.ts';

/** What the id of a generated answer stands for. Titles are needed more often than answers, which take longer. */
export interface Subject {
  readonly title: string;
  readonly answer: () => Answer;
}

/** What a generated answer says; the rest follows from the facts it was generated from. */
export interface AnswerParts extends Pick<Answer, 'short' | 'body' | 'related' | 'isShortEnough'> {
  readonly table?: Answer['table'] | undefined;
  /** Without its date, which is the answer's. */
  readonly picture?: Undated | undefined;
  /** The models it is about. */
  readonly models: readonly Model[];
  /** It is as old as the oldest of these facts. Default: the models. */
  readonly dated?: readonly Pick<Model, 'checked' | 'certainty'>[];
  /** What it says about their use in ChatGPT. Default: nothing. */
  readonly entries?: readonly Pick<AssistantUse, 'to' | 'sources'>[];
  /** Where its facts come from. Default: the models and the timeline entries. */
  readonly cited?: readonly { readonly sources: readonly Source[] }[];
}

/** Days until facts that still change are due for review: how often ChatGPT's models changed during 2026. */
const REVIEW_AFTER_DAYS = 30;

/** The same for history: models that neither ChatGPT nor the API will change again. */
const REVIEW_HISTORY_AFTER_DAYS = 365;

/** An answer that is made of its parts, with its sources, its date, and the day to review it. */
export function subject(id: string, title: string, partsOf: () => AnswerParts): Subject {
  return { title, answer: () => completeAnswer(id, title, partsOf()) };
}

function completeAnswer(id: string, title: string, parts: AnswerParts): Answer {
  const { models, entries = [], cited = [...models, ...entries], dated = models, table, picture, ...said } = parts;
  // It was last checked when its oldest fact was.
  const [checked] = dated.map((fact) => fact.checked).toSorted();
  const isHistory =
    models.length > 0 && entries.every(({ to }) => to !== undefined) && models.every(({ retired }) => retired);
  return {
    id,
    title,
    ...said,
    // Matched by patterns, so it has no phrasings of its own.
    questions: [],
    notThis: [],
    ...(table && { table }),
    ...(picture && { picture: { ...picture, checked: checked! } }),
    ...(dated.every(({ certainty }) => certainty === 'reported') && { isReported: true }),
    sources: distinct(cited.flatMap(({ sources }) => sources)).map((source) => withMakerOf(models, source)),
    checked: checked!,
    reviewBy: plusDays(checked!, isHistory ? REVIEW_HISTORY_AFTER_DAYS : REVIEW_AFTER_DAYS),
  };
}

/** Each source once, those with the most facts first. */
const distinct = (sources: readonly Source[]): readonly Source[] =>
  [...Map.groupBy(sources, ({ id }) => id).values()]
    .toSorted((one, other) => other.length - one.length)
    .map((same) => same.at(-1)!);

/** Of what other makers say, as hosts or rivals of these models, none is a maker's word about them. */
function withMakerOf(models: readonly Model[], { isByMaker, ...source }: Source): Source {
  const isOwn = models.length === 0 || models.some(({ maker }) => beginsWithName(source.publisher, maker));
  return { ...source, ...(isByMaker && isOwn && { isByMaker }) };
}

/** The timeline entries of some models. */
export const entriesOf = (knowledge: Knowledge, models: readonly Model[]): readonly TimelineEntry[] =>
  chatGptTimeline(knowledge).filter((entry) => models.some(({ id }) => id === entry.model));

/** The first text that a phone's notification shows in full, or the last one if none fits. */
export const firstThatFits = (texts: readonly string[]): string =>
  texts.find((text) => text.length < MAX_SHORT) ?? texts.at(-1)!;

/** Markdown in paragraphs; those that are empty are left out. */
export const paragraphs = (...texts: readonly string[]): string => texts.filter(Boolean).join('\n\n');

/** A Markdown list. */
export const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');
