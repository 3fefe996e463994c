import type { Token } from '../reading/tokenize.ts';
import { TUNING } from '../tuning.ts';
import { type Feature, type Features, isName } from './features.ts';
import { Postings, type PostingsData, SparseMatrix, type SparseMatrixData } from './sparse.ts';
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
  /** In the order of the answers, and then the global negatives. */
  readonly examples: PostingsData;
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

/** Compares a question with all answers: by the linear classifier, and then, for the best ones, by nearest neighbour. */
export class AnswerIndex {
  readonly vocabulary: Vocabulary;
  readonly examples: Postings;
  readonly data: AnswerIndexData;
  readonly #classifier: SparseMatrix;

  /** @param below - Of the layer below. */
  constructor(data: AnswerIndexData, below: AnswerIndex | undefined) {
    this.data = data;
    this.vocabulary = new Vocabulary(data.vocabulary, below?.vocabulary);
    this.examples = new Postings(data.examples);
    this.#classifier = new SparseMatrix(data.classifier);
  }

  /**
   * The most similar answers, `TUNING.maxCompared` at most, best score first.
   *
   * @param also - Index of an answer to compare whatever its score. Default: none.
   */
  compare(question: Features, also = -1): readonly Similarity[] {
    const { usesNames, priors, firstExamples, firstNegatives } = this.data;
    const scores = new Float64Array(priors.length);
    const { shares, withoutNames, withNames } = this.#weigh(question, scores);
    const statsOf = (answer: number): QuestionStats => (usesNames[answer]! ? withNames : withoutNames);
    // Loops, because `map` and `reduce` call a function for each of thousands of numbers, which took a third of the time.
    for (let answer = 0; answer < scores.length; answer++) {
      scores[answer] = scores[answer]! / statsOf(answer).length + priors[answer]!;
    }
    const [afterLast, size] = [firstExamples.at(-1)!, this.examples.size];
    const globalNegative = highest(this.examples.products(shares, afterLast, size), 0, size - afterLast);
    const best = topIndexes(scores, TUNING.maxCompared);
    const compared = also === -1 || best.includes(also) ? best : [...best, also];
    return compared.map((answer): Similarity => {
      const stats = statsOf(answer);
      const [first, negatives, end] = [firstExamples[answer]!, firstNegatives[answer]!, firstExamples[answer + 1]!];
      const products = this.examples.products(shares, first, end);
      return {
        answer,
        score: scores[answer]!,
        nearest: highest(products, 0, negatives - first) / stats.length,
        nearestNegative: Math.max(highest(products, negatives - first, end - first), globalNegative) / stats.length,
        stats,
      };
    });
  }

  /**
   * Weighs the features of a question.
   *
   * @param scores - To which the classifier's weights are added, by answer.
   */
  #weigh(question: Features, scores: Float64Array) {
    const { vocabulary } = this;
    const counts = new Map<Feature, number>();
    for (const feature of question) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    const shares: [feature: number, weight: number][] = [];
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
        shares.push([id, Math.fround(weight * single)]);
        // Patterns have no names among their features, so a name changes nothing for them.
        this.#classifier.addTo(scores, id, weight);
      }
    };
    addAll(false);
    const withoutNames = stats();
    addAll(true);
    return { shares, withoutNames, withNames: stats() };
  }
}

/** The highest value from one index to before another, or 0. */
function highest(values: Float64Array, from: number, to: number): number {
  let most = 0;
  for (let index = from; index < to; index++) most = Math.max(most, values[index]!);
  return most;
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
