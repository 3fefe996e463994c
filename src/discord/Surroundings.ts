import type { AnswerBooks } from '../answers/AnswerBook.ts';
import type { Log } from './Log.ts';

/** What every handler of an event works with. */
export interface Surroundings {
  readonly books: AnswerBooks;
  readonly log: Log;
  /** The current day as `YYYY-MM-DD`. */
  readonly today: () => string;
}
