import { describe, expect, test } from 'vitest';
import { KNOWLEDGE_FOLDER, openBook } from '../../src/app.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';

const book = await openBook();

describe('asking', () => {
  test('the best candidate comes first, and is what to answer', () => {
    const { decision, candidates, answerIds } = book.ask('which model is chatgpt based on', 'direct');
    expect(decision).toBe('answer');
    expect(candidates[0]).toEqual({ id: 'chatgpt-base-model', confidence: expect.closeTo(1) });
    expect(answerIds).toEqual(['chatgpt-base-model']);
  });

  test('several answers are to be shown for a suggestion, and none for a pass', () => {
    const suggested = book.ask('What is RLHF and what is PPO?', 'direct');
    expect([suggested.decision, suggested.answerIds]).toEqual(['suggest', ['what-is-rlhf', 'what-is-ppo']]);
    const passed = book.ask('my cat sleeps all day', 'passive');
    expect([passed.decision, passed.answerIds]).toEqual(['pass', []]);
  });

  test('every title finds its own answer, because people see it on buttons and in lists', async () => {
    const { answers } = await readKnowledge(KNOWLEDGE_FOLDER);
    const lost = [...answers.values()].filter(({ id, title }) => {
      const { decision, answerIds } = book.ask(title, 'direct');
      return decision !== 'answer' || answerIds[0] !== id;
    });
    expect(lost.map(({ id }) => id)).toEqual([]);
  });

  test('as many candidates are given as a "did you mean" can offer', () => {
    expect(book.ask('chatgpt model', 'direct').candidates).toHaveLength(3);
  });

  test('a question about facts is answered by what is made from them', () => {
    const { candidates, answerIds } = book.ask('when was gpt 4o released', 'direct');
    expect(candidates[0]?.id).toBe('model:gpt-4o');
    expect(answerIds).toEqual(['model:gpt-4o:released']);
  });

  test.each([
    ['how many parameters does gpt-4 have', 'Not disclosed: OpenAI has not published how many parameters GPT-4 has.'],
    ['when was gpt-4 retired from chatgpt', 'GPT-4 left ChatGPT on 30 Apr 2025; it left the API on 23 Oct 2026'],
    ['what is the context window of gpt-4o', 'The context window of GPT-4o is 128,000 tokens.'],
    ['knowledge cutoff of gpt-4o', 'The knowledge of GPT-4o ends on 1 Oct 2023'],
    ['when was gpt-4o released', 'GPT-4o was released on 13 May 2024.'],
    ['what is gpt-4 based on', 'OpenAI does not name an earlier model that GPT-4 was made from'],
    ['what came before gpt-4o', 'Before GPT-4o came GPT-4 Turbo'],
    ['what replaced gpt-3.5', 'After GPT-3.5 came GPT-4'],
    ['who made o3', 'OpenAI made o3.'],
    ['gpt-4o', 'GPT-4o, released on'],
  ])('"%s": the reply leads with what was asked', (question, start) => {
    const { decision, answerIds } = book.ask(question, 'direct');
    expect([decision, book.answer(answerIds[0]!)?.short.slice(0, start.length)]).toEqual(['answer', start]);
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

  test('a made answer is made once a day', async () => {
    let today = '2026-12-10';
    const dated = await openBook({ today: () => today });
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
  ])('%s is %s', (text, id) => {
    expect(book.models.named(text)?.id).toBe(id);
  });

  test.each(['', 'chatgpt', 'claude', 'gpt-3 and gpt-4', '💀'])('"%s" is none', (text) => {
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
  test('the answers that most others lead to, while nothing is typed', () => {
    const offered = book.offerAnswers('', 25);
    expect(offered).toHaveLength(25);
    expect(offered[0]?.id).toBe('which-model-now');
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
    expect(book.models.search('', 2).map(({ id }) => id)).toEqual(['gpt-6.2-sol', 'gpt-6.2-astra']);
  });
});
