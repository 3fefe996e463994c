import type { Steps } from '../Steps.ts';
import type { AnswerIndex } from './AnswerIndex.ts';
import { highestPlaces } from './highestPlaces.ts';
import type { Lines } from './Lines.ts';
import type { SparseVector } from './SparseVector.ts';
import { TUNING } from '../tuning.ts';
import type { Vocabulary } from './Vocabulary.ts';

/**
 * The lines of another index that some answers are most easily taken for, as counter-examples to these answers. Lines
 * that share no telling word with an answer would teach it nothing, and copying all of them would cost every server as
 * much as the curated answers do.
 *
 * @param profiles - Of the answers, by the features of their own vocabulary.
 */
export function* linesLike(
  profiles: readonly SparseVector[],
  vocabulary: Vocabulary,
  other: AnswerIndex,
): Steps<Lines> {
  const there = yield* vocabulary.numbersIn(other.vocabulary);
  const sums = new Float64Array(other.lines.count);
  const found = new Set<number>();
  for (const { features, weights } of profiles) {
    sums.fill(0);
    for (let i = 0; i < features.length; i++) {
      const feature = there[features[i]!]!;
      if (feature !== -1) other.words.addTo(sums, feature, weights[i]!);
    }
    for (const line of highestPlaces(sums, TUNING.training.likeBeneath)) found.add(line);
    yield;
  }
  yield;
  const here = new Map<number, number>();
  there.forEach((number, own) => {
    if (number !== -1) here.set(number, own);
  });
  const inOrder = [...found].toSorted((a, b) => a - b);
  return yield* other.lines.asNobodys(inOrder, here);
}
