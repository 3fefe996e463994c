import type { AnswerBook } from '../answers/AnswerBook.ts';
import type { Mode } from '../matching/Match.ts';
import { replyTo } from '../replies/replyTo.ts';
import { replyWithAnswer } from '../replies/replyWithAnswer.ts';
import type { Reply } from '../replies/Reply.ts';
import { UserError } from '../UserError.ts';
import type { Surroundings } from './Surroundings.ts';

/** One server's AnswerBook, with the replies that it gives today. */
export class Desk {
  readonly book: AnswerBook;
  readonly #today: string;

  constructor(book: AnswerBook, today: string) {
    this.book = book;
    this.#today = today;
  }

  /** @param guildId - `null`, as discord.js says it, in direct messages. */
  static async of(guildId: string | null, { books, today }: Surroundings): Promise<Desk> {
    return new Desk(await books.of(guildId ?? undefined), today());
  }

  ask(question: string, mode: Mode): Reply {
    const { decision, candidates } = this.book.ask(question, mode);
    const answers = candidates.map(({ answer }) => answer);
    return replyTo(decision, answers, { today: this.#today, titleOf: this.#titleOf });
  }

  /**
   * @param id - Of an answer, as it came out of a button or a list: perhaps of one that this server no longer has.
   * @throws UserError `no-such-answer`
   */
  show(id: string, { whole = false } = {}): Reply {
    const answer = this.book.answer(id);
    if (!answer) throw new UserError('no-such-answer', 'That answer is not here any more. Ask again with /ask.');
    return replyWithAnswer(answer, { today: this.#today, whole, titleOf: this.#titleOf });
  }

  readonly #titleOf = (id: string): string | undefined => this.book.answer(id)?.title;
}
