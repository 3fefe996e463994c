import type { AnswerContent } from '../../../store/AnswerContent.ts';
import type { AnswerVersion } from '../../../store/AnswerVersion.ts';
import type { UserError } from '../../../UserError.ts';

/** What an import has to know of the server that it is for. */
export interface ImportedServer {
  /** Discord's id. */
  readonly guildId: string;
  /** The latest version of every answer that was ever touched here, removed ones too, by id. */
  readonly existing: ReadonlyMap<string, ExistingAnswer>;
  /** The curated set by id, whether an answer of it is given here or not. */
  readonly curated: ReadonlyMap<string, CuratedAnswer>;
}

export type ExistingAnswer = Pick<AnswerVersion, 'version' | 'kind' | 'content'>;

export interface CuratedAnswer {
  readonly title: string;
  readonly questions: readonly string[];
}

/** The rules that answers are held to, however they are written: by dialog or by import. */
export interface ImportRules {
  /**
   * Judges an answer by itself: its lengths, links, Markdown.
   *
   * @returns the content as it would be written, tidied, or what is wrong with it.
   */
  readonly checkContent: (content: AnswerContent, id: string) => CheckedContent | UserError;
  /** How much a server may have of its own. Default: no end. */
  readonly limits?: { readonly answers: number; readonly phrasings: number };
}

export interface CheckedContent {
  readonly content: AnswerContent;
  readonly warnings: readonly string[];
}
