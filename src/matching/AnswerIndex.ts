import { type Features, features, isName } from './features.ts';
import { learnWeights } from './learnWeights.ts';
import { Postings, PostingsDraft } from './Postings.ts';
import type { Token } from './tokenize.ts';
import type { Line } from './train.ts';
import { TUNING } from './tuning.ts';
import { type Vector, Vocabulary, type Weight } from './Vocabulary.ts';

/** An answer's phrasings and counter-examples, each as its words. */
export interface IndexedAnswer {
  readonly phrasings: readonly (readonly Token[])[];
  readonly notThis: readonly (readonly Token[])[];
}

/** How a question compares with each answer, by the answer's place in the list. */
export interface Resemblance {
  /** How much its features speak for the answer; around 0.6 for its own phrasings. */
  readonly score: Float64Array;
  /** What speaks for the answer before anything is asked. */
  readonly prior: Float64Array;
  /** Cosine to the nearest phrasing, 0 to 1. */
  readonly nearest: Float64Array;
  /** Cosine to the nearest counter-example, 0 to 1. */
  readonly nearestNot: Float64Array;
  /** Share of the question's weight that any phrasing knows, 0 to 1. */
  readonly known: number;
  /** How telling the most telling known feature is, 0 to 1: little in "what is", all in a word of one answer alone. */
  readonly substance: number;
}

/**
 * Compares a question with all answers at once: only the features that it has are looked at.
 *
 *     feature -> answers that it speaks for or against, and how much (learnWeights.ts)
 *             -> lines (phrasings and counter-examples) that have it, and its weight there
 */
export class AnswerIndex {
  readonly #answerCount: number;
  readonly #vocabulary: Vocabulary;
  readonly #weights: Postings;
  readonly #lines: Postings;
  /** Which answer each line belongs to. */
  readonly #owners: readonly number[];
  /** Whether each line is a counter-example. */
  readonly #isCounter: readonly boolean[];
  /** What speaks for each answer before anything is asked: people ask more of what has more phrasings. */
  readonly #priors: Float64Array;

  constructor(answers: readonly IndexedAnswer[]) {
    this.#answerCount = answers.length;
    this.#vocabulary = new Vocabulary(answersWith(answers), answers.length);
    const vector = (line: readonly Token[]): Vector => this.#vocabulary.vector(features(line));
    const lines = answers.flatMap(({ phrasings, notThis }, answer): Line[] => [
      ...phrasings.map((line) => ({ answer, isCounter: false, vector: vector(line) })),
      ...notThis.map((line) => ({ answer, isCounter: true, vector: vector(line) })),
    ]);
    this.#weights = learnWeights(lines, answers.length, this.#vocabulary);
    this.#lines = linePostings(lines, this.#vocabulary.size);
    this.#owners = lines.map(({ answer }) => answer);
    this.#isCounter = lines.map(({ isCounter }) => isCounter);
    const usual = lines.filter(({ isCounter }) => !isCounter).length / answers.length;
    this.#priors = Float64Array.from(answers, ({ phrasings }) =>
      phrasings.length === 0 ? 0 : TUNING.priorWeight * Math.log(phrasings.length / usual),
    );
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
      else this.#addTo(sums, this.#vocabulary.weigh(feature, count));
    }
    const abstract = this.#resemblance(sums);
    if (names.length === 0) return { whole: abstract, abstract };
    for (const [feature, count] of names) this.#addTo(sums, this.#vocabulary.weigh(feature, count));
    return { whole: this.#resemblance(sums), abstract };
  }

  #addTo(sums: Sums, [number, weight]: Weight): void {
    sums.squares += weight * weight;
    if (number === undefined) return;
    const rarity = this.#vocabulary.rarity(number);
    if (rarity > 0) sums.knownSquares += weight * weight;
    sums.rarest = Math.max(sums.rarest, rarity);
    this.#weights.addTo(sums.scores, number, weight);
    this.#lines.addTo(sums.lines, number, weight);
  }

  #resemblance({ scores, lines, squares, knownSquares, rarest }: Sums): Resemblance {
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
      score: scores.map((sum) => sum / length),
      prior: this.#priors,
      nearest,
      nearestNot,
      known: knownSquares / (squares || 1),
      substance: rarest / (this.#vocabulary.highestRarity || 1),
    };
  }
}

/** What a comparison adds up before it is known how long the question's features are together. */
class Sums {
  readonly scores: Float64Array;
  readonly lines: Float64Array;
  squares = 0;
  knownSquares = 0;
  rarest = 0;

  constructor(answers: number, lines: number) {
    this.scores = new Float64Array(answers);
    this.lines = new Float64Array(lines);
  }
}

function linePostings(lines: readonly Line[], size: number): Postings {
  const draft = new PostingsDraft();
  lines.forEach(({ vector }, line) => {
    vector.numbers.forEach((number, i) => draft.add(number, line, vector.weights[i]!));
  });
  return new Postings(size, draft);
}

/**
 * In how many answers' phrasings each feature occurs: none, where only counter-examples have it. The features are made
 * here and once more for the vectors: kept as maps of all lines at once, they would take several times the memory.
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
