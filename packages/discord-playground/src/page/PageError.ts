/** What somebody did wrong on the page, as one sentence for them. */
export class PageError extends Error {
  override readonly name = 'PageError';
}
