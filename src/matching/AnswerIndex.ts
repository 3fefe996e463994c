import { type Features, features, isName, kindWeight } from './features.ts';
import { Postings, PostingsDraft } from './Postings.ts';
import type { Token } from './tokenize.ts';
import { TUNING } from './tuning.ts';

/** An answer's phrasings and counter-examples, each as its words. */
export interface IndexedAnswer {
  readonly phrasings: readonly (readonly Token[])[];
  readonly notThis: readonly (readonly Token[])[];
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
  /** Which answer each line belongs to. */
  readonly #owners: readonly number[];
  /** Whether each line is a counter-example. */
  readonly #isCounter: readonly boolean[];

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
    const owners: number[] = [];
    const isCounter: boolean[] = [];
    const addLine = (line: readonly Token[], answer: number, profile?: Map<number, number>): void => {
      const own = features(line);
      const length = lengthOf(own.entries().map(([feature, count]) => this.#weight(feature, count)[1]));
      for (const [feature, count] of own) {
        const [number, weight] = this.#weight(feature, count);
        lines.add(number!, owners.length, weight / length);
        profile?.set(number!, (profile.get(number!) ?? 0) + weight / length);
      }
      owners.push(answer);
      isCounter.push(!profile);
    };
    answers.forEach(({ phrasings, notThis }, answer) => {
      const profile = new Map<number, number>();
      for (const line of phrasings) addLine(line, answer, profile);
      for (const line of notThis) addLine(line, answer);
      for (const [number, sum] of profile) profile.set(number, sum ** TUNING.profilePower);
      const length = lengthOf(profile.values());
      for (const [number, weight] of profile) profiles.add(number, answer, weight / length);
    });
    this.#profiles = new Postings(counts.size, profiles);
    this.#lines = new Postings(counts.size, lines);
    this.#owners = owners;
    this.#isCounter = isCounter;
  }

  /**
   * Two comparisons in one go: `whole`, with the names of models, and `abstract`, as if they were just `<model>`. They
   * share nearly all of the work.
   */
  compare(question: Features): { readonly whole: Resemblance; readonly abstract: Resemblance } {
    const sums = new Sums(this.#answerCount, this.#owners.length);
    const names: [string, number][] = [];
    for (const [feature, count] of question) {
      if (isName(feature)) names.push([feature, count]);
      else this.#addTo(sums, this.#weight(feature, count));
    }
    const abstract = this.#resemblance(sums);
    if (names.length === 0) return { whole: abstract, abstract };
    for (const [feature, count] of names) this.#addTo(sums, this.#weight(feature, count));
    return { whole: this.#resemblance(sums), abstract };
  }

  /** Rare features weigh more, repeated ones a little more. */
  #weight(feature: string, count: number): Weight {
    const number = this.#numbers.get(feature);
    const rarity = (number !== undefined && this.#rarity[number]) || this.#highestRarity;
    return [number, (1 + Math.log(count)) * rarity * kindWeight(feature)];
  }

  #addTo(sums: Sums, [number, weight]: Weight): void {
    sums.squares += weight * weight;
    if (number === undefined) return;
    const rarity = this.#rarity[number]!;
    if (rarity > 0) sums.knownSquares += weight * weight;
    sums.rarest = Math.max(sums.rarest, rarity);
    this.#profiles.addTo(sums.profiles, number, weight);
    this.#lines.addTo(sums.lines, number, weight);
  }

  #resemblance({ profiles, lines, squares, knownSquares, rarest }: Sums): Resemblance {
    const length = Math.sqrt(squares) || 1;
    const nearest = new Float64Array(this.#answerCount);
    const nearestNot = new Float64Array(this.#answerCount);
    const [owners, isCounter] = [this.#owners, this.#isCounter];
    for (let line = 0; line < lines.length; line++) {
      const best = isCounter[line] ? nearestNot : nearest;
      const answer = owners[line]!;
      const cosine = lines[line]! / length;
      if (cosine > best[answer]!) best[answer] = cosine;
    }
    return {
      profile: profiles.map((sum) => sum / length),
      nearest,
      nearestNot,
      known: knownSquares / (squares || 1),
      substance: rarest / (this.#highestRarity || 1),
    };
  }
}

/** A feature's number, if any answer has it, and its weight. */
type Weight = readonly [number: number | undefined, weight: number];

/** What a comparison adds up before it is known how long the question's features are together. */
class Sums {
  readonly profiles: Float64Array;
  readonly lines: Float64Array;
  squares = 0;
  knownSquares = 0;
  rarest = 0;

  constructor(answers: number, lines: number) {
    this.profiles = new Float64Array(answers);
    this.lines = new Float64Array(lines);
  }
}

/**
 * In how many answers' phrasings each feature occurs: none, where only counter-examples have it. The features are made
 * here and once more for the weights, because all of them at once would take 30 MB.
 */
function answersWith(answers: readonly IndexedAnswer[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { phrasings, notThis } of answers) {
    const own = new Set<string>();
    for (const line of phrasings) for (const feature of features(line).keys()) own.add(feature);
    for (const feature of own) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    for (const line of notThis) {
      for (const feature of features(line).keys()) if (!counts.has(feature)) counts.set(feature, 0);
    }
  }
  return counts;
}

/** Of a vector with these weights; 1 when there are none. */
function lengthOf(weights: Iterable<number>): number {
  let squares = 0;
  for (const weight of weights) squares += weight * weight;
  return Math.sqrt(squares) || 1;
}
