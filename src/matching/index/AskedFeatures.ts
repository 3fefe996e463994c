import type { Features } from './features.ts';
import type { Postings } from './Postings.ts';
import type { Vocabulary } from './Vocabulary.ts';

/** What the features of a question say together. */
export interface Said {
  /** By an answer's place: how much they speak for it. */
  readonly scores: Float64Array;
  /** Of all their weights as a vector. */
  readonly length: number;
  /** Share of their weight that any phrasing knows, 0 to 1. */
  readonly known: number;
  /** How telling the most telling known one is, 0 to 1: little in "what is", all in a word of one answer alone. */
  readonly substance: number;
}

/** A weight for each feature of whichever index is asked: all 0 between two questions. */
let scratch = new Float64Array(0);

/** Adds up what a question's features say, one after the other. */
export class AskedFeatures {
  /** What each feature of the index weighs in the question. */
  readonly weights: Float64Array;
  /** How alike each line is, letter pieces left out. */
  readonly lineSums: Float64Array;
  readonly #vocabulary: Vocabulary;
  readonly #answers: Postings;
  readonly #lines: Postings;
  readonly #scores: Float64Array;
  readonly #touched: number[] = [];
  #squares = 0;
  #knownSquares = 0;
  #rarest = 0;

  /**
   * @param answers - What features say of answers.
   * @param lines - In which lines words and pairs are.
   */
  constructor(vocabulary: Vocabulary, answers: Postings, lines: Postings) {
    if (scratch.length < vocabulary.size) scratch = new Float64Array(vocabulary.size);
    this.weights = scratch;
    this.lineSums = new Float64Array(lines.placeCount);
    this.#vocabulary = vocabulary;
    this.#answers = answers;
    this.#lines = lines;
    this.#scores = new Float64Array(answers.placeCount);
  }

  /** @param features - Each as often as it occurs; none of them may have been added before. */
  add(features: Features): void {
    const counts = new Map<string, number>();
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    for (const [feature, count] of counts) this.#addOne(feature, count);
  }

  #addOne(feature: string, count: number): void {
    const vocabulary = this.#vocabulary;
    const number = vocabulary.numberOf(feature);
    if (number === undefined) {
      this.#squares += vocabulary.weightOfUnknown(feature, count) ** 2;
      return;
    }
    const weight = vocabulary.weight(number, count);
    const rarity = vocabulary.rarity(number);
    this.#squares += weight * weight;
    if (rarity > 0) this.#knownSquares += weight * weight;
    this.#rarest = Math.max(this.#rarest, rarity);
    this.#answers.addTo(this.#scores, number, weight);
    this.#lines.addTo(this.lineSums, number, weight);
    this.weights[number] = weight;
    this.#touched.push(number);
  }

  /** Of what was added so far. */
  said(): Said {
    const length = Math.sqrt(this.#squares) || 1;
    return {
      scores: this.#scores.map((sum) => sum / length),
      length,
      known: this.#knownSquares / (this.#squares || 1),
      substance: this.#rarest / (this.#vocabulary.highestRarity || 1),
    };
  }

  /** Clears the weights for the next question. */
  forget(): void {
    for (const number of this.#touched) this.weights[number] = 0;
  }
}
