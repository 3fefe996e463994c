import type { AnswerBooks } from '../answers/AnswerBook.ts';
import type { AnswerEditing } from '../answers/editing/AnswerEditing.ts';
import type { AnswerExchange } from '../answers/exchange/AnswerExchange.ts';
import type { Store } from '../store/Store.ts';
import type { Log } from './Log.ts';

/** What every handler of an event works with. */
export interface Surroundings {
  readonly books: AnswerBooks;
  readonly editing: AnswerEditing;
  readonly exchange: AnswerExchange;
  readonly store: Pick<Store, 'settings' | 'saveSettings'>;
  readonly uses: Uses;
  readonly log: Log;
  /** The current day as `YYYY-MM-DD`. */
  readonly today: () => string;
}

/** Counts how often answers are given. */
export interface Uses {
  count(guildId: string, answerId: string): void;
}
