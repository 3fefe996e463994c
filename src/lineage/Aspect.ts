/** One thing that people ask of what a pattern stands for, and how they ask it. */
export interface Aspect<Name extends string = string> {
  /** Absent: nothing in particular. */
  readonly aspect?: Name;
  readonly questions: readonly string[];
}
