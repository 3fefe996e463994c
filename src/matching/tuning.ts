/**
 * Every number of matching that was chosen by measuring, in one place. docs/matching.md has the tables behind them.
 * `intents` = six answer sets of other people with real questions to them; `dev` = real titles and messages about ChatGPT.
 */
export const TUNING = Object.freeze({
  /** Weight of a letter piece beside a word's 1. Intents: 0.5 and 0.6 are within 0.2 points on average, 0.35 costs one. */
  pieceWeight: 0.55,
  /** Of a function word, whose letters do not count. Intents: 1 costs CLINC150 0.8 points, 2 costs half a point on average. */
  functionWordWeight: 1.5,
  /** Of two telling words that are apart, beside neighbours' 1. Intents: none costs BANKING77 0.8 points, 0.6 is no better. */
  farPairWeight: 0.4,
  /** Of a model's name, to answers to which it matters. Labelled questions: right first +1 point over 1; 3 loses it again. */
  nameWeight: 2,
  /** A feature's weight in a profile is its sum over the phrasings to this power. Intents: 0.75 to 0.9 is the plateau. */
  profilePower: 0.85,
  /** Share of the nearest phrasing in a score; the rest are weights. Intents: 0.2 costs BANKING77 half a point, 0.5 half a point on average. */
  nearestShare: 0.1,
  /** Share of the profile in an answer's weights; the rest is learned. Intents: 0.35 to 0.55 is the plateau. */
  profileShare: 0.45,
  /** Weight of the logarithm of how many phrasings an answer has beside the usual number. Intents: curekart with few phrasings +1 point over none. */
  priorWeight: 0.03,
  training: Object.freeze({
    /** What an answer should score on its own phrasings at least, and others at most. Intents: 0.2 instead of 0.3 costs BANKING77 a point. */
    ownScore: 1,
    otherScore: 0.3,
    /** How often all lines are gone through, and the first step. Intents: 3 rounds cost half a point on average, 10 gain nothing. */
    rounds: 6,
    rate: 0.3,
    /** How many answers a line can teach: those that it is most like. Intents: the same with 12, 24 and 48. */
    pupils: 12,
    /** How many lines beneath an answer learns to leave alone: those that are most like it. `bench servers`: all would take ten times as long. */
    likeBeneath: 60,
    /** How many others a line may teach to score less by words that they do not have. Intents: 8 are no better. */
    rivals: 4,
  }),
  /** How many answers a question is compared with line by line. Intents: the same with 8 and 16. */
  likeliest: 8,
  /** Share of the best line's words that another must have to be compared in full. Intents: the same with 0.4; only the best costs curekart 0.3 points. */
  nearestWords: 0.6,
  /** Power of the known share of a question in its confidence. Intents: AUROC of curekart .898 with 0.1, .892 with 0.3; 0.6 is .01 worse. */
  knownPower: 0.1,
  /** Substance from which a question says enough: "what is" has 0.2, "what is gpt" 0.5. Dev. */
  enoughSubstance: 0.4,
  /** Power of the nearest phrasing's likeness when it speaks alone: only near equality counts. Dev. */
  equalPower: 6,
  /** What remains of a confidence when a counter-example is nearer than every phrasing. */
  counterExampleFactor: 0.3,
  /** Likeness at which about half of the answers are right, and how steeply that changes around it. Intents and labelled questions. */
  calibrationHalf: 0.36,
  calibrationPower: 2.5,
  /** Confidence from which a near second does not matter: the question equals a phrasing, or is names alone. */
  certain: 0.96,
  /**
   * Confidence from which to answer and to suggest, and how much surer the first must be than the second. In a channel a
   * lead of 0.3 instead of 0.1 takes one wrong answer in three away on dev, and one right one in thirty on labelled questions.
   */
  gates: Object.freeze({
    direct: Object.freeze({ answer: 0.5, margin: 0.08, suggest: 0.12 }),
    passive: Object.freeze({ answer: 0.85, margin: 0.3, suggest: 0.6 }),
  }),
  /** Confidence that a question of names alone asks for the model, or for a comparison. */
  bareNames: 0.97,
  /** At least so sure it is that a question which names models asks for them. Dev: right among three +0.6 points, AUROC +.004; from 0.35 on labelled questions lose it. */
  namedModels: 0.25,
  /** The same as bareNames where the names are numbers that other makers' models have too, or all else is foreign: suggested, not answered. */
  doubtfulBareNames: 0.45,
  /** What such names leave of a pattern's confidence otherwise: enough for somebody who asks the bot, too little for a channel. */
  doubtfulNameFactor: 0.8,
  /** fuse.js: 0 = only equal words, 1 = anything. Intents with typos: +2 points on sofmattress over 0.34, as slips are counted. */
  repairThreshold: 0.5,
  /** What a question loses of its confidence when all that it tells is guessed from misspelled words. Dev: AUROC +.002; intents with typos: AUROC −.005. Below 0.5 somebody who asks for a codec is told of Codex. */
  guessDoubt: 0.55,
  /** Words of so many letters may have two slips, shorter ones one. Intents with typos: 9 costs half a point. */
  twoSlipsFrom: 8,
});
