import type { AnswerBook, AnswerBooks } from './AnswerBook.ts';

/** Every server sees the same AnswerBook, until servers can keep answers of their own. */
export class CuratedBooks implements AnswerBooks {
  readonly #book: AnswerBook;

  constructor(book: AnswerBook) {
    this.#book = book;
  }

  of(): Promise<AnswerBook> {
    return Promise.resolve(this.#book);
  }
}
