// Limits that several rooms share, in code points, as Discord counts them.

/** Of an answer's body and table before "Show more": about a phone's screen, with the short answer and the buttons. */
export const MAX_PREVIEW = 500;
