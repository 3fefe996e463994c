/** More than that is a story. */
const MOST_PARTS = 4;
/** The end of a sentence, or "and" before a question word: "what is RLHF and what is DPO". */
const BORDER =
  /(?<=[?!]|[a-z]{2}\.)\s+|[,;]?\s+and\s+(?=(?:what|which|who|when|where|why|how|is|are|does|do|did|can|was|were)\s)/i;

/**
 * The sentences of a question, and what "and" puts together; none when it is a single one, or a story.
 *
 * @param question - Cleaned of markup, on one line.
 * @example
 * partsOf('Hi all. What is RLHF and who made ChatGPT?'); // ['Hi all.', 'What is RLHF', 'who made ChatGPT?']
 */
export function partsOf(question: string): readonly string[] {
  const parts = question.split(BORDER).filter((part) => /\p{L}/u.test(part));
  return parts.length > 1 && parts.length <= MOST_PARTS ? parts : [];
}
