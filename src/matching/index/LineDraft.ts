import type { Features } from './features.ts';

/** In place of an answer's: the line speaks against all answers. */
export const NOBODY = -1;

/**
 * Collects lines (phrasings and counter-examples) before it is known how telling their features are. Numbers the
 * features as they come, and counts in how many answers' phrasings each occurs.
 *
 *     owners    0        0     1             whose each line is
 *     starts    0        3     5       8     where its features begin
 *     features  0  1  2  0  3  1  4  5       each line's, by number
 *     counts    1  1  2  1  1  1  1  1       how often each occurs in the line
 */
export class LineDraft {
  /** A feature's number. */
  readonly numbers = new Map<string, number>();
  /** By a feature's number: how many answers have it in a phrasing; 0 where only counter-examples do. */
  readonly holders: number[] = [];
  readonly owners: number[] = [];
  readonly isCounter: boolean[] = [];
  readonly starts: number[] = [0];
  readonly features: number[] = [];
  readonly counts: number[] = [];
  /** By a feature's number: the answer that was counted last. */
  readonly #lastHolder: number[] = [];
  /** By a feature's number: where in `features` it stood last. */
  readonly #lastPlace: number[] = [];

  /** @param owner - An answer's place. All lines of one answer must come together. */
  add(owner: number, isCounter: boolean, line: Features): void {
    const start = this.features.length;
    for (const feature of line) {
      const number = this.#numbered(feature);
      const place = this.#lastPlace[number]!;
      if (place >= start) {
        this.counts[place]! += 1;
        continue;
      }
      this.#lastPlace[number] = this.features.length;
      this.features.push(number);
      this.counts.push(1);
      if (isCounter || this.#lastHolder[number] === owner) continue;
      this.#lastHolder[number] = owner;
      this.holders[number]! += 1;
    }
    this.owners.push(owner);
    this.isCounter.push(isCounter);
    this.starts.push(this.features.length);
  }

  #numbered(feature: string): number {
    const known = this.numbers.get(feature);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(feature, number);
    this.holders.push(0);
    this.#lastHolder.push(NOBODY);
    this.#lastPlace.push(-1);
    return number;
  }
}
