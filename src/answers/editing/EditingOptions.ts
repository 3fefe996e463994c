import type { Store } from '../../store/Store.ts';
import type { OpenAnswerBook } from '../AnswerBook.ts';
import type { KnowledgeBook } from '../KnowledgeBook.ts';

/** What editing needs of the books of servers. */
export interface EditedBooks {
  of(guildId: string): Promise<OpenAnswerBook>;
  /** Resolves when the next question is answered by all that was written before the call; never rejects. */
  refresh(guildId: string): Promise<void>;
}

export interface EditingOptions {
  readonly store: Store;
  readonly curated: KnowledgeBook;
  readonly books: EditedBooks;
  /** The current day as `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Is told of what failed after a change was written, and nobody needs to know who made it. */
  readonly onFault: (error: unknown) => void;
}
