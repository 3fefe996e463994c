import type { Token } from '../reading/tokenize.ts';
import { TUNING } from '../tuning.ts';
import { type Features, isName } from './features.ts';
import { FeatureLists, type FeatureListsData, SparseMatrix, type SparseMatrixData } from './sparse.ts';
import { Vocabulary, type VocabularyData } from './Vocabulary.ts';

/** An answer's phrasings and counter-examples as tokens. */
export interface IndexedAnswer {
  readonly phrasings: readonly (readonly Token[])[];
  readonly notThis: readonly (readonly Token[])[];
  /** Whether it matters which model a question names, or only that it names one. */
  readonly usesNames: boolean;
}

/** What the features of a question amount to. */
interface QuestionStats {
  /** Euclidean length of the question's TF-IDF vector. */
  readonly length: number;
  /** Share of the squared weight that belongs to features of phrasings, 0 to 1. */
  readonly knownShare: number;
  /** Highest idf of a known feature, relative to the highest possible: about 0.2 for "what is", 1 for a word of one answer alone. */
  readonly specificity: number;
}

/** How similar a question is to one answer. */
export interface Similarity {
  /** Index of the answer. */
  readonly answer: number;
  /** The linear classifier's score plus the answer's prior; around 0.6 for the answer's own phrasings. */
  readonly score: number;
  /** Cosine similarity to the nearest phrasing, 0 to 1. */
  readonly nearest: number;
  /** Cosine similarity to the nearest counter-example, global negatives included, 0 to 1. */
  readonly nearestNegative: number;
  readonly stats: QuestionStats;
}

export interface AnswerIndexData {
  readonly vocabulary: VocabularyData;
  /** In the order of the answers. */
  readonly examples: FeatureListsData;
  /** A row for each feature, with the global negatives as columns: most of them share few features with a question. */
  readonly negatives: SparseMatrixData;
  readonly negativeCount: number;
  /** The trained weights: a row for each feature, with the answers as columns. */
  readonly classifier: SparseMatrixData;
  readonly usesNames: readonly boolean[];
  /** Where each answer's examples begin. */
  readonly firstExamples: Int32Array;
  /** Where each answer's counter-examples begin, after its phrasings. */
  readonly firstNegatives: Int32Array;
  /** By answer: people ask more often for what has more phrasings. */
  readonly priors: Float64Array;
}

/**
 * By feature id: a feature's weight in the question times its weight in any example. Shared by all indexes; all 0 between
 * two questions. Single precision, because these are read in no order, and half the bytes are in the processor's cache
 * twice as often.
 */
let shares = new Float32Array(0);

/** Compares a question with all answers: by the linear classifier, and then, for the best ones, by nearest neighbour. */
export class AnswerIndex {
  readonly vocabulary: Vocabulary;
  readonly examples: FeatureLists;
  readonly negatives: SparseMatrix;
  readonly data: AnswerIndexData;
  readonly #classifier: SparseMatrix;

  /** @param below - Of the layer below. */
  constructor(data: AnswerIndexData, below: AnswerIndex | undefined) {
    this.data = data;
    this.vocabulary = new Vocabulary(data.vocabulary, below?.vocabulary);
    this.examples = new FeatureLists(data.examples);
    this.negatives = new SparseMatrix(data.negatives);
    this.#classifier = new SparseMatrix(data.classifier);
  }

  /** The most similar answers, at most `TUNING.maxCompared`, best score first. */
  compare(question: Features): readonly Similarity[] {
    if (shares.length < this.vocabulary.size) shares = new Float32Array(this.vocabulary.size);
    const { usesNames, priors, firstExamples, firstNegatives, negativeCount } = this.data;
    const scores = new Float64Array(priors.length);
    const products = new Float64Array(negativeCount);
    const { present, withoutNames, withNames } = this.#weigh(question, scores, products);
    const statsOf = (answer: number): QuestionStats => (usesNames[answer]! ? withNames : withoutNames);
    // Loops, because `map` and `reduce` call a function for each of thousands of numbers, which took a third of the time.
    for (let answer = 0; answer < scores.length; answer++) {
      scores[answer] = scores[answer]! / statsOf(answer).length + priors[answer]!;
    }
    let globalNegative = 0;
    for (const product of products) globalNegative = Math.max(globalNegative, product);
    const similarities = topIndexes(scores, TUNING.maxCompared).map((answer): Similarity => {
      const stats = statsOf(answer);
      const [first, negatives, end] = [firstExamples[answer]!, firstNegatives[answer]!, firstExamples[answer + 1]!];
      return {
        answer,
        score: scores[answer]!,
        nearest: this.#nearest(first, negatives) / stats.length,
        nearestNegative: Math.max(this.#nearest(negatives, end), globalNegative) / stats.length,
        stats,
      };
    });
    for (const id of present) shares[id] = 0;
    return similarities;
  }

  /**
   * Fills in `shares` for the features that are present.
   *
   * @param scores - To which the classifier's weights are added, by answer.
   * @param products - To which the dot product with each global negative is added.
   */
  #weigh(question: Features, scores: Float64Array, products: Float64Array) {
    const { vocabulary } = this;
    const counts = new Map<string, number>();
    for (const feature of question) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    const present: number[] = [];
    let [sum, knownSum, highestIdf] = [0, 0, 0];
    const stats = (): QuestionStats => ({
      length: Math.sqrt(sum) || 1,
      knownShare: knownSum / (sum || 1),
      specificity: highestIdf / (vocabulary.maxIdf || 1),
    });
    const addAll = (areNames: boolean): void => {
      for (const [feature, count] of counts) {
        if (isName(feature) !== areNames) continue;
        const id = vocabulary.idOf(feature);
        const single = id === undefined ? vocabulary.weightOfUnknown(feature) : vocabulary.weight(id);
        const weight = single * count;
        sum += weight * weight;
        if (id === undefined) continue;
        const idf = vocabulary.idf(id);
        if (idf > 0) knownSum += weight * weight;
        highestIdf = Math.max(highestIdf, idf);
        shares[id] = weight * single;
        present.push(id);
        // Patterns have no names among their features, so a name changes nothing for them.
        this.#classifier.addTo(scores, id, weight);
        this.negatives.addTo(products, id, weight);
      }
    };
    addAll(false);
    const withoutNames = stats();
    addAll(true);
    return { present, withoutNames, withNames: stats() };
  }

  /** The highest dot product of the question's features with those of some examples. */
  #nearest(first: number, end: number): number {
    let nearest = 0;
    for (let example = first; example < end; example++) {
      nearest = Math.max(nearest, this.examples.sumOver(example, shares));
    }
    return nearest;
  }
}

/**
 * Indexes of the highest values above 0, highest first, the lower index of two equal values first.
 *
 * @example
 * topIndexes([0.2, 0.9, 0, 0.5], 2); // [1, 3]
 */
export function topIndexes(values: ArrayLike<number>, count: number): readonly number[] {
  const top: number[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value <= 0 || (top.length === count && value <= values[top[count - 1]!]!)) continue;
    let at = top.length === count ? count - 1 : top.length;
    for (; at > 0 && values[top[at - 1]!]! < value; at--) top[at] = top[at - 1]!;
    top[at] = index;
  }
  return top;
}
