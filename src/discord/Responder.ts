import { type AnswerBook, type AnswerBooks, choicesOf } from '../answers/AnswerBook.ts';
import type { AnswerEditing } from '../answers/editing/AnswerEditing.ts';
import type { AnswerExchange } from '../answers/exchange/AnswerExchange.ts';
import type { Answer } from '../knowledge/Answer.ts';
import type { Mode } from '../matching/Match.ts';
import type { Reply } from '../replies/Reply.ts';
import { type AnswerReplyOptions, didYouMean, dontKnow, replyWithAnswer } from '../replies/replyTo.ts';
import type { Log } from '../shared/Log.ts';
import { UserError } from '../shared/UserError.ts';
import type { Store } from '../store/Store.ts';

/** One server's AnswerBook, with the replies that it gives today. Answers that are given are counted. */
export class Responder {
  readonly book: AnswerBook;
  readonly #today: string;
  readonly #count: (answerId: string) => void;

  private constructor(book: AnswerBook, today: string, count: (answerId: string) => void) {
    this.book = book;
    this.#today = today;
    this.#count = count;
  }

  /** @param guildId - `null`, as discord.js says it, in direct messages: there nothing is counted. */
  static async of(guildId: string | null, { books, today, uses }: BotContext): Promise<Responder> {
    const count = (answerId: string): void => {
      if (guildId !== null) uses.count(guildId, answerId);
    };
    return new Responder(await books.of(guildId ?? undefined), today(), count);
  }

  ask(question: string, mode: Mode): Reply {
    const { decision, candidates, answerIds, takenForApp } = this.book.ask(question, mode);
    if (decision === 'suggest') return didYouMean(choicesOf(this.book, answerIds));
    const answer = decision === 'answer' ? this.book.answer(answerIds[0]!) : undefined;
    if (!answer) return dontKnow();
    this.#count(candidates[0]!.id);
    return this.replyWith(answer, { takenForApp });
  }

  /**
   * @param id - Of an answer, as it came out of a button or a list: perhaps of one that this server no longer has.
   * @param options - With `whole`, more of an answer that was given already.
   * @throws UserError `no-such-answer`
   */
  show(id: string, { whole = false } = {}): Reply {
    const answer = this.book.answer(id);
    if (!answer) throw new UserError('no-such-answer', 'That answer is not here any more. Ask again with /ask.');
    if (!whole) this.#count(id);
    return this.replyWith(answer, { whole });
  }

  /** Any answer as it would be given here; not counted. */
  replyWith(answer: Answer, options: Pick<AnswerReplyOptions, 'whole' | 'takenForApp'> = {}): Reply {
    return replyWithAnswer(answer, {
      ...options,
      today: this.#today,
      related: choicesOf(this.book, answer.related),
    });
  }
}

/** What every handler of an event works with. */
export interface BotContext {
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
