import { auroc } from '../../eval/figures.ts';
import type { Best } from './engines.ts';
import type { LabelledQuestion } from './LabelledSet.ts';

export interface Score {
  /** Share of the answerable questions whose right answer came first. `NaN` without any. */
  readonly accuracy: number;
  /**
   * The chance that an answerable question gets a higher confidence than one that is not: 0.5 is blind, 1 never wrong.
   * `null` where there are not both kinds.
   */
  readonly auroc: number | null;
}

/** @param found - For each question what an engine found, in their order. */
export function score(questions: readonly LabelledQuestion[], found: readonly Best[]): Score {
  const rows = questions.map(({ expect }, place) => ({ expect, ...found[place]! }));
  const inScope = rows.filter(({ expect }) => expect !== null);
  const outOfScope = rows.filter(({ expect }) => expect === null);
  const right = inScope.filter(({ expect, top }) => top !== null && accepts(expect!, top));
  return {
    accuracy: right.length / inScope.length,
    auroc: auroc(inScope.map(confidenceOf), outOfScope.map(confidenceOf)),
  };
}

function accepts(expect: readonly string[], id: string): boolean {
  return expect.some((right) => (right.endsWith(':') ? id.startsWith(right) : id === right));
}

const confidenceOf = ({ confidence }: Best): number => confidence;
