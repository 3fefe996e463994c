/**
 * Every number of matching that was chosen by measuring, in one place. docs/matching.md has the tables behind them.
 * `intents` = six answer sets of other people with real questions to them; `dev` = real titles and messages about ChatGPT.
 */
export const TUNING = Object.freeze({
  /** Weight of a letter piece beside a word's 1. Intents: 0.5 gains two points on CLINC150 over 1 and loses nowhere. */
  pieceWeight: 0.4,
  /** A feature's weight in a profile is its sum over the phrasings to this power. Intents: +1 to +2 points over 1. */
  profilePower: 0.85,
  /** Share of the nearest phrasing in a score; the rest is the profile. Intents: +3 on curekart, -1 on BANKING77. */
  nearestShare: 0.2,
  /** Power of the known share of a question in its confidence. Intents: 0.5 has +.01 AUROC over 1. */
  knownPower: 0.4,
  /** Power of the nearest phrasing's likeness when it speaks alone: only near equality counts. */
  equalPower: 6,
  /** What remains of a confidence when a counter-example is nearer than every phrasing. */
  counterExampleFactor: 0.3,
  /** Likeness at which about half of the answers are right, and how steeply that changes around it. Intents. */
  calibrationHalf: 0.26,
  calibrationPower: 2,
  /** Confidence from which a near second does not matter: the question equals a phrasing, or is names alone. */
  certain: 0.96,
  /** Confidence from which to answer and to suggest, and how much surer the first must be than the second. Dev. */
  gates: Object.freeze({
    direct: Object.freeze({ answer: 0.5, margin: 0.08, suggest: 0.12 }),
    passive: Object.freeze({ answer: 0.85, margin: 0.1, suggest: 0.6 }),
  }),
  /** Confidence that a question of names alone asks for the model, or for a comparison. */
  bareNames: 0.97,
  /** fuse.js: 0 = only equal words, 1 = anything. Intents with typos: 0.34 repairs most and invents least. */
  repairThreshold: 0.5,
  /** How many words fuse.js proposes, of which the one with the fewest slips is taken. */
  repairProposals: 12,
  /** Words of so many letters may have two slips, shorter ones one. */
  twoSlipsFrom: 8,
  /** Letters by which a repaired word may be longer or shorter. Intents with typos: beyond 2, repairs are inventions. */
  repairLengthGap: 2,
});
