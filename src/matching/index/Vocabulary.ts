import type { Cooperative } from '../../shared/concurrency.ts';
import type { ExampleDraft } from './ExampleDraft.ts';
import { isWordOrBigram, kindWeight } from './features.ts';
import { StringTable, type StringTableData } from './StringTable.ts';

/** How many features are processed between two yields: less than a millisecond's work. */
const FEATURES_PER_STEP = 500;

export interface VocabularyData {
  readonly features: StringTableData;
  /** By feature id, as are the others. */
  readonly documentFrequencies: Int32Array;
  /** Those of the layers below included. */
  readonly answerCount: number;
  /** 0 for features of counter-examples alone. */
  readonly idfs: Float64Array;
  readonly kindWeights: Float64Array;
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
  static *of(draft: ExampleDraft, answerCount: number, below?: Vocabulary): Cooperative<Vocabulary> {
    const size = draft.featureIds.size;
    const data = {
      features: (yield* StringTable.of(draft.featureIds.keys())).data,
      documentFrequencies: Int32Array.from(draft.documentFrequencies),
      answerCount: answerCount + (below ? below.data.answerCount : 0),
      idfs: new Float64Array(size),
      kindWeights: new Float64Array(size),
      isWordOrBigram: new Uint8Array(size),
    };
    for (const [feature, id] of draft.featureIds) {
      const frequency = data.documentFrequencies[id]! + (below ? below.#documentFrequency(feature) : 0);
      data.idfs[id] = frequency === 0 ? 0 : Math.log(1 + data.answerCount / frequency);
      data.kindWeights[id] = kindWeight(feature);
      data.isWordOrBigram[id] = isWordOrBigram(feature) ? 1 : 0;
      if (id % FEATURES_PER_STEP === 0) yield;
    }
    return new Vocabulary(data, below);
  }

  get size(): number {
    return this.data.idfs.length;
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
    return this.data.idfs[id]!;
  }

  /** TF-IDF weight of a feature in a text that has it `count` times, times the weight of the feature's kind. */
  weight(id: number, count: number): number {
    return (1 + Math.log(count)) * (this.data.idfs[id]! || this.maxIdf) * this.data.kindWeights[id]!;
  }

  /** The same for a feature that no example has. */
  weightOfUnknown(feature: string, count: number): number {
    return (1 + Math.log(count)) * this.maxIdf * kindWeight(feature);
  }

  /** By feature id here: the id in another vocabulary, or -1 where it has none. */
  *idsIn(other: Vocabulary): Cooperative<Int32Array> {
    const ids = new Int32Array(this.size).fill(-1);
    for (let id = 0; id < this.size; id++) {
      ids[id] = other.idOf(this.#features.at(id)) ?? -1;
      if (id % FEATURES_PER_STEP === 0) yield;
    }
    return ids;
  }

  #documentFrequency(feature: string): number {
    const id = this.idOf(feature);
    const own = id === undefined ? 0 : this.data.documentFrequencies[id]!;
    return own + (this.#below ? this.#below.#documentFrequency(feature) : 0);
  }
}
