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
    for (const [place, { phrasings, notThis }] of answers.entries()) {
      this.#firstLines[place + 1] = this.#firstLines[place]! + phrasings.length + notThis.length;
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
    const nobodys = this.#nearestLines(this.#firstLines.at(-1)!, this.lines.count, asked).counter;
    const likeliest = highestPlaces(scores, TUNING.likeliest).map((place): Resemblance => {
      const said = saidTo(place);
      const [first, end] = [this.#firstLines[place]!, this.#firstLines[place + 1]!];
      const { phrasing, counter } = this.#nearestLines(first, end, asked);
      return {
        place,
        score: scores[place]!,
        nearest: phrasing / said.length,
        nearestNot: Math.max(counter, nobodys) / said.length,
        said,
      };
    });
    asked.forget();
    return likeliest;
  }

  /**
   * How alike the nearest phrasing and the nearest counter-example among some lines are. Only those that share most
   * words with the question are looked at in full.
   */
  #nearestLines(
    first: number,
    end: number,
    { lineSums, weights }: AskedFeatures,
  ): { phrasing: number; counter: number } {
    let [phrasingWords, counterWords] = [0, 0];
    for (let line = first; line < end; line++) {
      const words = lineSums[line]!;
      if (this.lines.isCounter(line)) counterWords = Math.max(counterWords, words);
      else phrasingWords = Math.max(phrasingWords, words);
    }
    let [phrasing, counter] = [0, 0];
    for (let line = first; line < end; line++) {
      const isCounter = this.lines.isCounter(line);
      const words = lineSums[line]!;
      if (words === 0 || words < TUNING.nearestWords * (isCounter ? counterWords : phrasingWords)) continue;
      const likeness = this.lines.dot(line, weights);
      if (isCounter) counter = Math.max(counter, likeness);
      else phrasing = Math.max(phrasing, likeness);
    }
    return { phrasing, counter };
  }
}
