import { expect, test } from 'vitest';
import { groupAlike } from '../../../src/answers/learning/groupAlike.ts';
import { runToEnd } from '../../../src/shared/concurrency.ts';
import { openFixtureBook } from '../../support/fixtureBook.ts';
import { labelledQuestions } from './labelledQuestions.ts';

const { matcher } = await openFixtureBook();

const groupsOf = (texts: readonly string[]): string[][] =>
  runToEnd(groupAlike(texts, matcher)).map((group) => group.map((index) => texts[index]!));

/** Of all pairs: those put together that belong together, and those that belong together that were put together. */
function judged(questions: ReturnType<typeof labelledQuestions>) {
  const groups = runToEnd(
    groupAlike(
      questions.map(({ text }) => text),
      matcher,
    ),
  );
  const groupOf = new Map(groups.flatMap((members, group) => members.map((index) => [index, group])));
  const count = { right: 0, together: 0, belong: 0, alike: 0, all: 0 };
  for (let i = 0; i < questions.length; i++) {
    for (let j = 0; j < i; j++) {
      const isTogether = groupOf.get(i) === groupOf.get(j);
      const belongs = questions[i]!.topic === questions[j]!.topic;
      count.all++;
      count.together += Number(isTogether);
      count.belong += Number(belongs);
      count.right += Number(isTogether && belongs);
      count.alike += Number(isTogether === belongs);
    }
  }
  return {
    precision: count.right / count.together,
    recall: count.right / count.belong,
    accuracy: count.alike / count.all,
    groups: groups.length,
  };
}

test('a thousand questions of a month, two in five misspelt, are put together by what they ask', () => {
  const figures = judged(labelledQuestions(1_000, 7, 1));
  expect(figures.precision).toBeGreaterThanOrEqual(0.9);
  expect(figures.recall).toBeGreaterThanOrEqual(0.9);
});

test('wordings, greetings and typos of one question are one group', () => {
  expect(
    groupsOf(['how do I get the member role', 'hey, how do i get teh member role??', 'how to get the memebr role']),
  ).toHaveLength(1);
});

test('questions about different models stay apart', () => {
  expect(groupsOf(['how much does gpt-4 cost me', 'how much does gpt-5 cost me'])).toHaveLength(2);
});

test('every text is in exactly one group, also empty and repeated ones', () => {
  const texts = ['', 'x', 'x', '???', 'where is the old forum', '🎉'];
  expect(groupsOf(texts).flat().toSorted()).toEqual(texts.toSorted());
});
