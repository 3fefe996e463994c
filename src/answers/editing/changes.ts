import type { OwnInvites } from './OwnInvites.ts';
import type { AnswerContent, AnswerVersion, Editor, Store } from '../../store/Store.ts';
import type { KnowledgeBook } from '../KnowledgeBook.ts';
import type { ServerBooks } from '../servers/ServerBooks.ts';
import { differenceBetween, type Difference } from './difference.ts';

export interface EditingOptions {
  readonly store: Pick<Store, 'answer' | 'history' | 'uses' | 'draft' | 'saveDraft' | 'deleteDraft'>;
  readonly curated: KnowledgeBook;
  readonly books: ServerBooks;
  /** Tells the server's own invitations from others. Default: none are its own. */
  readonly invites?: OwnInvites;
  /** The current day as `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Called with failures after a change was saved, which its editor needn't know about. */
  readonly onFault: (error: unknown) => void;
}

/** Who does something, and on which server. The caller checks, each time, that they may. */
export interface Person extends Editor {
  readonly guildId: string;
}

/** A change that was saved, with what a log entry about it needs. */
export interface Written {
  readonly kind: 'written';
  readonly version: AnswerVersion;
  /** The answer's title, or its last one when it was removed. */
  readonly title: string;
  readonly difference: Difference;
}

/** @param before - What members got before the change, and after it; `null` for nothing. */
export function writtenChange(
  version: AnswerVersion,
  before: AnswerContent | null,
  after: AnswerContent | null,
): Written {
  const title = (after ?? before)?.title ?? version.answerId;
  return { kind: 'written', version, title, difference: differenceBetween(before, after) };
}
