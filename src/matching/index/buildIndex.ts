import type { Cooperative } from '../../shared/concurrency.ts';
import type { Token } from '../reading/tokenize.ts';
import { AnswerIndex, type IndexedAnswer } from './AnswerIndex.ts';
import { features } from './features.ts';
import { LineDraft, Lines, NOBODY } from './Lines.ts';
import { FeatureSums, Postings, type SparseVector } from './sparse.ts';
import { lessonsFrom, linesLike, profileOf, Trainer } from './training.ts';
import { Vocabulary } from './Vocabulary.ts';

/**
 * Builds an index, in steps of about a millisecond.
 *
 *     lines -> features, numbered -> how telling each is -> weighted lines -> profiles -> lessons -> learned weights
 *
 * @param outside - Counter-examples to all answers.
 * @param beneath - The indexes that this one stands on, the nearest first. Their lines are counter-examples here, so that
 * answers which are added learn to leave alone what belongs to those that are there; they stay as they are.
 */
export function* buildIndex(
  answers: readonly IndexedAnswer[],
  outside: readonly (readonly Token[])[],
  beneath: readonly AnswerIndex[] = [],
): Cooperative<AnswerIndex> {
  const draft = yield* draftLines(answers, outside);
  const vocabulary = yield* Vocabulary.of(draft, answers.length, beneath[0]?.vocabulary);
  const lines = yield* Lines.weighed(draft, vocabulary);
  const sums = new FeatureSums(vocabulary.size);
  const profiles: SparseVector[] = [];
  let first = 0;
  for (const { phrasings, notThis } of answers) {
    const end = first + phrasings.length + notThis.length;
    profiles.push(profileOf(lines, first, end, sums));
    first = end;
    yield;
  }
  let all = lines;
  for (const index of beneath) all = yield* all.followedBy(yield* linesLike(profiles, vocabulary, index));
  const lessons = yield* lessonsFrom(all, yield* postingsOf(profiles, vocabulary));
  const trainer = new Trainer(all, vocabulary, sums);
  const learned: SparseVector[] = [];
  for (const [place, lesson] of lessons.entries()) {
    learned.push(trainer.train(place, profiles[place]!, lesson));
    yield;
  }
  const words = yield* wordPostings(lines, vocabulary);
  return new AnswerIndex(answers, vocabulary, lines, words, yield* postingsOf(learned, vocabulary));
}

function postingsOf(vectors: readonly SparseVector[], vocabulary: Vocabulary): Cooperative<Postings> {
  return Postings.of(vocabulary.size, vectors.length, (answer) => vectors[answer]!);
}

/** In which lines words and neighbours are. */
function wordPostings(lines: Lines, vocabulary: Vocabulary): Cooperative<Postings> {
  const isWord = (feature: number): boolean => vocabulary.isWordOrPair(feature);
  return Postings.of(vocabulary.size, lines.count, (line) => {
    const { features: all, weights } = lines.at(line);
    return { features: all.filter(isWord), weights: weights.filter((_, i) => isWord(all[i]!)) };
  });
}

function* draftLines(
  answers: readonly IndexedAnswer[],
  outside: readonly (readonly Token[])[],
): Cooperative<LineDraft> {
  const draft = new LineDraft();
  for (const [place, { phrasings, notThis }] of answers.entries()) {
    for (const line of phrasings) draft.add(place, false, features(line));
    for (const line of notThis) draft.add(place, true, features(line));
    yield;
  }
  for (const line of outside) {
    draft.add(NOBODY, true, features(line));
    yield;
  }
  return draft;
}
