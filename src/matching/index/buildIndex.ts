import type { Cooperative } from '../../shared/concurrency.ts';
import type { Token } from '../reading/tokenize.ts';
import { TUNING } from '../tuning.ts';
import { AnswerIndex, type IndexedAnswer, topIndexes } from './AnswerIndex.ts';
import { featuresOf, isName } from './features.ts';
import { Postings, SparseMatrix, type SparseVector } from './sparse.ts';
import { type Example, FeatureCounter, GLOBAL_NEGATIVE, type ListedExample, Vocabulary } from './Vocabulary.ts';

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
  const counter = new FeatureCounter();
  const examples: ListedExample[] = [];
  const firstExamples = new Int32Array(answers.length + 1);
  const firstNegatives = new Int32Array(answers.length);
  for (const [answer, { phrasings, notThis }] of answers.entries()) {
    for (const tokens of phrasings) examples.push(counter.add(answer, false, featuresOf(tokens)));
    firstNegatives[answer] = examples.length;
    for (const tokens of notThis) examples.push(counter.add(answer, true, featuresOf(tokens)));
    firstExamples[answer + 1] = examples.length;
    yield;
  }
  for (const tokens of outOfScope) {
    // They are negatives for patterns too, which don't see names.
    const features = featuresOf(tokens).filter((feature) => !isName(feature));
    examples.push(counter.add(GLOBAL_NEGATIVE, true, features));
    yield;
  }
  const vocabulary = yield* Vocabulary.of(counter, answers.length, below[0]?.vocabulary);
  const lengths = new Float32Array(examples.length);
  for (const [i, example] of examples.entries()) {
    lengths[i] = vocabulary.weigh(example);
    yield;
  }
  const trainer = new Trainer(vocabulary);
  const centroids: SparseVector[] = [];
  for (const answer of answers.keys()) {
    centroids.push(trainer.centroidOf(examples.slice(firstExamples[answer], firstNegatives[answer])));
    yield;
  }
  const all: Example[] = [...examples];
  for (const index of below) all.push(...(yield* negativesFromBelow(centroids, vocabulary, index)));
  const postings = yield* SparseMatrix.transposed(centroids, vocabulary.size);
  const trainingSets = yield* trainingSetsFor(all, postings, answers.length);
  const trained: SparseVector[] = [];
  for (const [answer, trainingSet] of trainingSets.entries()) {
    trained.push(trainer.train(answer, centroids[answer]!, trainingSet));
    yield;
  }
  const mean = firstNegatives.reduce((sum, end, answer) => sum + end - firstExamples[answer]!, 0) / answers.length;
  const lists = examples.map(({ list }) => list);
  const data = {
    vocabulary: vocabulary.data,
    examples: (yield* Postings.of(lists, lengths, vocabulary.size)).data,
    classifier: (yield* SparseMatrix.transposed(trained, vocabulary.size)).data,
    usesNames: answers.map(({ usesNames }) => usesNames),
    firstExamples,
    firstNegatives,
    priors: Float64Array.from(answers, ({ phrasings }) =>
      phrasings.length === 0 ? 0 : TUNING.priorWeight * Math.log(phrasings.length / mean),
    ),
  };
  return new AnswerIndex(data, below[0]);
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
  readonly #vocabulary: Vocabulary;
  /** By feature id: its place among the trainable ones, or -1. An array over all features is the fastest map, and the largest. */
  readonly #places: Int32Array;
  /** Of the answer in training: its trainable features, and their weights. */
  #features: number[] = [];
  #weights: number[] = [];

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    this.#places = new Int32Array(vocabulary.size).fill(-1);
  }

  /** The sum of some phrasings, each feature to a power below 1 so that repetition counts less, scaled to length 1. */
  centroidOf(phrasings: readonly SparseVector[]): SparseVector {
    for (const { features, weights } of phrasings) {
      for (let i = 0; i < features.length; i++) this.#add(features[i]!, weights[i]!);
    }
    const { features, weights } = this.#take();
    for (let i = 0; i < weights.length; i++) weights[i]! **= TUNING.centroidPower;
    const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
    return { features, weights: weights.map((weight) => weight / length) };
  }

  /**
   * @param centroid - The answer's initial weights.
   * @returns A blend of the centroid and the trained weights.
   */
  train(answer: number, centroid: SparseVector, { examples, confusable }: TrainingSet): SparseVector {
    for (let i = 0; i < centroid.features.length; i++) this.#add(centroid.features[i]!, centroid.weights[i]!);
    for (const { features } of confusable) {
      for (const feature of features) if (this.#vocabulary.isWordOrBigram(feature)) this.#add(feature, 0);
    }
    this.#runEpochs(answer, examples);
    const { features, weights } = this.#take();
    // Features that are not in the centroid come after those that are.
    const share = TUNING.centroidShare;
    const blended = weights.map((trained, i) => share * (centroid.weights[i] ?? 0) + (1 - share) * trained);
    const isUsed = (_: unknown, i: number): boolean => blended[i] !== 0;
    return { features: features.filter(isUsed), weights: blended.filter(isUsed) };
  }

  #runEpochs(answer: number, examples: readonly Example[]): void {
    const { epochs, learningRate, positiveTarget, negativeTarget } = TUNING.training;
    const { starts, places, values } = this.#trainablePartsOf(examples);
    const trained = Float64Array.from(this.#weights);
    for (let epoch = 0; epoch < epochs; epoch++) {
      const step = learningRate * (1 - epoch / epochs);
      for (let i = 0; i < examples.length; i++) {
        // Forwards and backwards in turn: the last examples have the most influence, so none should always be last.
        const example = epoch % 2 === 0 ? i : examples.length - 1 - i;
        const { answer: owner, isNegative } = examples[example]!;
        const end = starts[example + 1]!;
        let score = 0;
        for (let at = starts[example]!; at < end; at++) score += trained[places[at]!]! * values[at]!;
        const isPositive = owner === answer && !isNegative;
        const error = isPositive ? Math.max(0, positiveTarget - score) : -Math.max(0, score - negativeTarget);
        if (error === 0) continue;
        for (let at = starts[example]!; at < end; at++) trained[places[at]!]! += step * error * values[at]!;
      }
    }
    this.#weights = [...trained];
  }

  /** The examples one after the other, without the features that weigh nothing and stay so. */
  #trainablePartsOf(examples: readonly Example[]) {
    const most = examples.reduce((sum, { features }) => sum + features.length, 0);
    const [places, values] = [new Int32Array(most), new Float32Array(most)];
    const starts = new Int32Array(examples.length + 1);
    let end = 0;
    for (const [example, { features, weights }] of examples.entries()) {
      for (let i = 0; i < features.length; i++) {
        const place = this.#places[features[i]!]!;
        if (place === -1) continue;
        places[end] = place;
        values[end++] = weights[i]!;
      }
      starts[example + 1] = end;
    }
    return { starts, places, values };
  }

  #add(feature: number, weight: number): void {
    let place = this.#places[feature]!;
    if (place === -1) {
      place = this.#places[feature] = this.#features.push(feature) - 1;
      this.#weights.push(0);
    }
    this.#weights[place]! += weight;
  }

  /** The weights, features in the order in which they were added. There are none after it. */
  #take(): SparseVector {
    for (const feature of this.#features) this.#places[feature] = -1;
    const taken = { features: Int32Array.from(this.#features), weights: Float32Array.from(this.#weights) };
    this.#features = [];
    this.#weights = [];
    return taken;
  }
}

/** What one answer is trained on. */
interface TrainingSet {
  /** The answer's own examples and the most similar other ones, in training order. */
  readonly examples: Example[];
  /** The other examples that are most easily taken for the answer's. */
  readonly confusable: Example[];
}

/**
 * Assigns examples to the answers they can train: most examples are so unlike most answers that their loss is zero.
 *
 * @param centroids - Posting lists of the answers' centroids.
 * @returns A training set for each answer. Yields after each example.
 */
function* trainingSetsFor(
  examples: readonly Example[],
  centroids: SparseMatrix,
  answerCount: number,
): Cooperative<readonly TrainingSet[]> {
  const { maxAnswersPerExample, maxConfusablePerExample, maxDocumentFrequency } = TUNING.training;
  const sets = Array.from({ length: answerCount }, (): TrainingSet => ({ examples: [], confusable: [] }));
  const scores = new Float64Array(answerCount);
  for (const example of interleaved(examples)) {
    const { answer: owner, features, weights } = example;
    if (owner !== GLOBAL_NEGATIVE) sets[owner]!.examples.push(example);
    // An answer's own counter-example is a negative for that answer alone.
    if (owner !== GLOBAL_NEGATIVE && example.isNegative) continue;
    scores.fill(0);
    for (let i = 0; i < features.length; i++) {
      if (centroids.lengthOf(features[i]!) <= maxDocumentFrequency) centroids.addTo(scores, features[i]!, weights[i]!);
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
function interleaved(examples: readonly Example[]): readonly Example[] {
  const rounds: Example[][] = [];
  const seen = new Map<number, number>();
  for (const example of examples) {
    if (example.answer === GLOBAL_NEGATIVE) continue;
    const round = seen.get(example.answer) ?? 0;
    (rounds[round] ??= []).push(example);
    seen.set(example.answer, round + 1);
  }
  const negatives = examples.filter(({ answer }) => answer === GLOBAL_NEGATIVE);
  const stretch = Math.max(1, rounds.length) / negatives.length;
  for (const [i, example] of negatives.entries()) (rounds[Math.floor(i * stretch)] ??= []).push(example);
  return rounds.flat();
}

/**
 * The examples of a lower layer that some answers are most easily confused with, as global negatives with the feature ids
 * of `vocabulary`. Copying all of them would cost every server as much as the curated answers do.
 *
 * @param centroids - Of the answers, with the feature ids of `vocabulary`.
 */
function* negativesFromBelow(
  centroids: readonly SparseVector[],
  vocabulary: Vocabulary,
  below: AnswerIndex,
): Cooperative<Example[]> {
  const idsBelow = yield* vocabulary.idsIn(below.vocabulary);
  const { examples } = below;
  const { lengths } = examples.data;
  const found = new Set<number>();
  for (const { features, weights } of centroids) {
    const products: [feature: number, weight: number][] = [];
    for (const [i, feature] of features.entries()) {
      const id = idsBelow[feature]!;
      if (id === -1 || !vocabulary.isWordOrBigram(feature)) continue;
      products.push([id, Math.fround(weights[i]! * below.vocabulary.weight(id))]);
    }
    const similarities = examples.products(products, 0, examples.size).subarray(0, examples.size);
    for (const example of topIndexes(similarities, TUNING.training.maxNegativesFromBelow)) found.add(example);
    yield;
  }
  // Without the features that only the layer below has, a vector is shorter than 1: nothing resembles it fully.
  const vectors = new Map([...found].toSorted((a, b) => a - b).map((example) => [example, new Map<number, number>()]));
  const isFound = new Uint8Array(examples.size);
  for (const example of found) isFound[example] = 1;
  for (const [own, id] of idsBelow.entries()) {
    if (id === -1) continue;
    const weight = below.vocabulary.weight(id);
    for (const example of examples.having(id)) {
      if (isFound[example] === 1) vectors.get(example)!.set(own, weight / lengths[example]!);
    }
    yield;
  }
  const negatives: Example[] = [];
  for (const vector of vectors.values()) {
    const [features, weights] = [Int32Array.from(vector.keys()), Float32Array.from(vector.values())];
    negatives.push({ answer: GLOBAL_NEGATIVE, isNegative: true, features, weights });
    yield;
  }
  return negatives;
}
