import type { Answer, Source } from './Answer.ts';
import type { PartialDate } from './dates.ts';
import { API, CHATGPT } from './ids.ts';
import type { Model } from './Model.ts';
import type { FamilyRecord, MakerRecord, NamesRecord } from './schemas/entries.ts';
import type { AssistantRecord } from './schemas/model.ts';
import type { GeneratedPhrasings, RelatedAnswers } from './schemas/phrasings.ts';

/**
 * The curated set, parsed, checked and linked: plain data, the same for every server. Maps are by id, that of makers by name.
 * Answers and assistants are in the order of their ids.
 */
export interface Knowledge {
  readonly answers: ReadonlyMap<string, Answer>;
  /** In the order of their release. */
  readonly models: ReadonlyMap<string, Model>;
  /** Names that several models share. */
  readonly families: ReadonlyMap<string, Family>;
  readonly assistants: ReadonlyMap<string, Assistant>;
  readonly makers: ReadonlyMap<string, MakerRecord>;
  readonly sources: ReadonlyMap<string, Source>;
  /** ChatGPT's plans, cheapest first, then the API. */
  readonly plans: ReadonlyMap<string, Plan>;
  /** Words of the field, each with every spelling that people type. */
  readonly terms: ReadonlyMap<string, readonly string[]>;
  readonly spellingRules: NamesRecord['spellingRules'];
  /** How people ask for generated answers. */
  readonly phrasings: GeneratedPhrasings;
  /** Which curated answers the generated ones lead to. */
  readonly related: RelatedAnswers;
  /** What people ask and say that no answer covers, in the order of the file; `<model>` in it stands for any model. */
  readonly outOfScope: readonly string[];
}

/** Models with one name: `GPT-6`. */
export interface Family extends FamilyRecord {
  readonly id: string;
  /** Newest first; never empty. */
  readonly members: readonly Model[];
}

export interface Assistant extends Omit<AssistantRecord, 'runsOn' | 'sources'> {
  readonly id: string;
  /** Oldest first. */
  readonly runsOn: readonly AssistantUse[];
  readonly sources: readonly Source[];
}

export interface AssistantUse extends Omit<AssistantRecord['runsOn'][number], 'sources'> {
  readonly sources: readonly Source[];
}

/** When some plans had a model of the set. */
export interface TimelineEntry extends AssistantUse {
  readonly model: string;
  readonly from: PartialDate;
}

/** What ChatGPT's plans had, in the order of `from`. */
export const chatGptTimeline = ({ assistants }: Pick<Knowledge, 'assistants'>): readonly TimelineEntry[] =>
  assistants.get(CHATGPT)?.runsOn.filter((use): use is TimelineEntry => use.model !== undefined && use.from !== null) ??
  [];

/** A plan of ChatGPT, or the API. */
export interface Plan {
  readonly id: string;
  /** As people read it: `Free`. */
  readonly name: string;
  readonly spellings: readonly string[];
}

/** Ids of ChatGPT's plans, cheapest first: all but the API. */
export const chatGptPlans = (plans: ReadonlyMap<string, Plan>): readonly string[] =>
  [...plans.keys()].filter((plan) => plan !== API);
