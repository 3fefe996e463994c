import { type Features, isWordOrPair, kindWeight } from './features.ts';

/** A text as the weights of its features, by their numbers; of length 1. */
export interface Vector {
  readonly numbers: readonly number[];
  readonly weights: readonly number[];
}

/** A feature's number, if any phrasing or counter-example has it, and its weight in the text it was found in. */
export type Weight = readonly [number: number | undefined, weight: number];

/** All features that an answer set has, and how telling each is. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();
  /** How telling a feature is: the fewer answers' phrasings have it, the more. 0 in counter-examples alone. */
  readonly #rarity: Float64Array;
  readonly #isWordOrPair: Uint8Array;
  /** That of a feature in one answer alone, or in none. */
  readonly highestRarity: number;

  /** @param counts - In how many answers' phrasings each feature occurs: none, where only counter-examples have it. */
  constructor(counts: ReadonlyMap<string, number>, answerCount: number) {
    for (const feature of counts.keys()) this.#numbers.set(feature, this.#numbers.size);
    this.highestRarity = Math.log(1 + answerCount);
    this.#isWordOrPair = Uint8Array.from(counts.keys(), (feature) => (isWordOrPair(feature) ? 1 : 0));
    this.#rarity = Float64Array.from(counts.values(), (count) => (count === 0 ? 0 : Math.log(1 + answerCount / count)));
  }

  /** Not a letter piece and not a model's name. */
  isWordOrPair(number: number): boolean {
    return this.#isWordOrPair[number] === 1;
  }

  get size(): number {
    return this.#rarity.length;
  }

  /** 0 where only counter-examples have the feature. */
  rarity(number: number): number {
    return this.#rarity[number]!;
  }

  /** Rare features weigh more, repeated ones a little more. */
  weigh(feature: string, count: number): Weight {
    const number = this.#numbers.get(feature);
    const rarity = (number !== undefined && this.#rarity[number]) || this.highestRarity;
    return [number, (1 + Math.log(count)) * rarity * kindWeight(feature)];
  }

  /** Of a phrasing or counter-example, all of whose features are known. */
  vector(features: Features): Vector {
    const numbers: number[] = [];
    const weights: number[] = [];
    for (const [feature, count] of features) {
      const [number, weight] = this.weigh(feature, count);
      numbers.push(number!);
      weights.push(weight);
    }
    const length = lengthOf(weights);
    return { numbers, weights: weights.map((weight) => weight / length) };
  }
}

/** Of a vector with these weights; 1 when there are none. */
export function lengthOf(weights: Iterable<number>): number {
  let squares = 0;
  for (const weight of weights) squares += weight * weight;
  return Math.sqrt(squares) || 1;
}
