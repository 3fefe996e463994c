/**
 * What moderators write of a server answer: all that can be edited, without who changed it and when.
 * The store keeps it as it is; lengths, links and clashes between phrasings are the business of `answers/`.
 */
export interface AnswerContent {
  readonly title: string;
  /** Phrasings: ways in which members ask this. */
  readonly questions: readonly string[];
  /** Markdown. */
  readonly body: string;
  /** Links, `https://…`, most important first. May be empty. */
  readonly sources: readonly string[];
  /** `YYYY-MM-DD`: the day on which somebody should look again. Absent when it will not become stale. */
  readonly reviewBy?: string;
}
