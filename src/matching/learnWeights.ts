import { Postings, PostingsDraft } from './Postings.ts';
import { affordableRounds, type Line, score, train } from './train.ts';
import { TUNING } from './tuning.ts';
import { lengthOf, type Vocabulary } from './Vocabulary.ts';

/** An answer's weight for each feature, by the feature's number. */
type Profile = Map<number, number>;

/**
 * How much each feature speaks for each answer: partly the answer's profile, which is all its phrasings together, partly
 * what training makes of it. Where there are too many lines to train on, the profile alone.
 *
 * @param lines - Of all answers, in their order.
 */
export function learnWeights(lines: readonly Line[], answerCount: number, vocabulary: Vocabulary): Postings {
  const profiles = profilesOf(lines, answerCount);
  const untrained = (): Postings => postingsOf(profiles, vocabulary.size);
  if (affordableRounds(lines.length) === 0) return untrained();
  addRivals(profiles, lines, vocabulary);
  const learned = untrained();
  train(learned, lines, answerCount);
  learned.blend(untrained(), TUNING.profileShare);
  return learned;
}

/** Each feature's weight is its sum over the phrasings to a power below 1, so that repetition counts less. */
function profilesOf(lines: readonly Line[], answerCount: number): readonly Profile[] {
  const profiles = Array.from({ length: answerCount }, (): Profile => new Map());
  for (const { answer, isCounter, vector } of lines) {
    if (isCounter) continue;
    const profile = profiles[answer]!;
    vector.numbers.forEach((number, i) => profile.set(number, (profile.get(number) ?? 0) + vector.weights[i]!));
  }
  for (const profile of profiles) {
    for (const [number, sum] of profile) profile.set(number, sum ** TUNING.profilePower);
    const length = lengthOf(profile.values());
    for (const [number, weight] of profile) profile.set(number, weight / length);
  }
  return profiles;
}

/**
 * Gives answers a weight of 0 for the words and pairs of lines that they are easily taken for, so that training can let
 * these speak against them.
 */
function addRivals(profiles: readonly Profile[], lines: readonly Line[], vocabulary: Vocabulary): void {
  const weights = postingsOf(profiles, vocabulary.size);
  const scores = new Float64Array(profiles.length);
  for (const { answer, vector } of lines) {
    score(weights, vector, scores);
    scores[answer] = 0;
    const telling = vector.numbers.filter((number) => vocabulary.isWordOrPair(number));
    for (let rank = 0; rank < TUNING.training.rivals; rank++) {
      const rival = placeOfHighest(scores);
      if (!(scores[rival]! > 0)) break;
      scores[rival] = 0;
      for (const number of telling) if (!profiles[rival]!.has(number)) profiles[rival]!.set(number, 0);
    }
  }
}

function placeOfHighest(scores: Float64Array): number {
  let highest = 0;
  for (let place = 1; place < scores.length; place++) if (scores[place]! > scores[highest]!) highest = place;
  return highest;
}

function postingsOf(profiles: readonly Profile[], size: number): Postings {
  const draft = new PostingsDraft();
  profiles.forEach((profile, answer) => {
    for (const [number, weight] of profile) draft.add(number, answer, weight);
  });
  return new Postings(size, draft);
}
