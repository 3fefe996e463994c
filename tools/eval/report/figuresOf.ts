import type { Decision } from '../../../src/matching/Match.ts';
import { auroc } from './auroc.ts';
import { type Calibration, calibrationOf } from './calibrationOf.ts';
import type { Judged } from './judge.ts';

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
