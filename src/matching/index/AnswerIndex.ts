import type { Token } from '../reading/tokenize.ts';
import { TUNING } from '../tuning.ts';
import { Examples, type ExamplesData } from './Examples.ts';
import { type Features, isName } from './features.ts';
import { Postings, type PostingsData } from './sparse.ts';
import { Vocabulary, type VocabularyData } from './Vocabulary.ts';

/** What the features of a question amount to. */
interface QuestionStats {
  /** By answer: the linear classifier's score. */
  readonly scores: Float64Array;
  /** Euclidean length of the question's TF-IDF vector. */
  readonly length: number;
  /** Share of the squared weight that belongs to features of phrasings, 0 to 1. */
  readonly knownShare: number;
  /** Highest idf of a known feature, relative to the highest possible: about 0.2 for "what is", 1 for a word of one answer alone. */
  readonly specificity: number;
}

/** The question's weights by feature id, shared by all indexes. All 0 between two questions. */
let scratch = new Float64Array(0);

/** Scores a question, feature by feature. */
class QuestionScorer {
  /** By feature id: the weight in the question. */
  readonly weights: Float64Array;
  /** By example: dot product with the question, over words and bigrams alone. */
  readonly wordSimilarities: Float64Array;
  readonly #vocabulary: Vocabulary;
  readonly #answers: Postings;
  readonly #examples: Postings;
  readonly #scores: Float64Array;
  readonly #present: number[] = [];
  #squares = 0;
  #knownSquares = 0;
  #highestIdf = 0;

  /**
   * @param answers - Trained weights of the answers.
   * @param examples - Words and bigrams of the examples.
   */
  constructor(vocabulary: Vocabulary, answers: Postings, examples: Postings) {
    if (scratch.length < vocabulary.size) scratch = new Float64Array(vocabulary.size);
    this.weights = scratch;
    this.wordSimilarities = new Float64Array(examples.targetCount);
    this.#vocabulary = vocabulary;
    this.#answers = answers;
    this.#examples = examples;
    this.#scores = new Float64Array(answers.targetCount);
  }

  /** @param features - None of them may have been added before. */
  add(features: Features): void {
    const counts = new Map<string, number>();
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    for (const [feature, count] of counts) this.#addOne(feature, count);
  }

  #addOne(feature: string, count: number): void {
    const vocabulary = this.#vocabulary;
    const id = vocabulary.idOf(feature);
    if (id === undefined) {
      this.#squares += vocabulary.weightOfUnknown(feature, count) ** 2;
      return;
    }
    const weight = vocabulary.weight(id, count);
    const idf = vocabulary.idf(id);
    this.#squares += weight * weight;
    if (idf > 0) this.#knownSquares += weight * weight;
    this.#highestIdf = Math.max(this.#highestIdf, idf);
    this.#answers.addTo(this.#scores, id, weight);
    this.#examples.addTo(this.wordSimilarities, id, weight);
    this.weights[id] = weight;
    this.#present.push(id);
  }

  /** Over the features added so far. */
  stats(): QuestionStats {
    const length = Math.sqrt(this.#squares) || 1;
    return {
      scores: this.#scores.map((sum) => sum / length),
      length,
      knownShare: this.#knownSquares / (this.#squares || 1),
      specificity: this.#highestIdf / (this.#vocabulary.maxIdf || 1),
    };
  }

  /** Resets the shared weights for the next question. */
  dispose(): void {
    for (const id of this.#present) this.weights[id] = 0;
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

/** An answer's phrasings and counter-examples as tokens. */
export interface IndexedAnswer {
  readonly phrasings: readonly (readonly Token[])[];
  readonly notThis: readonly (readonly Token[])[];
  /** Whether it matters which model a question names, or only that it names one. */
  readonly usesNames: boolean;
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
  readonly examples: ExamplesData;
  readonly wordPostings: PostingsData;
  /** The trained weights. */
  readonly answerPostings: PostingsData;
  readonly usesNames: readonly boolean[];
  /** Where each answer's examples begin. Examples are in the order of the answers; global negatives come last. */
  readonly firstExamples: Int32Array;
  /** Where each answer's counter-examples begin, after its phrasings. */
  readonly firstNegatives: Int32Array;
  /** By answer: people ask more often for what has more phrasings. */
  readonly priors: Float64Array;
}

/** Lays out the examples of some answers, and how probable each answer is before anything is asked. */
export function answerTable(
  answers: readonly IndexedAnswer[],
): Pick<AnswerIndexData, 'usesNames' | 'firstExamples' | 'firstNegatives' | 'priors'> {
  const firstExamples = new Int32Array(answers.length + 1);
  const firstNegatives = new Int32Array(answers.length);
  for (const [answer, { phrasings, notThis }] of answers.entries()) {
    firstNegatives[answer] = firstExamples[answer]! + phrasings.length;
    firstExamples[answer + 1] = firstNegatives[answer] + notThis.length;
  }
  const mean = answers.reduce((sum, { phrasings }) => sum + phrasings.length, 0) / answers.length;
  const priors = Float64Array.from(answers, ({ phrasings }) =>
    phrasings.length === 0 ? 0 : TUNING.priorWeight * Math.log(phrasings.length / mean),
  );
  return { usesNames: answers.map(({ usesNames }) => usesNames), firstExamples, firstNegatives, priors };
}

/**
 * Compares a question with all answers: by the linear classifier, and then, for the best ones, by nearest neighbour.
 *
 *     feature -> answers, with trained weights above or below 0
 *     answer  -> its examples: phrasings, then counter-examples
 */
export class AnswerIndex {
  readonly vocabulary: Vocabulary;
  readonly examples: Examples;
  /** Which examples have which words and bigrams. */
  readonly wordPostings: Postings;
  readonly data: AnswerIndexData;
  readonly #answerPostings: Postings;

  /** @param below - Of the layer below. */
  constructor(data: AnswerIndexData, below: AnswerIndex | undefined) {
    this.data = data;
    this.vocabulary = new Vocabulary(data.vocabulary, below?.vocabulary);
    this.examples = new Examples(data.examples);
    this.wordPostings = new Postings(data.wordPostings);
    this.#answerPostings = new Postings(data.answerPostings);
  }

  /** The most similar answers, at most `TUNING.maxCompared`, best score first. */
  compare(question: Features): readonly Similarity[] {
    const { usesNames, priors, firstExamples, firstNegatives } = this.data;
    const scorer = new QuestionScorer(this.vocabulary, this.#answerPostings, this.wordPostings);
    scorer.add(question.filter((feature) => !isName(feature)));
    const read = (): { stats: QuestionStats; nearestGlobal: number } => ({
      stats: scorer.stats(),
      nearestGlobal: this.#nearest(firstExamples.at(-1)!, this.examples.count, scorer),
    });
    const withoutNames = read();
    scorer.add(question.filter(isName));
    const withNames = read();
    const readFor = (answer: number): typeof withNames => (usesNames[answer]! ? withNames : withoutNames);
    const scores = priors.map((prior, answer) => readFor(answer).stats.scores[answer]! + prior);
    const similarities = topIndexes(scores, TUNING.maxCompared).map((answer): Similarity => {
      const { stats, nearestGlobal } = readFor(answer);
      const [first, end] = [firstExamples[answer]!, firstExamples[answer + 1]!];
      const negatives = firstNegatives[answer]!;
      const nearestNegative = Math.max(this.#nearest(negatives, end, scorer), nearestGlobal);
      return {
        answer,
        score: scores[answer]!,
        nearest: this.#nearest(first, negatives, scorer) / stats.length,
        nearestNegative: nearestNegative / stats.length,
        stats,
      };
    });
    scorer.dispose();
    return similarities;
  }

  /** The highest dot product among some examples. Only those that share most words with the question are computed in full. */
  #nearest(first: number, end: number, { wordSimilarities, weights }: QuestionScorer): number {
    let best = 0;
    for (let example = first; example < end; example++) {
      if (wordSimilarities[example]! > best) best = wordSimilarities[example]!;
    }
    if (best === 0) return 0;
    const least = TUNING.nearestMinOverlap * best;
    let nearest = 0;
    for (let example = first; example < end; example++) {
      if (wordSimilarities[example]! >= least) nearest = Math.max(nearest, this.examples.dot(example, weights));
    }
    return nearest;
  }
}
