import { type Features, kindWeight } from './features.ts';
import { Postings, PostingsDraft } from './Postings.ts';
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

/**
 * Compares a question with all answers at once: only the features that it has are looked at.
 *
 *     feature -> answers whose profile has it, and its weight there
 *             -> lines (phrasings and counter-examples) that have it, and its weight there
 */
export class AnswerIndex {
  readonly #answerCount: number;
  /** The number of each feature that occurs anywhere, by which postings and rarities are kept. */
  readonly #numbers = new Map<string, number>();
  /** How telling a feature is: the fewer answers' phrasings have it, the more. 0 in counter-examples alone. */
  readonly #rarity: Float64Array;
  /** That of a feature in one answer alone, or in none. */
  readonly #highestRarity: number;
  readonly #profiles: Postings;
  readonly #lines: Postings;
  readonly #lineOwners: { readonly answer: number; readonly isCounterExample: boolean }[] = [];

  constructor(answers: readonly IndexedAnswer[]) {
    this.#answerCount = answers.length;
    this.#highestRarity = Math.log(1 + answers.length);
    const counts = answersWith(answers);
    for (const feature of counts.keys()) this.#numbers.set(feature, this.#numbers.size);
    this.#rarity = Float64Array.from(counts.values(), (count) =>
      count === 0 ? 0 : Math.log(1 + answers.length / count),
    );

    const profiles = new PostingsDraft();
    const lines = new PostingsDraft();
    answers.forEach(({ phrasings, notThis }, answer) => {
      const profile = new Map<string, number>();
      for (const line of phrasings) {
        for (const [feature, weight] of this.#addLine(lines, line, answer, false)) {
          profile.set(feature, (profile.get(feature) ?? 0) + weight);
        }
      }
      for (const line of notThis) this.#addLine(lines, line, answer, true);
      for (const [feature, sum] of profile) profile.set(feature, sum ** TUNING.profilePower);
      for (const [feature, weight] of unitLength(profile)) profiles.add(this.#numbers.get(feature)!, answer, weight);
    });
    this.#profiles = new Postings(counts.size, profiles);
    this.#lines = new Postings(counts.size, lines);
  }

  compare(question: Features): Resemblance {
    const profile = new Float64Array(this.#answerCount);
    const lines = new Float64Array(this.#lineOwners.length);
    let known = 0;
    let rarest = 0;
    for (const [feature, weight] of this.#weigh(question)) {
      const number = this.#numbers.get(feature);
      if (number === undefined) continue;
      const rarity = this.#rarity[number]!;
      if (rarity > 0) known += weight * weight;
      rarest = Math.max(rarest, rarity);
      this.#profiles.addTo(profile, number, weight);
      this.#lines.addTo(lines, number, weight);
    }
    const nearest = new Float64Array(this.#answerCount);
    const nearestNot = new Float64Array(this.#answerCount);
    this.#lineOwners.forEach(({ answer, isCounterExample }, line) => {
      const best = isCounterExample ? nearestNot : nearest;
      best[answer] = Math.max(best[answer]!, lines[line]!);
    });
    return { profile, nearest, nearestNot, known, substance: rarest / (this.#highestRarity || 1) };
  }

  #addLine(
    draft: PostingsDraft,
    line: Features,
    answer: number,
    isCounterExample: boolean,
  ): ReadonlyMap<string, number> {
    const weights = this.#weigh(line);
    const place = this.#lineOwners.push({ answer, isCounterExample }) - 1;
    for (const [feature, weight] of weights) draft.add(this.#numbers.get(feature)!, place, weight);
    return weights;
  }

  /** Rare features weigh more, repeated ones a little more; all together have length 1. */
  #weigh(line: Features): ReadonlyMap<string, number> {
    const weights = new Map<string, number>();
    for (const [feature, count] of line) {
      weights.set(feature, (1 + Math.log(count)) * this.#rarityOf(feature) * kindWeight(feature));
    }
    return unitLength(weights);
  }

  #rarityOf(feature: string): number {
    const number = this.#numbers.get(feature);
    return (number === undefined ? 0 : this.#rarity[number]!) || this.#highestRarity;
  }
}

/** In how many answers' phrasings each feature occurs: none, where only counter-examples have it. */
function answersWith(answers: readonly IndexedAnswer[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { phrasings, notThis } of answers) {
    for (const feature of new Set(phrasings.flatMap((line) => Array.from(line.keys())))) {
      counts.set(feature, (counts.get(feature) ?? 0) + 1);
    }
    for (const feature of notThis.flatMap((line) => Array.from(line.keys()))) {
      if (!counts.has(feature)) counts.set(feature, 0);
    }
  }
  return counts;
}

function unitLength(weights: Map<string, number>): ReadonlyMap<string, number> {
  let squares = 0;
  for (const weight of weights.values()) squares += weight * weight;
  const length = Math.sqrt(squares) || 1;
  for (const [feature, weight] of weights) weights.set(feature, weight / length);
  return weights;
}
