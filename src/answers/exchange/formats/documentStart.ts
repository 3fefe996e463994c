/**
 * Where an answer begins in a Markdown file of several: a line `---`, and right below it the first field. A body that
 * holds such a place is written into the front matter instead.
 */
export const DOCUMENT_START = /^---[^\S\n]*\n(?=(?:id|title|hidden):)/gm;

/** A body without blank lines around it, as it is read from below a front matter. An indented first line keeps its place. */
export const withoutBlankEnds = (text: string): string => text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
