import { describe, expect, test } from 'vitest';
import { openFixtureBook } from '../support/fixtureBook.ts';

const book = await openFixtureBook();

describe('asking', () => {
  test('the best candidate comes first, and is what to answer', () => {
    const { decision, candidates, answerIds } = book.ask('which model is chatgpt based on', 'direct');
    expect(decision).toBe('answer');
    expect(candidates[0]).toEqual({ id: 'chatgpt-base-model', confidence: expect.closeTo(1) });
    expect(answerIds).toEqual(['chatgpt-base-model']);
  });

  test('of a message that asks two things, both answers are to be shown', () => {
    const { decision, answerIds } = book.ask('What is RLHF and what is PPO?', 'direct');
    expect([decision, answerIds]).toEqual(['answer', ['what-is-rlhf', 'what-is-ppo']]);
  });

  test('nothing is to be shown for a pass', () => {
    const passed = book.ask('my cat sleeps all day', 'passive');
    expect([passed.decision, passed.answerIds]).toEqual(['pass', []]);
  });

  test('every title finds its own answer, because people see it on buttons and in lists', () => {
    const lost = [...book.curated.values()].filter(({ id, title }) => {
      const { decision, answerIds } = book.ask(title, 'direct');
      return decision !== 'answer' || answerIds[0] !== id;
    });
    expect(lost.map(({ id }) => id)).toEqual([]);
  });

  test('as many candidates are given as a "did you mean" can offer', () => {
    expect(book.ask('chatgpt model', 'direct').candidates).toHaveLength(3);
  });

  test('a question about facts gets an answer generated from them', () => {
    const { candidates, answerIds } = book.ask('when was gpt 4o released', 'direct');
    expect(candidates[0]?.id).toBe('model:gpt-4o');
    expect(answerIds).toEqual(['model:gpt-4o:released']);
  });

  test.each([
    ['how many parameters does gpt-4 have', 'model:gpt-4:size'],
    ['when was gpt-4 retired from chatgpt', 'model:gpt-4:retired'],
    ['what is the context length of gpt-4o', 'model:gpt-4o:window'],
    ['knowledge cutoff of gpt-4o', 'model:gpt-4o:cutoff'],
    ['what is gpt-4 based on', 'lineage:gpt-4:base'],
    ['what came before gpt-4o', 'lineage:gpt-4o'],
    ['what replaced gpt-3.5', 'lineage:gpt-3.5:after'],
    ['who made o3', 'model:o3:maker'],
    ['gpt-4o', 'model:gpt-4o'],
  ])('"%s" gets the answer that leads with what was asked: %s', (question, id) => {
    const { decision, answerIds } = book.ask(question, 'direct');
    expect([decision, answerIds]).toEqual(['answer', [id]]);
    expect(book.answer(id)?.id).toBe(id);
  });

  test('nothing is said in a channel to what is no question', () => {
    expect(book.ask('gpt-4 is so good lol', 'passive').decision).toBe('pass');
  });
});

describe('looking up by id', () => {
  test.each(['chatgpt-base-model', 'model:gpt-4', 'compare:gpt-3+gpt-4', 'lineage:o1', 'lineage:chatgpt'])(
    '%s',
    (id) => {
      expect(book.answer(id)?.id).toBe(id);
      expect(book.titleOf(id)).toBe(book.answer(id)?.title);
    },
  );

  test.each([
    '',
    'no-such-answer',
    'model:',
    'model:gpt-99',
    'compare:gpt-4',
    '__proto__',
    'constructor',
    'model:__proto__',
  ])('"%s" is no answer, and no fault either', (id) => {
    expect(book.answer(id)).toBeUndefined();
    expect(book.titleOf(id)).toBeUndefined();
  });

  test.each([
    ['model:o1-pro', true],
    ['model:o1-pro:released', true],
    ['compare:o1-pro+whisper', true],
    ['compare:o1-pro+gpt-4', false],
    ['model:gpt-4', false],
    ['lineage:chatgpt', false],
    ['plan:plus:2023-04', false],
    ['chatgpt-base-model', false],
    ['', false],
  ])('whether third parties alone report what %s says is %s', (id, isReported) => {
    expect(book.answer(id)?.isReported === true).toBe(isReported);
  });

  test('an answer is generated once a day', async () => {
    let today = '2026-12-10';
    const dated = await openFixtureBook(() => today);
    const announced = dated.answer('model:o3');
    expect(dated.answer('model:o3')).toBe(announced);
    expect(announced?.body).toContain('announced for 11 Dec 2026');
    today = '2026-12-12';
    expect(dated.answer('model:o3')?.body).not.toContain('announced for');
  });
});

describe('naming a model', () => {
  test.each([
    ['gpt-4o', 'gpt-4o'],
    ['GPT 4 O', 'gpt-4o'],
    ['chatgpt4', 'gpt-4'],
    ['o4minihigh', 'o4-mini'],
    ['GPT‑5', 'gpt-5'],
    ['davinci', 'gpt-3'],
    ['Strawberry', 'o1-preview'],
    ['gpt-4 32k', 'gpt-4-32k'],
    ['ChatGPT', 'chatgpt'],
  ])('%s is %s', (text, id) => {
    expect(book.models.named(text)?.id).toBe(id);
  });

  test.each(['', 'claude', 'gpt-3 and gpt-4', '💀'])('"%s" is none', (text) => {
    expect(book.models.named(text)).toBeUndefined();
  });
});

test.each(['how many r in strawberry', 'what is orion', 'ada lovelace biography'])(
  '"%s" holds a word that is a model only beside a sign of one',
  (question) => {
    const ids = book.ask(question, 'direct').candidates.map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('model:'))).toEqual([]);
  },
);

describe('offering', () => {
  test('the answers that the set names, then those that most others lead to, while nothing is typed', () => {
    const offered = book.offerAnswers('', 25);
    expect(offered).toHaveLength(book.curated.size);
    expect(offered.slice(0, 2).map(({ id }) => id)).toEqual(['chatgpt-base-model', 'what-is-rlhf']);
  });

  test('answers by title and by phrasing', () => {
    expect(book.offerAnswers('what is rl', 25)[0]).toEqual({ id: 'what-is-rlhf', label: 'What is RLHF?' });
  });

  test('models by any alias', () => {
    expect(book.models.search('4o', 25).map(({ id }) => id)).toContain('gpt-4o');
    expect(book.models.search('davinci', 25).map(({ id }) => id)).toContain('gpt-3');
    expect(book.models.search('strawb', 25).map(({ id }) => id)).toContain('o1-preview');
  });

  test('the newest models, while nothing is typed', () => {
    expect(book.models.search('', 2).map(({ id }) => id)).toEqual(['gpt-5.4', 'gpt-5.2']);
  });
});
