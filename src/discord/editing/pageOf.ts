/** Some of many things, with the number of the page that they are on. */
export interface Page<Thing> {
  readonly things: readonly Thing[];
  /** From 0 on. */
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
}

/** @param page - As it comes out of a button: perhaps of a page that is no longer there. Then it is the last one. */
export function pageOf<Thing>(all: readonly Thing[], page: number, size: number): Page<Thing> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const shown = Math.min(page, pages - 1);
  return { things: all.slice(shown * size, (shown + 1) * size), page: shown, pages };
}
