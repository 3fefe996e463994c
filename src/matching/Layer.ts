import type { AnswerIndex } from './index/AnswerIndex.ts';
import { confidence } from './confidence.ts';
import { type Features, isTellingWord } from './index/features.ts';
import type { Candidate, Matchable } from './Match.ts';
import { completedId, isPattern, patternOfBareNames, patternOfNames } from './patterns.ts';
import type { Mentions } from './reading/Reader.ts';
import type { Token } from './reading/tokenize.ts';
import { TUNING } from './tuning.ts';

/** A question as every layer is asked it. */
export interface Asked {
  readonly tokens: readonly Token[];
  readonly mentions: Mentions;
  readonly features: Features;
  /** As patterns about a time see it; none, when it names no date. */
  readonly inTime: Features;
  /** With the words around it: "hello", "thanks". */
  readonly withFillers: Features;
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
  readonly #hearsFillers: boolean;
  readonly index: AnswerIndex;
  /** Ids of answers that no layer beneath gives any more: they are here, or nowhere. */
  readonly hides: ReadonlySet<string>;

  /** @param hearsFillers - Some answer is to the words that stand around questions elsewhere. */
  constructor(
    answers: readonly Matchable[],
    index: AnswerIndex,
    hides: ReadonlySet<string>,
    { hearsFillers, datedWords }: { readonly hearsFillers: boolean; readonly datedWords: ReadonlySet<string> },
  ) {
    this.#hearsFillers = hearsFillers;
    this.#answers = answers;
    this.#datedWords = datedWords;
    this.index = index;
    this.hides = hides;
  }

  candidates(
    { tokens, mentions, features, inTime, withFillers }: Asked,
    order: ReadonlyMap<string, number>,
  ): Candidate[] {
    const bare = patternOfBareNames(mentions.isForeign ? tokens.filter(({ model }) => model !== undefined) : tokens);
    const candidates: Candidate[] = [];
    const add = (answer: Matchable, sure: number): void => {
      const id = isPattern(answer) ? completedId(answer, mentions, order) : answer.id;
      if (id !== undefined && sure > 0) candidates.push({ id, confidence: sure });
    };
    const doubt = mentions.isDoubtful ? TUNING.doubtfulNameFactor : 1;
    // Where nothing but such names is said, all else goes by them too.
    const otherDoubt = mentions.isDoubtful && bare ? TUNING.doubtfulBareNames : 1;
    // What whoever names models most likely asks for, if nothing else.
    const guess = bare ?? patternOfNames(mentions.models);
    let guessed = 0;
    for (const resemblance of this.index.compare(this.#hearsFillers ? withFillers : features)) {
      const answer = this.#answers[resemblance.place]!;
      if (answer.isDated) continue;
      const sure = confidence(resemblance) * (isPattern(answer) ? doubt : otherDoubt);
      if (answer.id === guess) guessed = sure;
      else add(answer, sure);
    }
    const guessedAnswer = guess && this.#answers.find(({ id }) => id === guess);
    const isClear = !mentions.isDoubtful && !mentions.isForeign;
    const bareNames = isClear ? TUNING.bareNames : TUNING.doubtfulBareNames;
    if (guessedAnswer) add(guessedAnswer, bare ? bareNames : Math.max(guessed, TUNING.namedModels));
    if (inTime.length > 0 && this.#datedWords.size > 0) {
      const doubt = this.#isAboutTime(inTime, mentions) ? 1 : TUNING.otherWordsFactor;
      for (const resemblance of this.index.compare(inTime)) {
        const answer = this.#answers[resemblance.place]!;
        if (answer.isDated) add(answer, confidence(resemblance) * doubt);
      }
    }
    return candidates;
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
