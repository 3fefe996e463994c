/**
 * Every number of matching that was chosen by measuring, in one place. docs/matching.md has the tables behind them.
 * "Intents" are six answer sets of other people with real questions to them; "dev" are real titles and messages about
 * ChatGPT; "labelled" are the questions in test/eval.
 */
export const TUNING = {
  /** Weight of a character n-gram; a word has 1. Intents: 0.5 and 0.6 are within 0.2 points on average, 0.35 costs one. */
  charNgramWeight: 0.55,
  /** Weight of a function word, which has no character n-grams. Intents: 1 costs CLINC150 0.8 points, 2 costs half a point on average. */
  functionWordWeight: 1.5,
  /** Weight of a skip-bigram; a bigram has 1. Intents: none costs BANKING77 0.8 points, 0.6 is no better. */
  skipBigramWeight: 0.4,
  /** Weight of a model's name, for answers that depend on it. Labelled: right first +1 point over 1; 3 loses it again. */
  nameWeight: 2,
  /** How many content words form skip-bigrams, whose number grows with the square. The first dozen show what a question is about. */
  maxSkipBigramWords: 12,
  /** A feature's weight in a centroid is its sum over the phrasings to this power. Intents: 0.75 to 0.9 is the plateau. */
  centroidPower: 0.85,
  /** Share of the nearest neighbour in a score; the rest is the linear classifier. Intents: 0.2 costs BANKING77 half a point, 0.5 half a point on average. */
  nearestNeighbourShare: 0.1,
  /** Share of the centroid in an answer's weights; the rest is trained. Intents: 0.35 to 0.55 is the plateau. */
  centroidShare: 0.45,
  /** Weight of the logarithm of an answer's number of phrasings, relative to the mean. Intents: curekart with few phrasings +1 point over none. */
  priorWeight: 0.03,
  training: {
    /** The least that an answer's own phrasings should score, and the most that others should. Intents: 0.2 instead of 0.3 costs BANKING77 a point. */
    positiveTarget: 1,
    negativeTarget: 0.3,
    /** Passes over the training set, and the first step size. Intents: 3 epochs cost half a point on average, 10 gain nothing. */
    epochs: 6,
    learningRate: 0.3,
    /** How many answers an example can train: those it is most similar to. Intents: the same with 12, 24 and 48. */
    maxAnswersPerExample: 12,
    /** For how many of these its words become trainable features. Intents: 8 are no better. */
    maxConfusablePerExample: 4,
    /** How many examples of a lower layer an answer is trained on: the most similar ones. `bench servers`: all would take ten times as long. */
    maxNegativesFromBelow: 60,
    /** Features of more answers than this are skipped when similar answers are sought: they make all of them similar, and took two thirds of the time at 50,000 phrasings. */
    maxDocumentFrequency: 300,
  },
  /**
   * How many answers the nearest neighbour is sought for: the best by the linear classifier, and beside them the pattern for the names in
   * the question. Intents: the same with 4 and 8. Labelled: 3 leaves fewer than three to offer now and then, 8 gains 0.1 points among
   * three and takes a fifth more time.
   */
  maxCompared: 4,
  /** Power of the known share of a question in its confidence. Intents: AUROC of curekart .898 with 0.1, .892 with 0.3; 0.6 is .01 worse. */
  knownPower: 0.1,
  /** Specificity from which a question says enough: "what is" has 0.2, "what is gpt" 0.5. Dev. */
  enoughSpecificity: 0.4,
  /** Power of the nearest neighbour's similarity where it alone decides: only near equality counts. Dev. */
  nearEqualPower: 6,
  /**
   * A counter-example that is nearer than every phrasing takes away its similarity to this power: all if the question
   * equals it. Labelled: a flat factor of 0.3 costs 2 points right first; 3 costs AUROC half a point.
   */
  counterExamplePower: 2,
  /** Similarity at which about half of the answers are right, and how steeply that changes around it. Intents and labelled. */
  calibrationMidpoint: 0.36,
  calibrationSteepness: 2.5,
  /** Factor of the confidence in a dated pattern when the question has other content words besides plan and date: "what did the team do in march 2025". */
  otherWordsFactor: 0.5,
  /** Confidence from which a near second does not matter: the question equals a phrasing, or consists of names alone. */
  certain: 0.96,
  /**
   * Share of the confidence in a fact, if that is higher, in the confidence in its pattern. Two sets of fresh questions:
   * 9 of 100 more are answered directly and 4 in a channel, nearly all rightly; 0.5 answers one or two fewer. Labelled:
   * direct recall +2.3 points, precision −0.6.
   */
  factShare: 0.7,
  /**
   * Factor of the confidence in an answer that nobody asks how to do something, when a question asks for that. Labelled:
   * without it precision in a channel 0.6 points less, at the same recall.
   */
  noStepsFactor: 0.6,
  /**
   * Factor of the confidence in a written answer whose phrasings name several models or assistants, when a question names
   * only others: "did they nerf Claude" is not about ChatGPT. Labelled: without it right among three 0.1 points
   * less, AUROC 0.2. Of 360 fresh questions it keeps back six answers about ChatGPT, and three that were right.
   */
  otherNamesFactor: 0.6,
  /** From how many phrasings on it means something that none asks so. Intents: with all answers BANKING77, which has ten for each, loses 0.3 points. */
  enoughPhrasings: 15,
  /**
   * The least confidence for an answer and for a suggestion, and the least lead over the best one that would not be
   * right as well. In a channel, labelled: 0.69 gives 1.8 points more recall for 0.5 of precision, 0.73 costs 2.6 for 0.8;
   * 0.6 answers small talk. Asked directly, labelled and dev: of what is offered between 0.15 and 0.25, one in ten has a
   * right answer among three.
   */
  gates: {
    direct: { answer: 0.5, margin: 0.08, suggest: 0.25 },
    passive: { answer: 0.71, margin: 0.1, suggest: 0.6 },
  },
  /**
   * How much more confidence a question needs without what is said around it, times the share of the words that this is. Labelled:
   * 0.2 gains 0.4 points of recall in a channel and answers small talk, 0.35 costs 0.2.
   */
  leftOutMargin: 0.3,
  /** How much of the best confidence in the whole text its answer must have there. Labelled: without it direct precision −0.1, recall +0.1. */
  shareInWhole: 0.5,
  /** With fewer words, a question mark alone makes no question of a text in a channel. Labelled. */
  leastAskedWords: 3,
  /**
   * The fewest words that must remain once fillers such as "wait so" and "lol" are left out. Twenty questions were each asked with
   * a hundred fillers: 90 % of them were answered before, and 99 % are now. Labelled: direct recall +0.2 points, precision in a
   * channel −0.4.
   */
  leastWithoutFillers: 3,
  /** Confidence in the pattern for bare names when a question consists of names alone. */
  bareNames: 0.97,
  /** The least confidence in that pattern when a question names models. Dev: right among three +0.6 points, AUROC +.004; from 0.35 on labelled lose it. */
  namedModels: 0.25,
  /** Like `bareNames`, where the names are ambiguous: suggested, not answered. */
  ambiguousBareNames: 0.45,
  /** Factor of the confidence in a pattern when the names are ambiguous: enough for a direct answer, too little in a channel. */
  ambiguousNameFactor: 0.65,
  repair: {
    /**
     * The highest fuse.js score of a repair: the share of the letters, two bounds included, that are wrong. 0.22 is one
     * error in words of 3 to 7 letters, two up to 11, three from 12. Intents with typos: 0.23 gains 0.9 points on
     * sofmattress, but without typos it costs CLINC150 a question; 0.25 costs sofmattress and curekart half a point.
     */
    threshold: 0.22,
    /** Factor of the score of a word with the same letters: fuse.js counts two errors for swapped neighbours, the most frequent typo. Intents with typos: 1/2 costs sofmattress 0.4 points, 1/4 is no better. */
    anagramFactor: 1 / 3,
    /** Shorter words resemble too many others. Intents with typos: 4 costs 1.3 points. */
    minLength: 3,
    /** Longer words are not typos, and fuse.js compares 32 letters at most. */
    maxLength: 24,
    /** Shorter words can have a letter too many, one too few or two swapped (`hve`, `oyu`), but not a wrong one; so can names below the second number: `sota` is not Sora. */
    minSubstitutionLength: 4,
    minNameSubstitutionLength: 5,
    /** Repairing takes time, and a text with more unknown words is not a question to this bot. */
    maxWords: 12,
  },
};
