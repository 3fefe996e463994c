import type { Standing } from '../../answers/editing/SeenAnswer.ts';

/** What an answer is on this server, in two or three words for a line of a list. */
export const STANDINGS: Readonly<Record<Standing, string>> = {
  own: 'written here',
  replaced: "this server's version",
  curated: 'curated',
  hidden: 'hidden here',
  removed: 'removed here',
};
