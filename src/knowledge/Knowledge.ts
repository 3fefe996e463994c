import type { Answer } from './Answer.ts';
import type { Model } from './Model.ts';
import type { Source } from './Source.ts';
import type { TimelineEntry } from './Timeline.ts';

/** The curated set, read, checked and linked up. The same for every server. */
export interface Knowledge {
  /** By id, in the order of their ids. */
  readonly answers: ReadonlyMap<string, Answer>;
  /** By id, in the order of their release. */
  readonly models: ReadonlyMap<string, Model>;
  /** In the order of `from`. */
  readonly timeline: readonly TimelineEntry[];
  /** By id. */
  readonly sources: ReadonlyMap<string, Source>;
  /** What people ask and say that no answer is for, in the order of the file; `<model>` in it stands for any model. */
  readonly outside: readonly string[];
}
