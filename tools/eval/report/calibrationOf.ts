import type { Judged } from './judge.ts';

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
