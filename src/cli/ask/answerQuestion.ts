import type { AnswerBook, Found } from '../../answers/AnswerBook.ts';
import { replyAsText } from '../../replies/replyAsText.ts';
import { replyTo } from '../../replies/replyTo.ts';
import type { Reply } from '../../replies/Reply.ts';

/** What `npm run ask -- --json` prints for a question. */
export interface JsonAnswer {
  readonly decision: 'answer' | 'suggest' | 'pass';
  /** The best candidate, whatever the decision. */
  readonly top: string | null;
  /** Of the best candidate, 0 to 1, to three places. */
  readonly confidence: number;
  /** Ids of the answers that are offered instead of one, best first; empty unless the decision is `suggest`. */
  readonly suggestions: readonly string[];
  readonly title: string | null;
  /** All that the reply says, as plain text. */
  readonly text: string;
  /** `YYYY-MM-DD`, of an answer. */
  readonly asOf: string | null;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
}

/** @param today - `YYYY-MM-DD` */
export function answerAsText(book: AnswerBook, question: string, today: string): string {
  return replyAsText(reply(book, book.ask(question, 'direct'), today));
}

/** @param today - `YYYY-MM-DD` */
export function answerAsJson(book: AnswerBook, question: string, today: string): JsonAnswer {
  const found = book.ask(question, 'direct');
  const { title, sources, kind } = reply(book, found, today);
  const [top] = found.candidates;
  return {
    decision: found.decision,
    top: top?.id ?? null,
    confidence: Number((top?.confidence ?? 0).toFixed(3)),
    suggestions: kind === 'suggest' ? found.candidates.map(({ id }) => id) : [],
    title: title ?? null,
    text: replyAsText(reply(book, found, today)),
    asOf: found.decision === 'answer' ? (top?.answer.asOf ?? null) : null,
    sources,
  };
}

/** A terminal has room for the whole answer. */
function reply(book: AnswerBook, found: Found, today: string): Reply {
  const answers = found.candidates.map(({ answer }) => answer);
  return replyTo(found.decision, answers, { today, whole: true, titleOf: (id) => book.answer(id)?.title });
}
