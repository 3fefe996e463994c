import { describe, expect, test } from 'vitest';
import { followUpId, isFollowUp } from '../../src/answers/followUp.ts';
import { openFixtureBook } from '../support/fixtureBook.ts';

const book = await openFixtureBook();

test.each(['and gpt-5?', 'what about plus?', 'since when?', 'what does that mean?', 'why'])(
  '"%s" goes on about the answer',
  (text) => {
    expect(isFollowUp(text)).toBe(true);
  },
);

test.each(['what is rlhf?', 'thanks', 'why was chatgpt fine-tuned after its pretraining in 2022'])(
  '"%s" stands by itself',
  (text) => {
    expect(isFollowUp(text)).toBe(false);
  },
);

describe('a follow-up', () => {
  test.each([
    ['model:gpt-4', 'and gpt-5?', 'model:gpt-5'],
    ['model:gpt-4:released', 'what about gpt-4o', 'model:gpt-4o:released'],
    ['lineage:gpt-4', 'and gpt-5', 'lineage:gpt-5'],
  ])('to %s, "%s" means %s', (before, text, id) => {
    expect(followUpId(book, before, text)).toBe(id);
  });

  test.each([
    ['what-is-rlhf', 'since when?'],
    ['what-is-rlhf', 'what does that mean?'],
    ['what-is-rlhf', 'and bananas?'],
  ])('to %s, "%s" is not certain', (before, text) => {
    expect(followUpId(book, before, text)).toBeUndefined();
  });
});
