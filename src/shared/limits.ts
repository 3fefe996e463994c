// Limits that several rooms share, in code points, as Discord counts them.

/** Of a short answer: about what a phone's notification shows. */
export const MAX_SHORT_ANSWER = 200;

/** Of the text that a reply shows before "Show more". */
export const MAX_PREVIEW = 900;

/** Of all source addresses of a reply together, each with the characters around it. */
export const MAX_SOURCES = 1_200;
