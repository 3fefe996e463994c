/** Something that an editor should know before publishing, with the sentence that says it. */
export type Warning = WarningFacts & {
  /** One or two sentences in plain text, with the next step where there is one. */
  readonly message: string;
};

export type WarningFacts =
  /** Members see the beginning and a button for the rest. */
  | { readonly kind: 'long' }
  /** Neither its first paragraph nor its first sentence fits a phone's notification, so that shows a cut one. */
  | { readonly kind: 'no-short-answer' }
  | { readonly kind: 'no-source' }
  /** The review date is today or lies behind: the answer will say that it may be out of date. */
  | { readonly kind: 'overdue'; readonly reviewBy: string }
  /** `@everyone` and `@here` were changed so that they mention nobody. */
  | { readonly kind: 'made-inert' }
  /** On this server it takes the place of a curated answer, which others keep up to date. */
  | { readonly kind: 'replaces-curated'; readonly answerId: string; readonly title: string }
  /** Phrasings of that curated answer that its dialog has no room for. */
  | {
      readonly kind: 'leaves-phrasings';
      readonly answerId: string;
      readonly title: string;
      readonly questions: readonly string[];
    }
  /** Some of its phrasings get another answer today: that one perhaps says it already. */
  | {
      readonly kind: 'near-duplicate';
      readonly answerId: string;
      readonly title: string;
      /** Phrasings of the draft, at most five. */
      readonly questions: readonly string[];
    }
  /** What asks for another answer now would get this one. */
  | {
      readonly kind: 'take-over';
      readonly answerId: string;
      readonly title: string;
      /** Phrasings of the other answer, whole or a word shorter, at most five. */
      readonly questions: readonly string[];
    };
