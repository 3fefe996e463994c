import type { Cooperative } from '../../shared/concurrency.ts';
import type { Token } from '../reading/tokenize.ts';
import { TUNING } from '../tuning.ts';
import { AnswerIndex, answerTable, type IndexedAnswer, topIndexes } from './AnswerIndex.ts';
import { Examples } from './Examples.ts';
import { ExampleDraft, GLOBAL_NEGATIVE, Vocabulary } from './Vocabulary.ts';
import { featuresOf } from './features.ts';
import { Accumulator, Postings, type SparseVector } from './sparse.ts';

/**
 * Builds and trains an index. Yields about once a millisecond.
 *
 *     tokens -> features with ids -> idf -> TF-IDF vectors -> centroids -> training sets -> trained weights
 *
 * @param outOfScope - Negative examples for all answers.
 * @param below - The indexes of the layers below, the nearest first. Their examples are negatives here, so that new
 * answers learn not to claim what belongs to existing ones. They are not changed.
 */
export function* buildIndex(
  answers: readonly IndexedAnswer[],
  outOfScope: readonly (readonly Token[])[],
  below: readonly AnswerIndex[] = [],
): Cooperative<AnswerIndex> {
  const draft = yield* draftExamples(answers, outOfScope);
  const vocabulary = yield* Vocabulary.of(draft, answers.length, below[0]?.vocabulary);
  const examples = yield* Examples.weigh(draft, vocabulary);
  const accumulator = new Accumulator(vocabulary.size);
  const centroids: SparseVector[] = [];
  let first = 0;
  for (const { phrasings, notThis } of answers) {
    const end = first + phrasings.length + notThis.length;
    centroids.push(centroidOf(examples, first, end, accumulator));
    first = end;
    yield;
  }
  let all = examples;
  for (const index of below) all = yield* all.concat(yield* negativesFromBelow(centroids, vocabulary, index));
  const trainingSets = yield* trainingSetsFor(all, yield* answerPostings(centroids, vocabulary));
  const trainer = new Trainer(all, vocabulary, accumulator);
  const trained: SparseVector[] = [];
  for (const [answer, trainingSet] of trainingSets.entries()) {
    trained.push(trainer.train(answer, centroids[answer]!, trainingSet));
    yield;
  }
  const data = {
    vocabulary: vocabulary.data,
    examples: examples.data,
    wordPostings: (yield* wordPostingsOf(examples, vocabulary)).data,
    answerPostings: (yield* answerPostings(trained, vocabulary)).data,
    ...answerTable(answers),
  };
  return new AnswerIndex(data, below[0]);
}

function answerPostings(vectors: readonly SparseVector[], vocabulary: Vocabulary): Cooperative<Postings> {
  return Postings.of(vocabulary.size, vectors.length, (answer) => vectors[answer]!);
}

/** Which examples have which words and bigrams. */
function wordPostingsOf(examples: Examples, vocabulary: Vocabulary): Cooperative<Postings> {
  const isWord = (feature: number): boolean => vocabulary.isWordOrBigram(feature);
  return Postings.of(vocabulary.size, examples.count, (example) => {
    const { features: all, weights } = examples.at(example);
    return { features: all.filter(isWord), weights: weights.filter((_, i) => isWord(all[i]!)) };
  });
}

function* draftExamples(
  answers: readonly IndexedAnswer[],
  outOfScope: readonly (readonly Token[])[],
): Cooperative<ExampleDraft> {
  const draft = new ExampleDraft();
  for (const [answer, { phrasings, notThis }] of answers.entries()) {
    for (const tokens of phrasings) draft.add(answer, false, featuresOf(tokens));
    for (const tokens of notThis) draft.add(answer, true, featuresOf(tokens));
    yield;
  }
  for (const tokens of outOfScope) {
    draft.add(GLOBAL_NEGATIVE, true, featuresOf(tokens));
    yield;
  }
  return draft;
}

/**
 * Trains a one-vs-rest linear classifier: for each answer, weights that tell its phrasings from similar examples. The
 * loss is the squared hinge: the answer's phrasings should score at least `positiveTarget`, all other examples at most
 * `negativeTarget`. Stochastic gradient descent with a decreasing step, from the answer's centroid, in a fixed order, so
 * that the same answers always give the same weights. The trainable features of an answer are those of its phrasings,
 * and the words and bigrams of the examples it is most easily confused with.
 *
 * Answers are trained independently of each other: adding or changing one leaves all others as they are.
 */
class Trainer {
  readonly #examples: Examples;
  readonly #vocabulary: Vocabulary;
  /** The weights of the answer in training. Empty between two answers. */
  readonly #accumulator: Accumulator;

  constructor(examples: Examples, vocabulary: Vocabulary, accumulator: Accumulator) {
    this.#examples = examples;
    this.#vocabulary = vocabulary;
    this.#accumulator = accumulator;
  }

  /**
   * @param centroid - The answer's initial weights.
   * @returns A blend of the centroid and the trained weights.
   */
  train(answer: number, centroid: SparseVector, trainingSet: TrainingSet): SparseVector {
    const accumulator = this.#accumulator;
    for (let i = 0; i < centroid.features.length; i++) accumulator.add(centroid.features[i]!, centroid.weights[i]!);
    for (const example of trainingSet.confusable) {
      for (const feature of this.#examples.at(example).features) {
        if (this.#vocabulary.isWordOrBigram(feature)) accumulator.add(feature, 0);
      }
    }
    const { epochs, learningRate } = TUNING.training;
    // Forwards and backwards in turn: the last examples have the most influence, so none should always be last.
    const orders = [trainingSet.examples, trainingSet.examples.toReversed()];
    for (let epoch = 0; epoch < epochs; epoch++) {
      this.#runEpoch(answer, orders[epoch % 2]!, learningRate * (1 - epoch / epochs));
    }
    const { features, weights } = accumulator.take();
    // Features that are not in the centroid come after those that are.
    const share = TUNING.centroidShare;
    const blended = weights.map((trained, i) => share * (centroid.weights[i] ?? 0) + (1 - share) * trained);
    const isUsed = (i: number): boolean => blended[i] !== 0;
    return { features: features.filter((_, i) => isUsed(i)), weights: blended.filter((_, i) => isUsed(i)) };
  }

  #runEpoch(answer: number, order: readonly number[], step: number): void {
    const [examples, accumulator] = [this.#examples, this.#accumulator];
    const { positiveTarget, negativeTarget } = TUNING.training;
    for (const example of order) {
      const score = examples.dot(example, accumulator.weights);
      const isPositive = examples.answerOf(example) === answer && !examples.isNegative(example);
      const error = isPositive ? Math.max(0, positiveTarget - score) : -Math.max(0, score - negativeTarget);
      if (error !== 0) examples.addTo(accumulator.weights, example, step * error, accumulator.isPresent);
    }
  }
}

/** What one answer is trained on. */
interface TrainingSet {
  /** The answer's own examples and the most similar other ones, in training order. */
  readonly examples: readonly number[];
  /** The other examples that are most easily taken for the answer's. */
  readonly confusable: readonly number[];
}

/**
 * Assigns examples to the answers they can train: most examples are so unlike most answers that their loss is zero.
 *
 * @param centroids - Posting lists of the answers' centroids.
 * @returns A training set for each answer. Yields after each example.
 */
function* trainingSetsFor(examples: Examples, centroids: Postings): Cooperative<readonly TrainingSet[]> {
  const { maxAnswersPerExample, maxConfusablePerExample, maxDocumentFrequency } = TUNING.training;
  const sets = Array.from({ length: centroids.targetCount }, () => ({
    examples: [] as number[],
    confusable: [] as number[],
  }));
  const scores = new Float64Array(centroids.targetCount);
  for (const example of interleaved(examples)) {
    const owner = examples.answerOf(example);
    if (owner !== GLOBAL_NEGATIVE) sets[owner]!.examples.push(example);
    // An answer's own counter-example is a negative for that answer alone.
    if (owner !== GLOBAL_NEGATIVE && examples.isNegative(example)) continue;
    scores.fill(0);
    const { features, weights } = examples.at(example);
    for (const [i, feature] of features.entries()) {
      if (centroids.count(feature) <= maxDocumentFrequency) centroids.addTo(scores, feature, weights[i]!);
    }
    const others = topIndexes(scores, maxAnswersPerExample).filter((answer) => answer !== owner);
    for (const answer of others) sets[answer]!.examples.push(example);
    for (const answer of others.slice(0, maxConfusablePerExample)) sets[answer]!.confusable.push(example);
    yield;
  }
  return sets;
}

/**
 * The first example of every answer, then the second of each, and so on, with the global negatives spread evenly among
 * them: a long run of one kind would pull all weights towards it.
 */
function interleaved(examples: Examples): readonly number[] {
  const rounds: number[][] = [];
  const negatives: number[] = [];
  const seen = new Map<number, number>();
  for (let example = 0; example < examples.count; example++) {
    const answer = examples.answerOf(example);
    if (answer === GLOBAL_NEGATIVE) {
      negatives.push(example);
      continue;
    }
    const round = seen.get(answer) ?? 0;
    (rounds[round] ??= []).push(example);
    seen.set(answer, round + 1);
  }
  const stretch = Math.max(1, rounds.length) / negatives.length;
  for (const [i, example] of negatives.entries()) (rounds[Math.floor(i * stretch)] ??= []).push(example);
  return rounds.flat();
}

/**
 * The centroid of an answer's phrasings, of length 1. Each feature's sum is raised to a power below 1, so that repetition
 * counts less.
 *
 * @param first - The answer's first example.
 * @param end - The example after its last.
 * @param accumulator - Empty before and after.
 */
function centroidOf(examples: Examples, first: number, end: number, accumulator: Accumulator): SparseVector {
  for (let example = first; example < end; example++) {
    if (examples.isNegative(example)) continue;
    const { features, weights } = examples.at(example);
    for (let i = 0; i < features.length; i++) accumulator.add(features[i]!, weights[i]!);
  }
  const { features, weights } = accumulator.take();
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    weights[i] = weights[i]! ** TUNING.centroidPower;
    squares += weights[i]! ** 2;
  }
  const length = Math.sqrt(squares) || 1;
  return { features, weights: weights.map((weight) => weight / length) };
}

/**
 * The examples of a lower layer that some answers are most easily confused with, as negatives for these answers. Examples
 * that share no content word with an answer would not change its weights, and copying all of them would cost every server
 * as much as the curated answers do.
 *
 * @param centroids - Of the answers, with the feature ids of `vocabulary`.
 */
function* negativesFromBelow(
  centroids: readonly SparseVector[],
  vocabulary: Vocabulary,
  below: AnswerIndex,
): Cooperative<Examples> {
  const idsBelow = yield* vocabulary.idsIn(below.vocabulary);
  const similarities = new Float64Array(below.examples.count);
  const found = new Set<number>();
  for (const { features, weights } of centroids) {
    similarities.fill(0);
    for (let i = 0; i < features.length; i++) {
      const id = idsBelow[features[i]!]!;
      if (id !== -1) below.wordPostings.addTo(similarities, id, weights[i]!);
    }
    for (const example of topIndexes(similarities, TUNING.training.maxNegativesFromBelow)) found.add(example);
    yield;
  }
  yield;
  const ownIds = new Map<number, number>();
  idsBelow.forEach((id, own) => {
    if (id !== -1) ownIds.set(id, own);
  });
  const inOrder = [...found].toSorted((a, b) => a - b);
  return yield* below.examples.asNegatives(inOrder, ownIds);
}
