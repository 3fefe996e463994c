import type { Lesson } from './lessonsFrom.ts';
import type { Lines } from './Lines.ts';
import type { Weights } from './Postings.ts';
import { TUNING } from './tuning.ts';
import type { Vocabulary } from './Vocabulary.ts';

/**
 * Teaches one answer to tell its phrasings from lines like them. Each line of the lesson is scored: a phrasing of its
 * own should score `ownScore`, any other line at most `otherScore`, and what is wrong is put right a little. Squared
 * hinge loss, one answer against the rest, by plain gradient steps that grow smaller; always in the same order, so that
 * it always comes out the same. What can count for or against the answer are the features of its phrasings, and the
 * words and neighbours of the lines that it is most easily taken for.
 *
 * Answers learn apart from each other: one that is added or changed leaves all others as they are.
 *
 * @param profile - What the answer's weights are before it learns anything.
 * @returns What they are in the end: partly the profile still, partly what was learned.
 */
export function trainAnswer(
  answer: number,
  profile: Weights,
  lesson: Lesson,
  lines: Lines,
  vocabulary: Vocabulary,
): Weights {
  const { ownScore, otherScore, rounds, rate } = TUNING.training;
  const countable = new Uint8Array(vocabulary.size);
  const weights = new Float64Array(vocabulary.size);
  for (const [feature, weight] of profile) {
    countable[feature] = 1;
    weights[feature] = weight;
  }
  for (const line of lesson.rivals) {
    for (const [feature] of lines.featuresOf(line)) if (vocabulary.isWordOrPair(feature)) countable[feature] = 1;
  }
  for (let round = 0; round < rounds; round++) {
    const step = rate * (1 - round / rounds);
    for (const line of lesson.lines) {
      const score = lines.dot(line, weights);
      const isOwn = lines.owner(line) === answer && !lines.isCounter(line);
      const wrongBy = isOwn ? Math.max(0, ownScore - score) : -Math.max(0, score - otherScore);
      if (wrongBy !== 0) lines.addTo(weights, line, step * wrongBy, countable);
    }
  }
  return blend(profile, weights, countable);
}

function blend(profile: Weights, learned: Float64Array, countable: Uint8Array): Weights {
  const share = TUNING.profileShare;
  const blended = new Map<number, number>();
  for (let feature = 0; feature < countable.length; feature++) {
    if (countable[feature] === 1) {
      blended.set(feature, share * (profile.get(feature) ?? 0) + (1 - share) * learned[feature]!);
    }
  }
  return blended;
}
