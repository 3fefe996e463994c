import { expect, test } from 'vitest';
import { score } from '../../../tools/bench/matching/score.ts';

const found = (top: string | null, confidence: number) => ({ top, confidence });
const asked = (...right: string[]) => ({ text: '', expect: right });
const OUT = { text: '', expect: null };

test('accuracy is the share of answerable questions whose right answer came first', () => {
  const { accuracy } = score(
    [asked('rlhf'), asked('dpo', 'ppo'), asked('model:'), asked('sft'), OUT],
    [found('rlhf', 0.9), found('ppo', 0.1), found('model:o3', 0.5), found(null, 0), found('sft', 1)],
  );
  expect(accuracy).toBe(3 / 4);
});

test('AUROC is how often an answerable question is surer than another, with half a point where both are alike', () => {
  const { auroc } = score(
    [asked('a'), asked('a'), OUT, OUT],
    [found('a', 0.9), found('a', 0.5), found('a', 0.5), found('a', 0.1)],
  );
  expect(auroc).toBe(3.5 / 4);
});

test('without questions of both kinds there is no AUROC', () => {
  expect(score([asked('a')], [found('a', 1)])).toEqual({ accuracy: 1, auroc: null });
});
