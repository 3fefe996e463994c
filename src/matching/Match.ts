/** What the matcher needs to know about an answer: which id to return for which phrasings. */
export interface Matchable {
  /**
   * An id that ends in `:` or `+` is a pattern for generated answers. Its phrasings contain `<model>` where a model is named
   * ("when was <model> released"), and the id is completed with the models that a question names: `model:gpt-4o`,
   * `compare:gpt-3.5+gpt-4`.
   */
  readonly id: string;
  readonly questions: readonly string[];
  /** Counter-examples: similar questions that must not get this answer. */
  readonly notThis?: readonly string[];
  /**
   * What a pattern's questions can ask for, with the phrasings for each: `{ '': […], released: ['when was <model> released'] }`.
   * Under the empty name are the phrasings that ask for nothing in particular. A second step tells them apart, because the
   * facts of one model would compete with each other beside all other answers. Default: nothing.
   */
  readonly facts?: Readonly<Record<string, readonly string[]>>;
  /** How many models complete a pattern. A question that names fewer than `min` doesn't match it; default 1. */
  readonly models?: { readonly min: number; readonly max: number };
  /**
   * By group of names: the pattern to complete instead with a single name of that group. "What is Siri" asks about an
   * assistant, and not about a model: `{ assistant: 'assistant:' }`. Names without a group count as `''`.
   */
  readonly instead?: Readonly<Record<string, string>>;
  /** The pattern to complete instead when a question names more models than complete this one. */
  readonly several?: string;
  /** Ids of answers that are right as well where this one is: a close second among them needs no lead. */
  readonly near?: readonly string[];
  /** Never given in a channel to somebody who has not asked the bot: "are you a bot?" is said among people, too. */
  readonly isDirectOnly?: boolean;
  /**
   * A pattern about a point in time. Its phrasings contain `<date>`, and `<plan>` where a plan is named ("which model did
   * <plan> have in <date>"). It is completed with the question's plans, if any, and its date: `plan:2025-06`,
   * `plan:plus:2023-04`, `plan:free+plus:2024`. A question with no date, or with several, doesn't match it.
   */
  readonly isDated?: boolean;
}

/** Something with many spellings that the matcher should recognise as one thing. */
export interface Name {
  /** `gpt-4o`, `chatgpt` */
  readonly id: string;
  /** Every name people use. Variations of case, spacing and hyphens, and a missing dot, need not be listed. */
  readonly names: readonly string[];
  /**
   * `model`: completes patterns. `term`: only unites spellings, such as "Chat GBT" and ChatGPT. `plan`: completes dated
   * patterns, and is an ordinary word to all other answers, since "free" and "plus" are.
   */
  readonly kind: 'model' | 'term' | 'plan';
  /** Names that are ordinary words too, such as `flash`: they count only beside another name. Default: none. */
  readonly ordinaryNames?: readonly string[];
  /** Names that complete patterns of their own: see `Matchable.instead`. Default: none. */
  readonly group?: string;
  /** Ids of the names of what it was made from. A question that names it and nothing but these is about it. Default: none. */
  readonly madeFrom?: readonly string[];
}

/** Where a name is in canonical order, its group, and what it was made from. */
export interface NamePlace extends Required<Pick<Name, 'group' | 'madeFrom'>> {
  readonly index: number;
}

/** Rewrites a spelling into others: `{ from: '^gpt(.+)$', to: ['gtp$1'] }`. */
export interface SpellingRule {
  /** Source of a regular expression. */
  readonly from: string;
  /** Replacements as in `String.replace`. */
  readonly to: readonly string[];
}

/**
 * What is particular about the names of one field. Plain data: it can be written to a file. Regular expressions are given
 * by their source, and see spellings in lower case without spaces, hyphens and dots: `gpt4omini`.
 */
export interface NameRules {
  /** The patterns that a question means which consists of names alone: `gpt-4o?`, `gpt-4o vs o3`. */
  readonly bareNames?: {
    readonly one: string;
    readonly several: string;
    /** By term: the pattern for that term beside names: `gemini vs chatgpt`. */
    readonly beside?: Readonly<Record<string, string>>;
    /** By such a term: beside names of this group it asks something else: `copilot = gpt?`. */
    readonly notBeside?: Readonly<Record<string, string>>;
    /** Names of this group are compared with such a term in longer texts, too. */
    readonly comparedGroup?: string;
  };
  /** By group of names: the pattern for names that a question is about whatever else it names. "Is Siri Gemini or GPT?" */
  readonly subjects?: Readonly<Record<string, string>>;
  /** The pattern for a name beside what it was made from: "was Vicuna made from Llama?" */
  readonly descent?: string;
  /** Applied in turn, each to the results of those before it. */
  readonly rewrite?: readonly SpellingRule[];
  /** Short forms: like `rewrite`, but they see the name as listed, in lower case, and their results are not rewritten again. */
  readonly shorten?: readonly SpellingRule[];
  /** What the first word of a name looks like. */
  readonly nameStart?: string;
  /** Spellings that other vendors' models have too: `51pro`. They are only suggested, unless a word of `ambiguousUnless` is near. */
  readonly ambiguous?: string;
  /** Words that show which vendor's models are meant, by the ids of terms. */
  readonly ambiguousUnless?: readonly string[];
  /** Spellings that call a model by the name of its app: "ChatGPT 4". Listed names are never taken for that. */
  readonly calledByApp?: string;
  /** Spellings that end in a word which a number continues: in "first, gpt-4" nothing is called "first gpt". */
  readonly continuedByNumber?: string;
}

/** `direct`: somebody asked the bot. `passive`: somebody wrote something in a channel, where silence is the default. */
export type Mode = 'direct' | 'passive';

export type Decision = 'answer' | 'suggest' | 'pass';

export interface Candidate {
  /** An answer's id; patterns are completed. */
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

/** The result of matching one question. */
export interface Match {
  readonly decision: Decision;
  /** Best first, at most ten; whatever the decision is. Of a message that asks several things, the answers to them. */
  readonly candidates: readonly Candidate[];
  /** How many of the candidates answer the message: one for each thing that it asks. 0 unless the decision is `answer`. */
  readonly answers: number;
  /** Ids of the models that the question names, in the order of the name list (by release). */
  readonly models: readonly string[];
  /** Those of them that the question calls by the name of their app, as in "ChatGPT 4". */
  readonly calledByApp: readonly string[];
  /** Words that were repaired: as typed, and as read. */
  readonly repaired: readonly { readonly typed: string; readonly read: string }[];
}
