import type { AnswerContent } from '../../store/AnswerContent.ts';

/**
 * One entry of a file that somebody would like to import. Whatever the format, it has been found to have the form of an
 * answer; whether it suits the server is the business of the plan.
 */
export type FileEntry = AnswerEntry | HiddenEntry | RefusedEntry;

interface Placed {
  /** Where a person finds it in the file: `line 12`, or `answer 3` where lines say little. */
  readonly place: string;
}

export interface AnswerEntry extends Placed {
  readonly kind: 'answer';
  readonly id: string;
  /** The version that was exported; absent in files that were not made by an export. */
  readonly version?: number;
  /** The server that the version is of; absent where the file does not say. */
  readonly guildId?: string;
  readonly content: AnswerContent;
  /** What did not map, of the tags of other bots. */
  readonly warnings?: readonly string[];
}

/** A curated answer that is not to be shown. */
export interface HiddenEntry extends Placed {
  readonly kind: 'hidden';
  readonly id: string;
}

export interface RefusedEntry extends Placed {
  readonly kind: 'refused';
  /** Absent where there is none that could be repeated. */
  readonly id?: string;
  /** What is wrong and what to do about it: `"title" is missing: add it`. */
  readonly why: string;
}

/** A file that was read. */
export interface AnswersFile {
  /** In the order of the file. */
  readonly entries: readonly FileEntry[];
  /** What holds for the whole file: that a column of another bot's tags is left out. */
  readonly notes: readonly string[];
}
