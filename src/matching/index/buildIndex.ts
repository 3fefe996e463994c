import type { Cooperative } from '../../shared/concurrency.ts';
import type { Token } from '../reading/tokenize.ts';
import { AnswerIndex, answerTable, type IndexedAnswer } from './AnswerIndex.ts';
import { ExampleDraft, GLOBAL_NEGATIVE } from './ExampleDraft.ts';
import { Examples } from './Examples.ts';
import { features } from './features.ts';
import { Accumulator, Postings, type SparseVector } from './sparse.ts';
import { centroidOf, negativesFromBelow, Trainer, trainingSetsFor } from './training.ts';
import { Vocabulary } from './Vocabulary.ts';

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
    for (const tokens of phrasings) draft.add(answer, false, features(tokens));
    for (const tokens of notThis) draft.add(answer, true, features(tokens));
    yield;
  }
  for (const tokens of outOfScope) {
    draft.add(GLOBAL_NEGATIVE, true, features(tokens));
    yield;
  }
  return draft;
}
