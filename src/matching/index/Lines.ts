import type { Cooperative } from '../../shared/concurrency.ts';
import type { Features } from './features.ts';
import type { SparseVector } from './sparse.ts';
import type { Vocabulary } from './Vocabulary.ts';

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

interface Columns {
  readonly owners: Int32Array;
  readonly isCounter: Uint8Array;
  readonly starts: Int32Array;
  readonly features: Int32Array;
  readonly weights: Float32Array;
}

/**
 * Phrasings and counter-examples as weighted features, each of length 1, in flat arrays:
 *
 *     starts    0        3     5       8     a line's number -> where its features begin
 *     features  0  1  2  0  3  1  4  5
 *     weights  .6 .6 .5 .7 .7 .4 .8 .4
 */
export class Lines {
  readonly #columns: Columns;

  private constructor(columns: Columns) {
    this.#columns = columns;
  }

  static *weighed(draft: LineDraft, vocabulary: Vocabulary): Cooperative<Lines> {
    const count = draft.lines.length;
    const starts = new Int32Array(count + 1);
    for (const [line, { features }] of draft.lines.entries()) starts[line + 1] = starts[line]! + features.length;
    const features = new Int32Array(starts[count]!);
    const weights = new Float32Array(starts[count]!);
    for (const [line, drafted] of draft.lines.entries()) {
      const start = starts[line]!;
      features.set(drafted.features, start);
      const own = drafted.features.map((feature, i) => vocabulary.weight(feature, drafted.counts[i]!));
      const length = Math.sqrt(own.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
      for (const [i, weight] of own.entries()) weights[start + i] = weight / length;
      yield;
    }
    return new Lines({
      owners: Int32Array.from(draft.lines, ({ owner }) => owner),
      isCounter: Uint8Array.from(draft.lines, ({ isCounter }) => Number(isCounter)),
      starts,
      features,
      weights,
    });
  }

  get count(): number {
    return this.#columns.owners.length;
  }

  /** Whose a line is: an answer's place, or NOBODY's. */
  owner(line: number): number {
    return this.#columns.owners[line]!;
  }

  isCounter(line: number): boolean {
    return this.#columns.isCounter[line] === 1;
  }

  /** A view of a line's features, which costs nothing. */
  at(line: number): SparseVector {
    const { starts, features, weights } = this.#columns;
    const [start, end] = [starts[line]!, starts[line + 1]!];
    return { features: features.subarray(start, end), weights: weights.subarray(start, end) };
  }

  /** The sum over a line's features of weight × value. */
  dot(line: number, values: Float64Array): number {
    // In local names, because V8 looks fields up anew in each round: training spends most of its time here.
    const { starts, features, weights } = this.#columns;
    const end = starts[line + 1]!;
    let sum = 0;
    for (let at = starts[line]!; at < end; at++) sum += values[features[at]!]! * weights[at]!;
    return sum;
  }

  /** Adds factor × weight to the value of each feature of a line that may count: 1 where it may. */
  addTo(values: Float64Array, line: number, factor: number, mayCount: Uint8Array): void {
    const { starts, features, weights } = this.#columns;
    const end = starts[line + 1]!;
    for (let at = starts[line]!; at < end; at++) {
      const feature = features[at]!;
      if (mayCount[feature] === 1) values[feature]! += factor * weights[at]!;
    }
  }

  /**
   * Some of the lines, with other numbers for their features, as counter-examples to all answers. What has no number is
   * left out, and the lines are shorter than 1 then: they resemble nothing as much as they could.
   *
   * @param numbers - A feature's new number by its number here.
   */
  *asNobodys(lines: readonly number[], numbers: ReadonlyMap<number, number>): Cooperative<Lines> {
    const starts = new Int32Array(lines.length + 1);
    for (const [i, line] of lines.entries()) {
      starts[i + 1] = starts[i]! + this.at(line).features.filter((feature) => numbers.has(feature)).length;
      yield;
    }
    const features = new Int32Array(starts.at(-1)!);
    const weights = new Float32Array(starts.at(-1)!);
    let at = 0;
    for (const line of lines) {
      const vector = this.at(line);
      for (let i = 0; i < vector.features.length; i++) {
        const number = numbers.get(vector.features[i]!);
        if (number === undefined) continue;
        features[at] = number;
        weights[at++] = vector.weights[i]!;
      }
      yield;
    }
    return new Lines({
      owners: new Int32Array(lines.length).fill(NOBODY),
      isCounter: new Uint8Array(lines.length).fill(1),
      starts,
      features,
      weights,
    });
  }

  *followedBy(others: Lines): Cooperative<Lines> {
    const [own, more] = [this.#columns, others.#columns];
    const end = own.features.length;
    const moved = more.starts.subarray(1).map((start) => start + end);
    const owners = joined(Int32Array, own.owners, more.owners);
    const isCounter = joined(Uint8Array, own.isCounter, more.isCounter);
    const starts = joined(Int32Array, own.starts, moved);
    yield;
    const features = joined(Int32Array, own.features, more.features);
    yield;
    const weights = joined(Float32Array, own.weights, more.weights);
    return new Lines({ owners, isCounter, starts, features, weights });
  }
}

function joined<T extends Int32Array | Uint8Array | Float32Array>(
  kind: new (length: number) => T,
  one: T,
  other: T,
): T {
  const both = new kind(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
