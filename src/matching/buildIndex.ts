import { AnswerIndex, type IndexedAnswer } from './AnswerIndex.ts';
import { features } from './features.ts';
import { lessonsFrom } from './lessonsFrom.ts';
import { LineDraft, NOBODY } from './LineDraft.ts';
import { Lines } from './Lines.ts';
import { Postings } from './Postings.ts';
import { profilesOf } from './profilesOf.ts';
import type { Steps } from './Steps.ts';
import type { Token } from './tokenize.ts';
import { Trainer } from './Trainer.ts';
import { Vocabulary } from './Vocabulary.ts';
import type { Weights } from './Weights.ts';

/**
 * Builds an index, in steps of about a millisecond.
 *
 *     lines -> features, numbered -> how telling each is -> weighted lines -> profiles -> lessons -> learned weights
 *
 * @param outside - Counter-examples to all answers.
 * @param beneath - An index that this one stands on. Its lines are counter-examples here, so that answers which are added
 * learn to leave alone what belongs to those that are there; it stays as it is.
 */
export function* buildIndex(
  answers: readonly IndexedAnswer[],
  outside: readonly (readonly Token[])[],
  beneath?: AnswerIndex,
): Steps<AnswerIndex> {
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
  const vocabulary = new Vocabulary(draft, answers.length, beneath?.vocabulary);
  yield;
  const lines = Lines.weighed(draft, vocabulary);
  yield;
  const profiles = profilesOf(lines, answers.length);
  yield;
  const all = beneath ? lines.followedBy(beneath.lines.renumbered(beneath.vocabulary.numbersIn(vocabulary)).asNobodys()) : lines;
  yield;
  const lessons = yield* lessonsFrom(all, answers.length, postingsOf(profiles, vocabulary));
  const trainer = new Trainer(all, vocabulary);
  const weights: Weights[] = [];
  for (const [place, lesson] of lessons.entries()) {
    weights.push(trainer.train(place, profiles[place]!, lesson));
    yield;
  }
  return new AnswerIndex(answers, vocabulary, lines, wordPostings(lines, vocabulary), postingsOf(weights, vocabulary));
}

/** In which lines words and pairs are. */
function wordPostings(lines: Lines, vocabulary: Vocabulary): Postings {
  return new Postings(vocabulary.size, lines.count, function* (line) {
    for (const entry of lines.featuresOf(line)) if (!vocabulary.isPiece(entry[0])) yield entry;
  });
}

function postingsOf(weights: readonly Weights[], vocabulary: Vocabulary): Postings {
  return new Postings(vocabulary.size, weights.length, (answer) => weights[answer]!);
}
