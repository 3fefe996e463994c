import { type Features, kindWeight } from './features.ts';
import { TUNING } from './tuning.ts';

/** An answer's phrasings and counter-examples as features. */
export interface IndexedAnswer {
  readonly phrasings: readonly Features[];
  readonly notThis: readonly Features[];
}

/** How a question compares with each answer, by the answer's place in the list; cosines, 0 to 1. */
export interface Resemblance {
  /** To all phrasings together. */
  readonly profile: Float64Array;
  /** To the nearest phrasing. */
  readonly nearest: Float64Array;
  /** To the nearest counter-example. */
  readonly nearestNot: Float64Array;
  /** Share of the question's weight that any phrasing knows, 0 to 1. */
  readonly known: number;
  /** How telling the most telling known feature is, 0 to 1: little in "what is", all in a word of one answer alone. */
  readonly substance: number;
}

/** Where a feature occurs: places in a list, and the feature's weight at each. */
class Postings {
  readonly places: number[] = [];
  readonly weights: number[] = [];

  add(place: number, weight: number): void {
    this.places.push(place);
    this.weights.push(weight);
  }

  /** Adds weight × the feature's weight to the sum of every place where it occurs. */
  addTo(sums: Float64Array, weight: number): void {
    for (let i = 0; i < this.places.length; i++) sums[this.places[i]!]! += weight * this.weights[i]!;
  }
}

/**
 * Compares a question with all answers at once: only the features that it has are looked at.
 *
 *     feature -> answers whose profile has it, and its weight there
 *             -> lines (phrasings and counter-examples) that have it, and its weight there
 */
export class AnswerIndex {
  readonly #answerCount: number;
  /** How telling a feature is: the fewer answers' phrasings have it, the more. Counter-examples do not count. */
  readonly #rarity = new Map<string, number>();
  /** That of a feature in one answer alone, or in none. */
  readonly #highestRarity: number;
  readonly #profiles = new Map<string, Postings>();
  readonly #lines = new Map<string, Postings>();
  readonly #lineOwners: { readonly answer: number; readonly isCounterExample: boolean }[] = [];

  constructor(answers: readonly IndexedAnswer[]) {
    this.#answerCount = answers.length;
    this.#highestRarity = Math.log(1 + answers.length);
    for (const [feature, count] of answersWith(answers))
      this.#rarity.set(feature, Math.log(1 + answers.length / count));
    answers.forEach(({ phrasings, notThis }, answer) => {
      const profile = new Map<string, number>();
      for (const line of phrasings) {
        for (const [feature, weight] of this.#addLine(line, answer, false)) {
          profile.set(feature, (profile.get(feature) ?? 0) + weight);
        }
      }
      for (const line of notThis) this.#addLine(line, answer, true);
      for (const [feature, sum] of profile) profile.set(feature, sum ** TUNING.profilePower);
      post(this.#profiles, answer, unitLength(profile));
    });
  }

  compare(question: Features): Resemblance {
    const profile = new Float64Array(this.#answerCount);
    const lines = new Float64Array(this.#lineOwners.length);
    let known = 0;
    let rarest = 0;
    for (const [feature, weight] of this.#weigh(question)) {
      const rarity = this.#rarity.get(feature);
      if (rarity !== undefined) known += weight * weight;
      rarest = Math.max(rarest, rarity ?? 0);
      this.#profiles.get(feature)?.addTo(profile, weight);
      this.#lines.get(feature)?.addTo(lines, weight);
    }
    const nearest = new Float64Array(this.#answerCount);
    const nearestNot = new Float64Array(this.#answerCount);
    this.#lineOwners.forEach(({ answer, isCounterExample }, line) => {
      const best = isCounterExample ? nearestNot : nearest;
      best[answer] = Math.max(best[answer]!, lines[line]!);
    });
    return { profile, nearest, nearestNot, known, substance: rarest / (this.#highestRarity || 1) };
  }

  #addLine(line: Features, answer: number, isCounterExample: boolean): ReadonlyMap<string, number> {
    const weights = this.#weigh(line);
    post(this.#lines, this.#lineOwners.length, weights);
    this.#lineOwners.push({ answer, isCounterExample });
    return weights;
  }

  /** Rare features weigh more, repeated ones a little more; all together have length 1. */
  #weigh(line: Features): ReadonlyMap<string, number> {
    const weights = new Map<string, number>();
    for (const [feature, count] of line) {
      const rarity = this.#rarity.get(feature) ?? this.#highestRarity;
      weights.set(feature, (1 + Math.log(count)) * rarity * kindWeight(feature));
    }
    return unitLength(weights);
  }
}

/** In how many answers' phrasings each feature occurs. */
function answersWith(answers: readonly IndexedAnswer[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { phrasings } of answers) {
    for (const feature of new Set(phrasings.flatMap((line) => Array.from(line.keys())))) {
      counts.set(feature, (counts.get(feature) ?? 0) + 1);
    }
  }
  return counts;
}

function post(index: Map<string, Postings>, place: number, weights: ReadonlyMap<string, number>): void {
  for (const [feature, weight] of weights) {
    let postings = index.get(feature);
    if (!postings) index.set(feature, (postings = new Postings()));
    postings.add(place, weight);
  }
}

function unitLength(weights: Map<string, number>): ReadonlyMap<string, number> {
  let squares = 0;
  for (const weight of weights.values()) squares += weight * weight;
  const length = Math.sqrt(squares) || 1;
  for (const [feature, weight] of weights) weights.set(feature, weight / length);
  return weights;
}
