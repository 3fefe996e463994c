import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBefore } from '../../src/knowledge/dates.ts';
import { chatGptTimeline } from '../../src/knowledge/Knowledge.ts';
import { entriesOn, isDuring, planHistories, spansByPlan, timeBetween } from '../../src/lineage/timeline.ts';
import { family, knowledgeOf, TODAY, use } from './family.ts';

describe('dates of different precision', () => {
  test.each([
    ['2022', '2022-11-30', false],
    ['2022-11-30', '2022', false],
    ['2022', '2023-01-01', true],
    ['2022-11', '2022-12', true],
    ['2022-11-30', '2022-11-30', false],
    ['2023', '2022-12-31', false],
  ])('%s is certainly before %s: %s', (one, other, expected) => {
    expect(isBefore(one, other)).toBe(expected);
  });

  test.each([
    ['2022-11-30', '2022-12-01', '1 day'],
    ['2022-11-30', '2023-01-10', '41 days'],
    ['2022-11-30', '2023-03-14', 'about 3 months'],
    ['2022-11', '2023-03', 'about 4 months'],
    ['2020-06-11', '2023-03-14', 'about 2 years and 9 months'],
    ['2023-03-14', '2024-03-14', 'about 1 year'],
    ['2022', '2023-03-14', undefined],
    ['2023-03-14', '2023-03-14', undefined],
    ['2023-03-14', '2022-11-30', undefined],
  ])('between %s and %s lies %s', (one, other, expected) => {
    expect(timeBetween(one, other)).toBe(expected);
  });
});

const modelsOn = (plan: 'free' | 'plus' | 'go', day: string) =>
  entriesOn(chatGptTimeline(family), plan, day).map((entry) => `${entry.model} ${entry.role}`);

describe('what a plan had on a day', () => {
  test.each([
    ['free', '2022-11-29', []],
    ['free', '2022-11-30', ['gpt-3.5 default']],
    ['plus', '2023-04-01', ['gpt-3.5 default', 'gpt-4 choice']],
    ['plus', '2023-08-03', ['gpt-4 default']],
    ['free', '2024-05-13', ['gpt-4o default']],
    ['go', '2024-05-13', []],
  ] as const)('%s on %s: %j', (plan, day, expected) => {
    expect(modelsOn(plan, day)).toEqual(expected);
  });

  test('an end known to the month lasts through that month', () => {
    expect(isDuring({ from: '2024', to: '2025-04' }, '2025-04-30')).toBe(true);
    expect(isDuring({ from: '2024', to: '2025-04' }, '2025-05-01')).toBe(false);
  });
});

describe('when the plans had a model', () => {
  test('stretches that touch become one, whatever the role', () => {
    expect(spansByPlan(family, 'gpt-4')).toEqual([
      { plans: ['plus'], entries: [{ from: '2023-03-14', to: '2025-04-30' }] },
    ]);
  });

  test('plans with the same dates stand together, and developers are no plan', () => {
    expect(spansByPlan(family, 'gpt-4o')).toEqual([
      { plans: ['free', 'plus'], entries: [{ from: '2024-05-13' }] },
      { plans: ['go'], entries: [{ from: '2025-08-20' }] },
    ]);
  });

  test('a gap keeps stretches apart', () => {
    const timeline = [
      use({ model: 'm', plans: ['pro'], role: 'default', from: '2025-01-01', to: '2025-02-01' }),
      use({ model: 'm', plans: ['pro'], role: 'choice', from: '2025-03-01' }),
    ];
    expect(spansByPlan(knowledgeOf([], timeline), 'm')).toEqual([
      { plans: ['pro'], entries: [{ from: '2025-01-01', to: '2025-02-01' }, { from: '2025-03-01' }] },
    ]);
  });

  test('an end that is not documented stays so when stretches are joined', () => {
    const timeline = [
      use({ model: 'm', plans: ['pro'], role: 'default', from: '2025-01-01', to: '2025-02-01' }),
      use({ model: 'm', plans: ['pro'], role: 'choice', from: '2025-02-01', to: '2025-03', end: 'not-documented' }),
    ];
    expect(spansByPlan(knowledgeOf([], timeline), 'm')).toEqual([
      { plans: ['pro'], entries: [{ from: '2025-01-01', to: '2025-03', end: 'not-documented' }] },
    ]);
  });

  test('joined stretches hold exactly the days that their entries held', () => {
    const day = fc
      .date({ min: new Date('2023-01-01'), max: new Date('2024-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const stretch = fc
      .tuple(day, fc.option(day, { nil: undefined }))
      .filter(([from, to]) => to === undefined || from < to)
      .map(([from, to]) => use({ model: 'm', plans: ['plus'], role: 'choice', from, to }));
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 5 }), day, (entries, on) => {
        const spans = spansByPlan(knowledgeOf([], entries), 'm').flatMap((group) => group.entries);
        expect(spans.some((span) => isDuring(span, on))).toBe(entries.some((entry) => isDuring(entry, on)));
      }),
    );
  });
});

test('a plan whose history only repeats that of another says so', () => {
  const told = planHistories({ ...family, today: TODAY }, family.assistants.get('chatgpt')!).map(
    ({ plan, entries, sameAs }) => [plan, sameAs ?? entries.map(({ model }) => model)],
  );
  expect(told).toEqual([
    ['Free', ['gpt-3.5', 'gpt-4o']],
    ['Go', 'Free'],
    ['Plus', ['gpt-3.5', 'gpt-4', 'gpt-4o']],
  ]);
});
