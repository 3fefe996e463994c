import type { AnswerBooks } from '../answers/AnswerBook.ts';
import type { AnswerEditing } from '../answers/editing/AnswerEditing.ts';
import type { AnswerExchange } from '../answers/exchange/AnswerExchange.ts';
import type { Pictures } from '../pictures/Pictures.ts';
import type { Log } from '../shared/Log.ts';
import type { Store } from '../store/Store.ts';

/** What every event handler works with. */
export interface BotContext {
  readonly books: AnswerBooks;
  readonly editing: AnswerEditing;
  readonly exchange: AnswerExchange;
  readonly store: Pick<Store, 'settings' | 'saveSettings'>;
  readonly pictures: Pick<Pictures, 'draw'>;
  readonly uses: { count(guildId: string, answerId: string): void };
  readonly log: Log;
  /** The current day as `YYYY-MM-DD`. */
  readonly today: () => string;
}
