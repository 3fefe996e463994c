import type { Decision } from '../../src/matching/Match.ts';
import type { Judged } from './labelled.ts';

/** Quantile by nearest rank. `values` need not be sorted. `NaN` when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/**
 * Area under the ROC curve: the chance that one of `inside` is higher than one of `outside`, where equal ones count half.
 * 1 is perfect, 0.5 is guessing.
 *
 * @returns `null` when either list is empty.
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

/** How many values of a sorted list are below a value, or at most equal to it. */
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

/** How often the best candidates are right at some confidence. */
interface Bin {
  readonly questions: number;
  readonly right: number;
}

/** By confidence to the nearest tenth: `0.9` covers 0.85 to 0.95. Empty tenths are left out. */
export type Calibration = Readonly<Record<string, Bin>>;

/** Covers all questions with a candidate. For those that nothing should answer, every candidate is wrong. */
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

/** Questions by what went wrong, each in one list, the most confident first. */
export interface Confusions {
  /** Got a wrong answer in a channel. */
  readonly answeredWrongly: readonly Judged[];
  /** Answerable, not answered in a channel, and the first candidate is wrong. */
  readonly wrongFirst: readonly Judged[];
}

export function confusionsOf(judged: readonly Judged[]): Confusions {
  const wrong = judged.filter(({ isRight }) => !isRight).toSorted((a, b) => b.confidence - a.confidence);
  return {
    answeredWrongly: wrong.filter(({ passive }) => passive === 'answer'),
    wrongFirst: wrong.filter(({ passive, question }) => passive !== 'answer' && question.expect !== null),
  };
}

/** Quality of the decisions in one mode. Shares are 0 to 1 with four places; `null` where nothing was counted. */
interface Decided {
  /** Share of right ones among the answers given. */
  readonly precision: number | null;
  /** Share of answerable questions that got a right answer. */
  readonly recall: number | null;
  /** How many questions were answered. */
  readonly answered: number;
}

/** Quality of matching on some labelled questions. */
export interface Figures {
  readonly answerable: number;
  readonly unanswerable: number;
  readonly passive: Decided;
  readonly direct: Decided;
  /** Answers in a channel to questions that should have none, by class. */
  readonly falseAnswers: Readonly<Record<string, { readonly questions: number; readonly answered: number }>>;
  /** Share of answerable questions whose best candidate is right, and of those with a right one among the first three. */
  readonly top1: number | null;
  readonly top3: number | null;
  /** Chance that an answerable question has a higher confidence than an unanswerable one. */
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
