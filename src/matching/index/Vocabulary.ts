import type { Cooperative } from '../../shared/concurrency.ts';
import { isWordOrPair, kindWeight } from './features.ts';
import type { LineDraft } from './Lines.ts';

/** As many as take less than a millisecond. */
const FEATURES_A_STEP = 500;

/** All features of an answer set, by number, and how telling each is. */
export class Vocabulary {
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #holders: readonly number[];
  readonly #answerCount: number;
  readonly #beneath: Vocabulary | undefined;
  /** By number: the fewer answers' phrasings have a feature, the more telling it is. 0 in counter-examples alone. */
  readonly #rarities: Float64Array;
  readonly #kinds: Float64Array;
  readonly #isWordOrPair: Uint8Array;
  /** That of a feature in one answer alone, or in none. */
  readonly highestRarity: number;

  private constructor({ numbers, holders }: LineDraft, answerCount: number, beneath?: Vocabulary) {
    this.#numbers = numbers;
    this.#holders = holders;
    this.#beneath = beneath;
    this.#answerCount = answerCount + (beneath ? beneath.#answerCount : 0);
    this.highestRarity = Math.log(1 + this.#answerCount);
    this.#rarities = new Float64Array(numbers.size);
    this.#kinds = new Float64Array(numbers.size);
    this.#isWordOrPair = new Uint8Array(numbers.size);
  }

  /** @param beneath - That of the answers which these are added to: what is common there tells little here too. */
  static *of(draft: LineDraft, answerCount: number, beneath?: Vocabulary): Cooperative<Vocabulary> {
    const vocabulary = new Vocabulary(draft, answerCount, beneath);
    for (const [feature, number] of draft.numbers) {
      const answers = vocabulary.#holdersOf(feature);
      vocabulary.#rarities[number] = answers === 0 ? 0 : Math.log(1 + vocabulary.#answerCount / answers);
      vocabulary.#kinds[number] = kindWeight(feature);
      vocabulary.#isWordOrPair[number] = isWordOrPair(feature) ? 1 : 0;
      if (number % FEATURES_A_STEP === 0) yield;
    }
    return vocabulary;
  }

  get size(): number {
    return this.#rarities.length;
  }

  /** Undefined where no line has the feature. */
  numberOf(feature: string): number | undefined {
    return this.#numbers.get(feature);
  }

  /** Not a letter piece, a pair of words that are apart, or a model's name. */
  isWordOrPair(number: number): boolean {
    return this.#isWordOrPair[number] === 1;
  }

  /** 0 where only counter-examples have the feature. */
  rarity(number: number): number {
    return this.#rarities[number]!;
  }

  /** What a feature weighs in a text that has it `count` times: rare ones more, repeated ones a little more. */
  weight(number: number, count: number): number {
    return (1 + Math.log(count)) * (this.#rarities[number]! || this.highestRarity) * this.#kinds[number]!;
  }

  /** The same for a feature that no line has. */
  weightOfUnknown(feature: string, count: number): number {
    return (1 + Math.log(count)) * this.highestRarity * kindWeight(feature);
  }

  /** By the number that a feature has here: its number in another vocabulary, or -1 where that does not know it. */
  *numbersIn(other: Vocabulary): Cooperative<Int32Array> {
    const numbers = new Int32Array(this.size).fill(-1);
    for (const [feature, here] of this.#numbers) {
      numbers[here] = other.numberOf(feature) ?? -1;
      if (here % FEATURES_A_STEP === 0) yield;
    }
    return numbers;
  }

  #holdersOf(feature: string): number {
    const number = this.#numbers.get(feature);
    const own = number === undefined ? 0 : this.#holders[number]!;
    return own + (this.#beneath ? this.#beneath.#holdersOf(feature) : 0);
  }
}
