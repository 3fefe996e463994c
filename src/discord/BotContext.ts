import type { AnswerEditing } from '../answers/editing/AnswerEditing.ts';
import type { AnswerExchange } from '../answers/exchange/AnswerExchange.ts';
import type { QuestionLog } from '../answers/learning/QuestionLog.ts';
import type { Review } from '../answers/learning/Review.ts';
import type { Teaching } from '../answers/learning/Teaching.ts';
import type { ServerBooks } from '../answers/servers/ServerBooks.ts';
import type { Cooldowns } from '../channels/Cooldowns.ts';
import type { GivenReplies } from '../channels/GivenReplies.ts';
import type { ServerSettings } from '../channels/ServerSettings.ts';
import type { Metrics } from '../operations/createMetrics.ts';
import type { Pictures } from '../pictures/Pictures.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/Log.ts';
import type { Store } from '../store/Store.ts';

export interface BotContext {
  readonly books: Pick<ServerBooks, 'of' | 'refresh'>;
  readonly editing: AnswerEditing;
  readonly exchange: AnswerExchange;
  readonly store: Pick<Store, 'settings' | 'learning'>;
  readonly questions: QuestionLog;
  readonly review: Review;
  readonly teaching: Teaching;
  readonly settings: Pick<ServerSettings, 'peek' | 'of' | 'save'>;
  /** What the bot has replied to in the last day. */
  readonly replies: GivenReplies;
  readonly cooldowns: Cooldowns;
  /** Whether Discord has granted the Message Content intent, so that the bot reads what is not addressed to it. */
  readonly messageContent: boolean;
  readonly clock: Clock;
  readonly pictures: Pick<Pictures, 'draw'>;
  /** Absent if nobody watches. */
  readonly metrics: Metrics | undefined;
  readonly log: Log;
  /** The current day as `YYYY-MM-DD`. */
  readonly today: () => string;
}
