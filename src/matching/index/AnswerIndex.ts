import { AskedFeatures, type Said } from './AskedFeatures.ts';
import { type Features, isName } from './features.ts';
import { highestPlaces } from './highestPlaces.ts';
import type { Lines } from './Lines.ts';
import type { Postings } from './Postings.ts';
import type { Token } from '../reading/tokenize.ts';
import { TUNING } from '../tuning.ts';
import type { Vocabulary } from './Vocabulary.ts';

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
