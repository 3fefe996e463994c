import type { Judged } from './judge.ts';

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
