import type { AnswerContent } from '../../store/AnswerContent.ts';

/** One server answer on its way into a file. */
export interface ExportedAnswer {
  /** Kebab-case. */
  readonly id: string;
  /** The version that the content is: whoever imports it is told when the server has another one by then. */
  readonly version: number;
  readonly content: AnswerContent;
}

/** All that moderators of one server have made of its AnswerBook: what an export writes, in any of the formats. */
export interface AnswerSet {
  /** Discord's id of the server. */
  readonly guildId: string;
  readonly exportedAt: Date;
  /** By id. */
  readonly answers: readonly ExportedAnswer[];
  /** Ids of curated answers that this server does not show, sorted. */
  readonly hidden: readonly string[];
}
