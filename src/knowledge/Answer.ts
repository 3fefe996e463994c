import type { Picture } from '../shared/Picture.ts';
import type { SourceRecord } from './schemas/entries.ts';

/** Most characters of an answer's `title`: of a choice in a Discord menu or list (discord.com/developers/docs). */
export const MAX_TITLE = 100;

/** Most characters of an answer's `short`: what a phone's notification shows of a message. */
export const MAX_SHORT = 200;

/** Most characters of a body and a table before "Show more": about a phone's screen, with the short answer and the buttons. */
export const MAX_PREVIEW = 500;

export interface Source extends SourceRecord {
  readonly id: string;
  /** Its publisher makes models. Default: false. */
  readonly isByMaker?: true;
}

/** `OpenAI Help Center` begins with the name `OpenAI`, `MetaGPT` not with `Meta`. */
export function beginsWithName(publisher: string, name: string): boolean {
  return publisher.startsWith(name) && !/^[\p{L}\p{N}]/u.test(publisher.slice(name.length));
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly { readonly text: string; readonly sources: readonly Source[] }[])[];
}

/**
 * What the bot says to one family of questions. Curated answers come from `knowledge/`. Those generated from facts
 * (`model:gpt-4`, `compare:gpt-3+gpt-4`, `lineage:gpt-4o`, `plan:plus:2023-04`) have the same shape. References such as
 * `{{gpt-4.released}}` are already filled in.
 */
export interface Answer {
  readonly id: string;
  readonly title: string;
  readonly questions: readonly string[];
  readonly notThis: readonly string[];
  /** Empty only if a server's answer does not begin with a sentence. */
  readonly short: string;
  /** Markdown; may be empty. */
  readonly body: string;
  readonly table?: Table;
  /** Only of answers generated from facts. */
  readonly picture?: Picture;
  readonly sources: readonly Source[];
  /** When somebody last compared it with its sources, as `YYYY-MM-DD`; of a server's answer, when it was written. */
  readonly checked: string;
  readonly reviewBy?: string;
  readonly related: readonly string[];
  /** Whether third parties alone report what it says. Default: false. */
  readonly isReported?: true;
  /** Whether the short answer says all that was asked for, and the body other facts about the same. Default: false. */
  readonly isShortEnough?: true;
  readonly onlyWhenAsked?: true;
}
