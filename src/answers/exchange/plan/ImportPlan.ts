import type { AnswerContent } from '../../../store/AnswerContent.ts';

/** What would become of one entry of a file. */
export type PlanEntry = {
  /** Where a person finds it in the file: `line 12`, `answer 3`. */
  readonly place: string;
  /** Sentences without a full stop that an editor should read before agreeing. */
  readonly warnings: readonly string[];
} & (
  | Write<'added'>
  | (Write<'changed'> & {
      /** In which it differs from what the server has. */
      readonly fields: readonly (keyof AnswerContent)[];
    })
  /** A curated answer would no longer be given here. */
  | { readonly outcome: 'hidden'; readonly id: string; readonly expectedVersion: number }
  | { readonly outcome: 'same'; readonly id: string }
  /** Sound by itself, but somebody has to decide. */
  | { readonly outcome: 'conflict'; readonly id: string; readonly conflict: Conflict; readonly why: string }
  | { readonly outcome: 'refused'; readonly id?: string; readonly why: string }
);

interface Write<Kind extends string> {
  readonly outcome: Kind;
  readonly id: string;
  readonly content: AnswerContent;
  readonly expectedVersion: number;
}

/**
 * `phrasing`: another answer has it. All others yield when the import may overwrite: `removed`, moderators took the answer
 * away here; `changed-since`, the server's version is not the one that was exported; `own-version`, the file hides what
 * moderators have written here.
 */
export type Conflict = 'phrasing' | 'removed' | 'changed-since' | 'own-version';

export type Outcome = PlanEntry['outcome'];

/** What an import would do. Making it has written nothing. */
export interface ImportPlan {
  /** In the order of the file. */
  readonly entries: readonly PlanEntry[];
  /** How many entries have each outcome. */
  readonly counts: Readonly<Record<Outcome, number>>;
  /** What holds for the whole file, as sentences. */
  readonly notes: readonly string[];
}
