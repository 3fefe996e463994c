import type { Cooperative } from '../../shared/concurrency.ts';
import { type Features, isWordOrBigram, kindWeight } from './features.ts';
import type { SparseVector } from './sparse.ts';

/** How many features are processed between two yields: less than a millisecond's work. */
const FEATURES_PER_STEP = 500;

export interface StringTableData {
  /** By hash: the id of a string plus 1, or 0 for an empty slot. */
  readonly slots: Int32Array;
  /** By id: the string's hash. */
  readonly hashes: Float64Array;
}

/**
 * Numbers strings: 0 for the first, 1 for the second, … An open-addressing hash table in flat arrays. It keeps hashes of
 * 53 bits in place of the strings: among a million of them, two have the same hash with a probability of 0.006 %. A Map of
 * 65,000 strings takes six times the memory, and 40 ms to load from disk, where this takes none.
 */
export class StringTable {
  readonly data: StringTableData;

  constructor(data: StringTableData) {
    this.data = data;
  }

  /** @param strings - Different strings. Their ids are in this order. */
  static *of(strings: Iterable<string>): Cooperative<StringTable> {
    const hashes: number[] = [];
    for (const string of strings) {
      hashes.push(hash(string));
      if (hashes.length % FEATURES_PER_STEP === 0) yield;
    }
    // At most half full, so that a search rarely takes more than two steps.
    const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * hashes.length + 1)));
    for (const [id, each] of hashes.entries()) {
      let slot = each % slots.length;
      while (slots[slot] !== 0) slot = (slot + 1) % slots.length;
      slots[slot] = id + 1;
      if (id % FEATURES_PER_STEP === 0) yield;
    }
    return new StringTable({ slots, hashes: Float64Array.from(hashes) });
  }

  get size(): number {
    return this.data.hashes.length;
  }

  /** `undefined` for a string that is not in the table. */
  idOf(string: string): number | undefined {
    return this.#idOfHash(hash(string));
  }

  /** By id here: the id of the same string in another table, or `undefined`. */
  idIn(other: StringTable, id: number): number | undefined {
    return other.#idOfHash(this.data.hashes[id]!);
  }

  #idOfHash(sought: number): number | undefined {
    const { slots, hashes } = this.data;
    for (let slot = sought % slots.length; slots[slot] !== 0; slot = (slot + 1) % slots.length) {
      const id = slots[slot]! - 1;
      if (hashes[id] === sought) return id;
    }
    return undefined;
  }
}

/** 53 bits: FNV-1a over UTF-16 code units, and beside it the same with another factor. */
function hash(string: string): number {
  let low = 0x811c9dc5;
  let high = 0x811c9dc5;
  for (let i = 0; i < string.length; i++) {
    const code = string.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x9e3779b1);
  }
  low ^= low >>> 15; // the lowest bits alone depend on too little
  high ^= high >>> 15;
  return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
}

export interface VocabularyData {
  readonly features: StringTableData;
  /** Those of the layers below included. */
  readonly answerCount: number;
  /**
   * By feature id, as are the others: how many answers have it in a phrasing, those of the layers below included. 0 for
   * features of counter-examples alone.
   */
  readonly documentFrequencies: Int32Array;
  /** idf, times the weight of the feature's kind. */
  readonly weights: Float32Array;
  readonly isWordOrBigram: Uint8Array;
}

/**
 * All features of an answer set with their ids and their inverse document frequencies (idf), where a "document" is all
 * phrasings of one answer: ln(1 + answers / answers that have the feature).
 */
export class Vocabulary {
  readonly data: VocabularyData;
  /** idf of a feature that a single answer has, or that none has. */
  readonly maxIdf: number;
  readonly #features: StringTable;
  readonly #below: Vocabulary | undefined;

  constructor(data: VocabularyData, below: Vocabulary | undefined) {
    this.data = data;
    this.#features = new StringTable(data.features);
    this.maxIdf = Math.log(1 + data.answerCount);
    this.#below = below;
  }

  /** @param below - The vocabulary of the layer below: what is frequent there has a low idf here too. */
  static *of(
    { ids, documentFrequencies }: FeatureCounter,
    answerCount: number,
    below?: Vocabulary,
  ): Cooperative<Vocabulary> {
    const data = {
      features: (yield* StringTable.of(ids.keys())).data,
      answerCount: answerCount + (below ? below.data.answerCount : 0),
      documentFrequencies: Int32Array.from(documentFrequencies),
      weights: new Float32Array(ids.size),
      isWordOrBigram: new Uint8Array(ids.size),
    };
    const vocabulary = new Vocabulary(data, below);
    for (const [feature, id] of ids) {
      if (below) data.documentFrequencies[id]! += below.#documentFrequency(feature);
      data.weights[id] = (vocabulary.idf(id) || vocabulary.maxIdf) * kindWeight(feature);
      data.isWordOrBigram[id] = isWordOrBigram(feature) ? 1 : 0;
      if (id % FEATURES_PER_STEP === 0) yield;
    }
    return vocabulary;
  }

  get size(): number {
    return this.#features.size;
  }

  /** `undefined` for a feature that no example has. */
  idOf(feature: string): number | undefined {
    return this.#features.idOf(feature);
  }

  isWordOrBigram(id: number): boolean {
    return this.data.isWordOrBigram[id] === 1;
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
  weightOfUnknown(feature: string): number {
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
      ids[id] = this.#features.idIn(other.#features, id) ?? -1;
      if (id % FEATURES_PER_STEP === 0) yield;
    }
    return ids;
  }

  /** Here and in the layers below. */
  #documentFrequency(feature: string): number {
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
  /** Feature to id: 0, 1, 2, … in the order in which features were first seen. */
  readonly ids = new Map<string, number>();
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
    const list = Int32Array.from(features, (feature) => this.#idOf(feature));
    const ids: number[] = [];
    for (const id of list) {
      if (this.#counts[id] === 0) ids.push(id);
      this.#counts[id]! += 1;
      if (isNegative || this.#lastAnswer[id] === answer) continue;
      this.#lastAnswer[id] = answer;
      this.documentFrequencies[id]! += 1;
    }
    const weights = Float32Array.from(ids, (id) => this.#counts[id]!);
    for (const id of ids) this.#counts[id] = 0;
    return { answer, isNegative, list, features: Int32Array.from(ids), weights };
  }

  #idOf(feature: string): number {
    const known = this.ids.get(feature);
    if (known !== undefined) return known;
    const id = this.ids.size;
    this.ids.set(feature, id);
    this.documentFrequencies.push(0);
    this.#lastAnswer.push(GLOBAL_NEGATIVE);
    this.#counts.push(0);
    return id;
  }
}
