import { characterCount } from '../../characterCount.ts';

/** All lengths in code points, as Discord counts. */
export const LIMITS = Object.freeze({
  /** A line of a select menu: discord.com/developers/docs/components/reference, "max 100 characters". */
  title: 100,
  /** As of curated ones: knowledge/Answer.ts. */
  question: 200,
  /** Nobody reads a longer list to its end. */
  questions: 100,
  /** All phrasings with their line ends: one text input of a dialog, "maximum 4000" (components/reference). */
  allQuestions: 4_000,
  sources: 10,
  /** A longer one is no address that a person has typed. */
  source: 500,
  /** Together, each with the ten characters around it: what replies/fitReply.ts keeps free for them. */
  allSources: 1_200,
  /** The short answer within it: what a phone's notification shows. */
  short: 200,
  /** Of a body before "Show more": replies/replyWithAnswer.ts. */
  beforeMore: 900,
  /** Title, text, date line and sources together: 4,000 of one message, less 200 for marks as in replies/fitReply.ts. */
  reply: 3_800,
  /** Of one server, so that its book is built within seconds: `npm run bench -- servers`. */
  answers: 2_000,
  allServerQuestions: 20_000,
  /** An id: a button's `custom_id` holds a hundred characters, and other things. */
  id: 60,
});

/** With `[12](<…>) ` around each. */
export function lengthOfSources(sources: readonly string[]): number {
  return sources.reduce((sum, address) => sum + characterCount(address) + 10, 0);
}
