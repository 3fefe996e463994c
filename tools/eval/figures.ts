import type { Decision } from '../../src/matching/Match.ts';
import type { Judged } from './labelled.ts';

/** The value below which a share of all values lies, by nearest rank; `NaN` of none. `values` need not be sorted. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/**
 * The chance that one of `inside` is higher than one of `outside`, equal ones counting half: 1 = all are, 0.5 = blind.
 *
 * @returns `null` when there is nothing to compare.
 */
export function auroc(inside: readonly number[], outside: readonly number[]): number | null {
  if (inside.length === 0 || outside.length === 0) return null;
  const sorted = outside.toSorted((a, b) => a - b);
  const wins = inside.reduce(
    (sum, value) => sum + (countBelow(sorted, value) + countBelow(sorted, value, true)) / 2,
    0,
  );
  return wins / (inside.length * outside.length);
}

/** How many of a sorted list are below a value; `orEqual` counts those that equal it too. */
function countBelow(sorted: readonly number[], value: number, orEqual = false): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle]!;
    if (other < value || (orEqual && other === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How often the best candidates of some confidence are right. */
export interface Bin {
  readonly questions: number;
  readonly right: number;
}

/** By confidence to the nearest tenth: `0.9` holds 0.85 to 0.95. Tenths that no question has are left out. */
export type Calibration = Readonly<Record<string, Bin>>;

/** Of all questions that have a candidate, also those that nothing should answer: there every candidate is wrong. */
export function calibrationOf(judged: readonly Judged[]): Calibration {
  const found = judged.filter(({ top }) => top !== null);
  const bins = Object.groupBy(
    found.toSorted((a, b) => a.confidence - b.confidence),
    tenth,
  );
  return Object.fromEntries(
    Object.entries(bins).map(([at, all = []]) => [
      at,
      { questions: all.length, right: all.filter(({ isRight }) => isRight).length },
    ]),
  );
}

const tenth = ({ confidence }: Judged): string => (Math.round(confidence * 10) / 10).toFixed(1);

/** Questions by what went wrong, each in one list alone, the surest first. */
export interface Confusions {
  /** Answered in a channel with something else than expected. */
  readonly answeredWrongly: readonly Judged[];
  /** Answerable, and something else came first, which was not answered with. */
  readonly foundElse: readonly Judged[];
}

export function confusionsOf(judged: readonly Judged[]): Confusions {
  const wrong = judged.filter(({ isRight }) => !isRight).toSorted((a, b) => b.confidence - a.confidence);
  return {
    answeredWrongly: wrong.filter(({ passive }) => passive === 'answer'),
    foundElse: wrong.filter(({ passive, question }) => passive !== 'answer' && question.expect !== null),
  };
}

/** What the decisions of one mode did. Shares are 0 to 1, to four places; `null` of nothing. */
export interface Decided {
  /** Of all answers that were given, the share of right ones. */
  readonly precision: number | null;
  /** Of all answerable questions, the share that was answered rightly. */
  readonly recall: number | null;
  /** How many questions were answered. */
  readonly answered: number;
}

/** How well matching does on some labelled questions. */
export interface Figures {
  readonly answerable: number;
  readonly unanswerable: number;
  readonly passive: Decided;
  readonly direct: Decided;
  /** Answers in a channel to what should have none, by class. */
  readonly falseAnswers: Readonly<Record<string, { readonly questions: number; readonly answered: number }>>;
  /** Of all answerable questions, the share whose best candidate is right, and of which one of the first three is. */
  readonly top1: number | null;
  readonly top3: number | null;
  /** Chance that an answerable question has a higher confidence than one that is not. */
  readonly auroc: number | null;
  readonly calibration: Calibration;
}

export function figuresOf(judged: readonly Judged[]): Figures {
  const inside = judged.filter(({ question }) => question.expect !== null);
  const outside = judged.filter(({ question }) => question.expect === null);
  return {
    answerable: inside.length,
    unanswerable: outside.length,
    passive: decided(judged, inside.length, ({ passive }) => passive),
    direct: decided(judged, inside.length, ({ direct }) => direct),
    falseAnswers: falseAnswersOf(outside),
    top1: share(inside.filter(({ isRight }) => isRight).length, inside.length),
    top3: share(inside.filter(({ isNear }) => isNear).length, inside.length),
    auroc: rounded(auroc(confidences(inside), confidences(outside))),
    calibration: calibrationOf(judged),
  };
}

function decided(judged: readonly Judged[], answerable: number, decisionOf: (one: Judged) => Decision): Decided {
  const answered = judged.filter((one) => decisionOf(one) === 'answer');
  const right = answered.filter(({ isRight }) => isRight).length;
  return { precision: share(right, answered.length), recall: share(right, answerable), answered: answered.length };
}

function falseAnswersOf(outside: readonly Judged[]): Figures['falseAnswers'] {
  const classes = Object.groupBy(outside, ({ question }) => question.class);
  return Object.fromEntries(
    Object.entries(classes).map(([name, all = []]) => [
      name,
      { questions: all.length, answered: all.filter(({ passive }) => passive === 'answer').length },
    ]),
  );
}

const share = (part: number, whole: number): number | null => rounded(whole === 0 ? null : part / whole);

const rounded = (value: number | null): number | null => value && Number(value.toFixed(4));

const confidences = (judged: readonly Judged[]): number[] => judged.map(({ confidence }) => confidence);
