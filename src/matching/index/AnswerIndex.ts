import type { Token } from '../reading/tokenize.ts';
import { TUNING } from '../tuning.ts';
import { type Features, isName } from './features.ts';
import type { Lines } from './Lines.ts';
import type { Postings } from './sparse.ts';
import type { Vocabulary } from './Vocabulary.ts';

/** What the features of a question say together. */
export interface Said {
  /** By an answer's place: how much they speak for it. */
  readonly scores: Float64Array;
  /** Of all their weights as a vector. */
  readonly length: number;
  /** Share of their weight that any phrasing knows, 0 to 1. */
  readonly known: number;
  /** How telling the most telling known one is, 0 to 1: little in "what is", all in a word of one answer alone. */
  readonly substance: number;
}

/** A weight for each feature of whichever index is asked: all 0 between two questions. */
let scratch = new Float64Array(0);

/** Adds up what a question's features say, one after the other. */
export class AskedFeatures {
  /** What each feature of the index weighs in the question. */
  readonly weights: Float64Array;
  /** How alike each line is, letter pieces left out. */
  readonly lineSums: Float64Array;
  readonly #vocabulary: Vocabulary;
  readonly #answers: Postings;
  readonly #lines: Postings;
  readonly #scores: Float64Array;
  readonly #touched: number[] = [];
  #squares = 0;
  #knownSquares = 0;
  #rarest = 0;

  /**
   * @param answers - What features say of answers.
   * @param lines - In which lines words and pairs are.
   */
  constructor(vocabulary: Vocabulary, answers: Postings, lines: Postings) {
    if (scratch.length < vocabulary.size) scratch = new Float64Array(vocabulary.size);
    this.weights = scratch;
    this.lineSums = new Float64Array(lines.placeCount);
    this.#vocabulary = vocabulary;
    this.#answers = answers;
    this.#lines = lines;
    this.#scores = new Float64Array(answers.placeCount);
  }

  /** @param features - Each as often as it occurs; none of them may have been added before. */
  add(features: Features): void {
    const counts = new Map<string, number>();
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    for (const [feature, count] of counts) this.#addOne(feature, count);
  }

  #addOne(feature: string, count: number): void {
    const vocabulary = this.#vocabulary;
    const number = vocabulary.numberOf(feature);
    if (number === undefined) {
      this.#squares += vocabulary.weightOfUnknown(feature, count) ** 2;
      return;
    }
    const weight = vocabulary.weight(number, count);
    const rarity = vocabulary.rarity(number);
    this.#squares += weight * weight;
    if (rarity > 0) this.#knownSquares += weight * weight;
    this.#rarest = Math.max(this.#rarest, rarity);
    this.#answers.addTo(this.#scores, number, weight);
    this.#lines.addTo(this.lineSums, number, weight);
    this.weights[number] = weight;
    this.#touched.push(number);
  }

  /** Of what was added so far. */
  said(): Said {
    const length = Math.sqrt(this.#squares) || 1;
    return {
      scores: this.#scores.map((sum) => sum / length),
      length,
      known: this.#knownSquares / (this.#squares || 1),
      substance: this.#rarest / (this.#vocabulary.highestRarity || 1),
    };
  }

  /** Clears the weights for the next question. */
  forget(): void {
    for (const number of this.#touched) this.weights[number] = 0;
  }
}

/**
 * The places of the highest values above 0, highest first, the earlier of two that are equal.
 *
 * @example
 * highestPlaces([0.2, 0.9, 0, 0.5], 2); // [1, 3]
 */
export function highestPlaces(values: ArrayLike<number>, count: number): readonly number[] {
  const places: number[] = [];
  for (let place = 0; place < values.length; place++) {
    const value = values[place]!;
    if (value <= 0 || (places.length === count && value <= values[places[count - 1]!]!)) continue;
    let at = places.length === count ? count - 1 : places.length;
    for (; at > 0 && values[places[at - 1]!]! < value; at--) places[at] = places[at - 1]!;
    places[at] = place;
  }
  return places;
}

/** An answer's phrasings and counter-examples, each as its words. */
export interface IndexedAnswer {
  readonly phrasings: readonly (readonly Token[])[];
  readonly notThis: readonly (readonly Token[])[];
  /** Whether it matters to the answer which model a question names, or only that it names one. */
  readonly seesNames: boolean;
}

/** How a question compares with one answer. */
export interface Resemblance {
  /** The answer's place in the list. */
  readonly place: number;
  /** How much the question's features speak for it, and what does before anything is asked; around 0.6 for its own phrasings. */
  readonly score: number;
  /** Cosine to its nearest phrasing, 0 to 1. */
  readonly nearest: number;
  /** Cosine to its nearest counter-example, 0 to 1; those to all answers among them. */
  readonly nearestNot: number;
  /** What all features of the question say. */
  readonly said: Said;
}

/**
 * Compares a question with all answers: first by what its features say of each, then, with the likeliest, line by line.
 *
 *     feature -> answers that it speaks for or against, and how much
 *     answer  -> its lines: phrasings and counter-examples
 */
export class AnswerIndex {
  readonly vocabulary: Vocabulary;
  readonly lines: Lines;
  /** In which lines words and neighbours are. */
  readonly words: Postings;
  readonly #postings: Postings;
  readonly #seesNames: readonly boolean[];
  /** Where each answer's lines begin. They stand together, in the order of the answers, and nobody's after them. */
  readonly #firstLines: Int32Array;
  /** Where its counter-examples do, after its phrasings. */
  readonly #firstCounters: Int32Array;
  /** What speaks for each answer before anything is asked: people ask more of what has more phrasings. */
  readonly #priors: Float64Array;

  /**
   * @param words - In which lines words and neighbours are.
   * @param postings - What each feature says of answers.
   */
  constructor(
    answers: readonly IndexedAnswer[],
    vocabulary: Vocabulary,
    lines: Lines,
    words: Postings,
    postings: Postings,
  ) {
    this.vocabulary = vocabulary;
    this.lines = lines;
    this.words = words;
    this.#postings = postings;
    this.#seesNames = answers.map(({ seesNames }) => seesNames);
    this.#firstLines = new Int32Array(answers.length + 1);
    this.#firstCounters = new Int32Array(answers.length);
    for (const [place, { phrasings, notThis }] of answers.entries()) {
      this.#firstCounters[place] = this.#firstLines[place]! + phrasings.length;
      this.#firstLines[place + 1] = this.#firstCounters[place] + notThis.length;
    }
    const usual = answers.reduce((sum, { phrasings }) => sum + phrasings.length, 0) / answers.length;
    this.#priors = Float64Array.from(answers, ({ phrasings }) =>
      phrasings.length === 0 ? 0 : TUNING.priorWeight * Math.log(phrasings.length / usual),
    );
  }

  /** The likeliest answers, best first by score. */
  compare(question: Features): readonly Resemblance[] {
    const asked = new AskedFeatures(this.vocabulary, this.#postings, this.words);
    asked.add(question.filter((feature) => !isName(feature)));
    const nameless = asked.said();
    asked.add(question.filter(isName));
    const whole = asked.said();
    const saidTo = (place: number): Said => (this.#seesNames[place]! ? whole : nameless);
    const scores = this.#priors.map((prior, place) => saidTo(place).scores[place]! + prior);
    const nobodys = this.#nearest(this.#firstLines.at(-1)!, this.lines.count, asked);
    const likeliest = highestPlaces(scores, TUNING.likeliest).map((place): Resemblance => {
      const said = saidTo(place);
      const [first, end] = [this.#firstLines[place]!, this.#firstLines[place + 1]!];
      const counters = this.#firstCounters[place]!;
      const nearestNot = Math.max(this.#nearest(counters, end, asked), nobodys);
      return {
        place,
        score: scores[place]!,
        nearest: this.#nearest(first, counters, asked) / said.length,
        nearestNot: nearestNot / said.length,
        said,
      };
    });
    asked.forget();
    return likeliest;
  }

  /** How alike the nearest of some lines is. Only those that share most words with the question are looked at in full. */
  #nearest(first: number, end: number, { lineSums, weights }: AskedFeatures): number {
    let mostWords = 0;
    for (let line = first; line < end; line++) if (lineSums[line]! > mostWords) mostWords = lineSums[line]!;
    if (mostWords === 0) return 0;
    const least = TUNING.nearestWords * mostWords;
    let nearest = 0;
    for (let line = first; line < end; line++) {
      if (lineSums[line]! >= least) nearest = Math.max(nearest, this.lines.dot(line, weights));
    }
    return nearest;
  }
}
