import type { Answer } from '../../knowledge/Answer.ts';
import type { Explanation } from '../../matching/explain.ts';
import type { AnswerVersion } from '../../store/AnswerVersion.ts';
import type { Difference } from './Difference.ts';

/**
 * What an answer is on one server:
 * `own`, written there; `replaced`, the server's own version of a curated one; `curated`, as it is everywhere;
 * `hidden`, a curated one that is not given there; `removed`, one that was written there and is gone.
 */
export type Standing = 'own' | 'replaced' | 'curated' | 'hidden' | 'removed';

/** One line of a list of answers. */
export interface ListedAnswer {
  readonly answerId: string;
  /** Of a removed one, what it was called last. */
  readonly title: string;
  readonly standing: Standing;
  /** The latest version on this server; absent where a curated answer was never touched. */
  readonly latest?: AnswerVersion;
  /** How often it was given on this server. */
  readonly uses: number;
  /** Milliseconds since 1970; absent when it was never given. */
  readonly lastUsedAt?: number;
  /** `YYYY-MM-DD` */
  readonly reviewBy?: string;
  /** Its review date lies behind. */
  readonly isStale: boolean;
}

export interface ListFilter {
  /** Words of which each must be in the id, the title or a phrasing, in any case. Default: none. */
  readonly text?: string;
  /**
   * `server`: written here. `curated`: as they are everywhere. `removed`: removed and hidden ones. `stale`: past their
   * review date, longest first. `unused`: never given, of those that are. `all`: all. Default: `server`.
   */
  readonly kind?: 'server' | 'curated' | 'removed' | 'stale' | 'unused' | 'all';
}

export interface ShownAnswer extends ListedAnswer {
  /** What members see, or saw last when it is removed or hidden. */
  readonly answer: Answer;
}

/** An answer as it was in one of its versions. */
export interface ShownVersion {
  readonly answerId: string;
  /** Absent for the curated answer as it is everywhere. */
  readonly version?: AnswerVersion;
  readonly answer: Answer;
}

/** One version, with what it changed. */
export interface HistoryEntry {
  readonly version: AnswerVersion;
  /** From what members had before: the version before, or the curated answer under the first one. Empty: no word changed. */
  readonly difference: Difference;
}

/** Why a question gets the answer that it gets on this server. */
export interface Why {
  /** Asked directly: by command, mention or direct message. */
  readonly direct: Explanation;
  /** The same text in a channel, where nobody asked the bot. */
  readonly passive: Explanation;
  /** The candidates of `direct`, best first, with what they are here. */
  readonly candidates: readonly {
    readonly answerId: string;
    readonly title: string;
    readonly standing: Standing | 'made';
    readonly confidence: number;
  }[];
}
