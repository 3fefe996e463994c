/**
 * What the matcher needs to know of an answer: which id to return for which phrasings.
 *
 * An id that ends in `:` is a pattern for answers made from facts. Its phrasings hold `<model>` where a model is named
 * ("when was <model> released"), and the id is completed with the models that the question names: `model:gpt-4o`,
 * `compare:gpt-3.5+gpt-4`. `models` says how many it takes; with fewer in the question the pattern is no candidate.
 */
export interface Matchable {
  readonly id: string;
  readonly questions: readonly string[];
  /** Questions that look alike and must not get this answer. */
  readonly notThis?: readonly string[];
  readonly models?: { readonly min: number; readonly max: number };
  /**
   * A pattern about a time: its phrasings hold `<date>`, and `<plan>` where a plan is named ("which model did <plan>
   * have in <date>"). It is completed with the plans that the question names, if any, and its date instead of models:
   * `plan:2025-06`, `plan:plus:2023-04`, `plan:free+plus:2024`. Without a date, or with several, it is no candidate.
   */
  readonly isDated?: boolean;
}

/** Something with many spellings that the matcher should recognise as one thing. */
export interface Name {
  /** `gpt-4o`, `chatgpt` */
  readonly id: string;
  /** Every name people type. Case, spacing, hyphens and a missing dot are forgiven without listing them. */
  readonly names: readonly string[];
  /**
   * `model`: completes patterns. `term`: only unites spellings, as in "Chat GBT" for ChatGPT. `plan`: completes patterns
   * about a time and is ordinary words to everything else, since "free" and "plus" are.
   */
  readonly kind: 'model' | 'term' | 'plan';
}

/** `direct`: somebody asked the bot. `passive`: somebody wrote something in a channel, so silence is the rule. */
export type Mode = 'direct' | 'passive';

export type Decision = 'answer' | 'suggest' | 'pass';

export interface Candidate {
  /** An answer's id; patterns come completed. */
  readonly id: string;
  /** 0 (certainly not) to 1 (certainly). */
  readonly confidence: number;
}

/** What a question names, each once, in its own order. */
export interface Named {
  readonly models: readonly string[];
  readonly plans: readonly string[];
  readonly dates: readonly string[];
}

/** What the matcher found for one question. */
export interface Match {
  readonly decision: Decision;
  /** Best first, at most ten; given whatever the decision is. */
  readonly candidates: readonly Candidate[];
  /** Ids of the models that the question names, in the order of the name list (which is that of release). */
  readonly models: readonly string[];
  /** Those of them that are called by the app's name, as if that were the model: "ChatGPT 4". */
  readonly calledChatGpt: readonly string[];
  /** Words that were repaired: as typed, and as read. */
  readonly repaired: readonly { readonly typed: string; readonly read: string }[];
}
