import type { ServerAnswers } from './ServerAnswers.ts';

/** A server without answers: an entry in a map. */
export const BYTES_OF_NOTHING = 300;

/** What a book takes however few answers it has. */
const BYTES_OF_BOOK = 60_000;

/**
 * Of a title or phrasing, by letter: the features that it is matched by, and the list they stand in. Measured 120 where
 * phrasings are like curated ones, 50 where they repeat each other, 220 where words are drawn by lot.
 */
const BYTES_A_MATCHED_LETTER = 220;

/** Of text that is only kept. */
const BYTES_A_LETTER = 2;

/** About what a server's book takes in memory. `npm run bench -- servers` holds it against what is measured. */
export function bytesOfBook({ own }: ServerAnswers): number {
  let bytes = BYTES_OF_BOOK;
  for (const { title, questions, notThis, short, body, sources } of own.values()) {
    const matched = [title, ...questions, ...notThis].reduce((sum, text) => sum + text.length + 1, 0);
    const kept = short.length + body.length + sources.reduce((sum, { url }) => sum + url.length, 0);
    bytes += matched * BYTES_A_MATCHED_LETTER + kept * BYTES_A_LETTER;
  }
  return bytes;
}
