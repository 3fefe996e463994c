import type { AnswerIndex, IndexedAnswer, Resemblance } from './index/AnswerIndex.ts';
import { type Features, features, isTellingWord } from './index/features.ts';
import type { Candidate, Matchable } from './Match.ts';
import { completedId, isPattern, patternOfBareNames, patternOfNames } from './patterns.ts';
import type { Mentions } from './reading/Reader.ts';
import type { Token } from './reading/tokenize.ts';
import { FILLER_WORDS } from './reading/words.ts';
import { TUNING } from './tuning.ts';

/**
 * How sure it is that a question means an answer, 0 to 1.
 *
 * The answer's profile says most and its nearest phrasing some, but little when the question says nothing in particular
 * ("what is"); a question that equals a phrasing is certain. What the question says beyond all phrasings makes it less
 * so, and a counter-example nearer than every phrasing ends it.
 */
export function confidence({ score, nearest, nearestNot, said }: Resemblance): number {
  const blend = (1 - TUNING.nearestShare) * score + TUNING.nearestShare * nearest;
  const telling = Math.min(1, said.substance / TUNING.enoughSubstance) ** 2;
  const likeness = Math.max(blend * telling, nearest ** TUNING.equalPower) * said.known ** TUNING.knownPower;
  // Sums of squares miss 1 by their last digits, and what equals a phrasing is certain.
  const sure = calibrated(Math.min(1, Math.round(likeness * DIGITS) / DIGITS));
  return nearestNot > nearest ? sure * TUNING.counterExampleFactor : sure;
}

const DIGITS = 1e6;

/** Bends likeness, which is rarely high, to the share of answers that are right at it: 0 stays 0 and 1 stays 1. */
function calibrated(likeness: number): number {
  const power = likeness ** TUNING.calibrationPower;
  const half = TUNING.calibrationHalf ** TUNING.calibrationPower;
  return (power / (power + half)) * (1 + half);
}

/** A question as every layer is asked it. */
export interface Asked {
  readonly tokens: readonly Token[];
  readonly mentions: Mentions;
  readonly withoutFillers: Features;
  /** As patterns about a time see it; none, when it names no date. */
  readonly inTime: Features;
  /** With the words around it: "hello", "thanks". */
  readonly withFillers: Features;
}

interface Found {
  readonly answer: Matchable;
  /** 0 to 1. */
  readonly sure: number;
}

/**
 * Answers that are matched together. Layers lie on each other: what a server's moderators wrote on the curated set, and
 * what they changed last on that. A layer can take away answers of those beneath; their index stays as it is, shared by
 * all servers.
 */
export class Layer {
  readonly #answers: readonly Matchable[];
  /** The telling words of the patterns about a time. */
  readonly #datedWords: ReadonlySet<string>;
  /** Some answer is to the words that stand around questions elsewhere. */
  readonly #hearsFillers: boolean;
  readonly index: AnswerIndex;
  /** Ids of answers that no layer beneath gives any more: they are here, or nowhere. */
  readonly hides: ReadonlySet<string>;

  /**
   * @param lines - What the answers' phrasings were read as.
   * @param hides - Ids of answers beneath that are to be found no longer, besides those that have an answer here.
   */
  constructor(
    answers: readonly Matchable[],
    lines: readonly IndexedAnswer[],
    index: AnswerIndex,
    hides: readonly string[],
  ) {
    const dated = lines.flatMap(({ phrasings }, place) => (answers[place]!.isDated ? phrasings : []));
    this.#answers = answers;
    this.#hearsFillers = lines.some(({ phrasings }) => isAboutFillers(phrasings));
    this.#datedWords = new Set(dated.flatMap((line) => features(line)).filter(isTellingWord));
    this.index = index;
    this.hides = new Set([...hides, ...answers.map(({ id }) => id)]);
  }

  candidates(asked: Asked, order: ReadonlyMap<string, number>): Candidate[] {
    return [...this.#found(asked), ...this.#foundInTime(asked)].flatMap(({ answer, sure }) => {
      const id = isPattern(answer) ? completedId(answer, asked.mentions, order) : answer.id;
      return id !== undefined && sure > 0 ? { id, confidence: sure } : [];
    });
  }

  #found({ tokens, mentions, withoutFillers, withFillers }: Asked): readonly Found[] {
    const { models, isDoubtful, isForeign } = mentions;
    const bare = patternOfBareNames(isForeign ? tokens.filter(({ model }) => model !== undefined) : tokens);
    // What whoever names models most likely asks for, if nothing else.
    const guess = bare ?? patternOfNames(models);
    const least = bare ? bareSurety(mentions) : TUNING.namedModels;
    const patternFactor = isDoubtful ? TUNING.doubtfulNameFactor : 1;
    // Where nothing but such names is said, all else goes by them too.
    const otherFactor = isDoubtful && bare ? TUNING.doubtfulBareNames : 1;
    const found: Found[] = [];
    let guessed = 0;
    for (const resemblance of this.index.compare(this.#hearsFillers ? withFillers : withoutFillers)) {
      const answer = this.#answers[resemblance.place]!;
      if (answer.isDated) continue;
      const sure = confidence(resemblance) * (isPattern(answer) ? patternFactor : otherFactor);
      if (answer.id === guess) guessed = sure;
      else found.push({ answer, sure });
    }
    const answer = guess && this.#answers.find(({ id }) => id === guess);
    if (answer) found.push({ answer, sure: bare ? least : Math.max(guessed, least) });
    return found;
  }

  /** What is about the time that a question names, if it names one. */
  #foundInTime({ mentions, inTime }: Asked): readonly Found[] {
    if (inTime.length === 0 || this.#datedWords.size === 0) return [];
    const factor = this.#isAboutTime(inTime, mentions) ? 1 : TUNING.otherWordsFactor;
    return this.index
      .compare(inTime)
      .map((resemblance) => ({ answer: this.#answers[resemblance.place]!, sure: confidence(resemblance) * factor }))
      .filter(({ answer }) => answer.isDated);
  }

  /**
   * Whether a text with a plan and a date in it is about those: "free" and "team" are ordinary words, and "what did the
   * team eat in 2024" has both.
   */
  #isAboutTime(inTime: Features, { models }: Mentions): boolean {
    const telling = inTime.filter(isTellingWord);
    return telling.every((word) => this.#datedWords.has(word)) && telling.length + models.length > 0;
  }
}

function bareSurety({ isDoubtful, isForeign }: Mentions): number {
  return isDoubtful || isForeign ? TUNING.doubtfulBareNames : TUNING.bareNames;
}

/** An answer to "hello" and "thanks", not one of whose phrasings one happens to end in "lol". */
function isAboutFillers(phrasings: readonly (readonly Token[])[]): boolean {
  const having = phrasings.filter((line) => line.some(({ text }) => FILLER_WORDS.has(text)));
  return having.length > phrasings.length * TUNING.fillersMatter;
}
