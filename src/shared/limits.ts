/** Limits that several rooms share. All lengths are in code points, as Discord counts them. */

/** Of an answer's body before "Show more": about a phone's screen. */
export const MAX_PREVIEW = 900;

/** Of all source addresses of a reply together, each with ten characters around it. */
export const MAX_SOURCES = 1_200;
