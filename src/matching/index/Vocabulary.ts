import type { Cooperative } from '../../shared/concurrency.ts';
import { type Feature, type Features, isWordOrBigram, kindWeight } from './features.ts';
import { FeatureTable, type FeatureTableData } from './FeatureTable.ts';
import type { SparseVector } from './sparse.ts';

/** How many features are processed between two yields: less than a millisecond's work. */
const FEATURES_PER_STEP = 500;

export interface VocabularyData {
  readonly features: FeatureTableData;
  /** Those of the layers below included. */
  readonly answerCount: number;
  /**
   * By feature id, as are the others: how many answers have it in a phrasing, those of the layers below included. 0 for
   * features of counter-examples alone.
   */
  readonly documentFrequencies: Int32Array;
  /** idf, times the weight of the feature's kind. */
  readonly weights: Float32Array;
}

/**
 * All features of an answer set with their ids and their inverse document frequencies (idf), where a "document" is all
 * phrasings of one answer: ln(1 + answers / answers that have the feature).
 */
export class Vocabulary {
  readonly data: VocabularyData;
  /** idf of a feature that a single answer has, or that none has. */
  readonly maxIdf: number;
  readonly #features: FeatureTable;
  readonly #below: Vocabulary | undefined;

  constructor(data: VocabularyData, below: Vocabulary | undefined) {
    this.data = data;
    this.#features = new FeatureTable(data.features);
    this.maxIdf = Math.log(1 + data.answerCount);
    this.#below = below;
  }

  /** @param below - The vocabulary of the layer below: what is frequent there has a low idf here too. */
  static *of(
    { features, documentFrequencies }: FeatureCounter,
    answerCount: number,
    below?: Vocabulary,
  ): Cooperative<Vocabulary> {
    const data = {
      features: features.data,
      answerCount: answerCount + (below ? below.data.answerCount : 0),
      documentFrequencies: Int32Array.from(documentFrequencies),
      weights: new Float32Array(features.size),
    };
    const vocabulary = new Vocabulary(data, below);
    for (const [id, feature] of data.features.features.entries()) {
      if (below) data.documentFrequencies[id]! += below.#documentFrequency(feature);
      data.weights[id] = (vocabulary.idf(id) || vocabulary.maxIdf) * kindWeight(feature);
      if (id % FEATURES_PER_STEP === 0) yield;
    }
    return vocabulary;
  }

  get size(): number {
    return this.#features.size;
  }

  /** `undefined` for a feature that no example has. */
  idOf(feature: Feature): number | undefined {
    return this.#features.idOf(feature);
  }

  isWordOrBigram(id: number): boolean {
    return isWordOrBigram(this.data.features.features[id]!);
  }

  /** 0 for features of counter-examples alone. */
  idf(id: number): number {
    const frequency = this.data.documentFrequencies[id]!;
    return frequency === 0 ? 0 : Math.log(1 + this.data.answerCount / frequency);
  }

  /** The weight of one occurrence of a feature: its idf times the weight of its kind. */
  weight(id: number): number {
    return this.data.weights[id]!;
  }

  /** The same for a feature that no example has. */
  weightOfUnknown(feature: Feature): number {
    return this.maxIdf * kindWeight(feature);
  }

  /**
   * Turns the counts of an example into TF-IDF weights, and scales it to length 1.
   *
   * @returns The length that it had.
   */
  weigh({ features, weights }: SparseVector): number {
    let squares = 0;
    for (let i = 0; i < features.length; i++) {
      weights[i]! *= this.weight(features[i]!);
      squares += weights[i]! ** 2;
    }
    const length = Math.sqrt(squares) || 1;
    for (let i = 0; i < features.length; i++) weights[i]! /= length;
    return length;
  }

  /** By feature id here: the id in another vocabulary, or -1 where it has none. */
  *idsIn(other: Vocabulary): Cooperative<Int32Array> {
    const ids = new Int32Array(this.size);
    for (let id = 0; id < this.size; id++) {
      ids[id] = other.idOf(this.data.features.features[id]!) ?? -1;
      if (id % FEATURES_PER_STEP === 0) yield;
    }
    return ids;
  }

  /** Here and in the layers below. */
  #documentFrequency(feature: Feature): number {
    const id = this.idOf(feature);
    if (id !== undefined) return this.data.documentFrequencies[id]!;
    return this.#below ? this.#below.#documentFrequency(feature) : 0;
  }
}

/** In place of an answer's index: the example is a negative one for every answer. */
export const GLOBAL_NEGATIVE = -1;

/** A phrasing or counter-example as a vector. */
export interface Example extends SparseVector {
  /** Index of the answer it belongs to, or `GLOBAL_NEGATIVE`. */
  readonly answer: number;
  /** A counter-example, and not a phrasing. */
  readonly isNegative: boolean;
}

export interface ListedExample extends Example {
  /** The text's features in order, repeated ones included. */
  readonly list: Int32Array;
}

/** Gives the features of examples their ids, and counts the answers that use each feature. */
export class FeatureCounter {
  readonly features = new FeatureTable();
  /** By feature id: how many answers have it in a phrasing. 0 for features of counter-examples alone. */
  readonly documentFrequencies: number[] = [];
  /** By feature id: the answer that was counted last. */
  readonly #lastAnswer: number[] = [];
  /** By feature id: how often the example being added has it; 0 between examples. */
  readonly #counts: number[] = [];

  /**
   * @param answer - An answer's index. All examples of one answer must be added together.
   * @returns The example with the number of times that it has each feature as weights.
   */
  add(answer: number, isNegative: boolean, features: Features): ListedExample {
    // Loops, because `from` with a function takes five times as long, and there are two million features.
    const list = new Int32Array(features.length);
    const ids: number[] = [];
    for (let i = 0; i < features.length; i++) {
      const id = this.#idOf(features[i]!);
      list[i] = id;
      if (this.#counts[id] === 0) ids.push(id);
      this.#counts[id]! += 1;
      if (isNegative || this.#lastAnswer[id] === answer) continue;
      this.#lastAnswer[id] = answer;
      this.documentFrequencies[id]! += 1;
    }
    const weights = new Float32Array(ids.length);
    for (let i = 0; i < ids.length; i++) {
      weights[i] = this.#counts[ids[i]!]!;
      this.#counts[ids[i]!] = 0;
    }
    return { answer, isNegative, list, features: Int32Array.from(ids), weights };
  }

  #idOf(feature: Feature): number {
    const { size } = this.features;
    const id = this.features.add(feature);
    if (id < size) return id;
    this.documentFrequencies.push(0);
    this.#lastAnswer.push(GLOBAL_NEGATIVE);
    this.#counts.push(0);
    return id;
  }
}
