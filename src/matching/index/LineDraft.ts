import type { Features } from './features.ts';

/** In place of an answer's: the line speaks against all answers. */
export const NOBODY = -1;

/** A line before it is known how telling its features are. */
interface DraftedLine {
  readonly owner: number;
  readonly isCounter: boolean;
  /** By number, each once. */
  readonly features: readonly number[];
  /** How often each of them occurs in the line. */
  readonly counts: readonly number[];
}

/**
 * Collects lines (phrasings and counter-examples), numbers their features as they come, and counts in how many answers'
 * phrasings each occurs. In small lists: one long list holds everything up whenever it grows.
 */
export class LineDraft {
  readonly lines: DraftedLine[] = [];
  /** A feature's number. */
  readonly numbers = new Map<string, number>();
  /** By a feature's number: how many answers have it in a phrasing; 0 where only counter-examples do. */
  readonly holders: number[] = [];
  /** By a feature's number: the answer that was counted last. */
  readonly #lastHolder: number[] = [];

  /** By a feature's number: the line that had it last, and where in it. */
  readonly #lastLine: number[] = [];
  readonly #lastPlace: number[] = [];

  /** @param owner - An answer's place. All lines of one answer must come together. */
  add(owner: number, isCounter: boolean, line: Features): void {
    const features: number[] = [];
    const counts: number[] = [];
    for (const feature of line) {
      const number = this.#numbered(feature);
      if (this.#lastLine[number] === this.lines.length) {
        counts[this.#lastPlace[number]!]! += 1;
        continue;
      }
      this.#lastLine[number] = this.lines.length;
      this.#lastPlace[number] = features.length;
      features.push(number);
      counts.push(1);
      if (isCounter || this.#lastHolder[number] === owner) continue;
      this.#lastHolder[number] = owner;
      this.holders[number]! += 1;
    }
    this.lines.push({ owner, isCounter, features, counts });
  }

  #numbered(feature: string): number {
    const known = this.numbers.get(feature);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(feature, number);
    this.holders.push(0);
    this.#lastHolder.push(NOBODY);
    this.#lastLine.push(-1);
    this.#lastPlace.push(-1);
    return number;
  }
}
