import type { Cooperative } from '../../shared/concurrency.ts';
import type { ExampleDraft } from './ExampleDraft.ts';
import { isWordOrBigram, kindWeight } from './features.ts';

/** How many features are processed between two yields: less than a millisecond's work. */
const FEATURES_PER_STEP = 500;

/**
 * All features of an answer set with their ids and their inverse document frequencies (idf), where a "document" is all
 * phrasings of one answer: ln(1 + answers / answers that have the feature).
 */
export class Vocabulary {
  /** idf of a feature that a single answer has, or that none has. */
  readonly maxIdf: number;
  readonly #ids: ReadonlyMap<string, number>;
  readonly #documentFrequencies: readonly number[];
  readonly #answerCount: number;
  readonly #below: Vocabulary | undefined;
  /** By feature id; 0 for features of counter-examples alone. */
  readonly #idfs: Float64Array;
  readonly #kindWeights: Float64Array;
  readonly #isWordOrBigram: Uint8Array;

  private constructor({ featureIds, documentFrequencies }: ExampleDraft, answerCount: number, below?: Vocabulary) {
    this.#ids = featureIds;
    this.#documentFrequencies = documentFrequencies;
    this.#below = below;
    this.#answerCount = answerCount + (below ? below.#answerCount : 0);
    this.maxIdf = Math.log(1 + this.#answerCount);
    this.#idfs = new Float64Array(featureIds.size);
    this.#kindWeights = new Float64Array(featureIds.size);
    this.#isWordOrBigram = new Uint8Array(featureIds.size);
  }

  /** @param below - The vocabulary of the layer below: what is frequent there has a low idf here too. */
  static *of(draft: ExampleDraft, answerCount: number, below?: Vocabulary): Cooperative<Vocabulary> {
    const vocabulary = new Vocabulary(draft, answerCount, below);
    for (const [feature, id] of draft.featureIds) {
      const frequency = vocabulary.#documentFrequency(feature);
      vocabulary.#idfs[id] = frequency === 0 ? 0 : Math.log(1 + vocabulary.#answerCount / frequency);
      vocabulary.#kindWeights[id] = kindWeight(feature);
      vocabulary.#isWordOrBigram[id] = isWordOrBigram(feature) ? 1 : 0;
      if (id % FEATURES_PER_STEP === 0) yield;
    }
    return vocabulary;
  }

  get size(): number {
    return this.#idfs.length;
  }

  /** `undefined` for a feature that no example has. */
  idOf(feature: string): number | undefined {
    return this.#ids.get(feature);
  }

  isWordOrBigram(id: number): boolean {
    return this.#isWordOrBigram[id] === 1;
  }

  /** 0 for features of counter-examples alone. */
  idf(id: number): number {
    return this.#idfs[id]!;
  }

  /** TF-IDF weight of a feature in a text that has it `count` times, times the weight of the feature's kind. */
  weight(id: number, count: number): number {
    return (1 + Math.log(count)) * (this.#idfs[id]! || this.maxIdf) * this.#kindWeights[id]!;
  }

  /** The same for a feature that no example has. */
  weightOfUnknown(feature: string, count: number): number {
    return (1 + Math.log(count)) * this.maxIdf * kindWeight(feature);
  }

  /** By feature id here: the id in another vocabulary, or -1 where it has none. */
  *idsIn(other: Vocabulary): Cooperative<Int32Array> {
    const ids = new Int32Array(this.size).fill(-1);
    for (const [feature, id] of this.#ids) {
      ids[id] = other.idOf(feature) ?? -1;
      if (id % FEATURES_PER_STEP === 0) yield;
    }
    return ids;
  }

  #documentFrequency(feature: string): number {
    const id = this.#ids.get(feature);
    const own = id === undefined ? 0 : this.#documentFrequencies[id]!;
    return own + (this.#below ? this.#below.#documentFrequency(feature) : 0);
  }
}
