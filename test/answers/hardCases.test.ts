import { beforeAll, describe, expect, test } from 'vitest';
import type { Found } from '../../src/answers/AnswerBook.ts';
import type { KnowledgeBook } from '../../src/answers/KnowledgeBook.ts';
import { openBook } from '../../src/answers/openBook.ts';

/** Questions to the curated set that other bots get wrong: they see the words and miss what is asked. */
let book: KnowledgeBook;
beforeAll(async () => {
  book = await openBook();
});

const inChannel = (text: string): Found['decision'] => book.ask(text, 'passive').decision;
const first = (text: string): string | undefined => book.ask(text, 'direct').candidates[0]?.id;

describe('in a channel', () => {
  test.each(['GPT-4o when?', 'when did o3 come out?', 'What is RLHF?', 'how is chatgpt trained'])(
    '"%s" is a question',
    (text) => {
      expect(inChannel(text)).toBe('answer');
    },
  );

  test.each([
    ['a complaint', 'my assistant keeps crashing since i switched to GPT-5'],
    ['another question in the same words', 'how does chatgpt make money'],
    ['a quoted reply', '> what is the knowledge cutoff of gpt-4o\nno idea tbh'],
    ['a link', 'https://example.com/what-is-gpt-4?utm=chatgpt'],
    ['a code block', '```\nwhich model is chatgpt based on?\nmodels = ["gpt-4", "gpt-4o", "o3"]\n```'],
    ['German', 'welches modell ist besser, gpt-4 oder gpt-4o?'],
    ['Spanish', 'alguien sabe usar gpt-5 para traducir textos?'],
    ['a bare number that others have too', '5.4 Pro?'],
    ['a word one letter from a term', 'what is a codec?'],
    ['a short word one letter from a name', 'what is SOTA?'],
    ['an abbreviation like another', 'what does GPS stand for?'],
    ['a rating', '4.5 or 5?'],
    ['a name exclaimed', 'GPT-5?? no way, show me'],
  ])('%s is none', (_, text) => {
    expect(inChannel(text)).not.toBe('answer');
  });
});

describe('asked directly', () => {
  test.each([
    ['5.4 Pro?', 'model:gpt-5.4'],
    ['5.2 pro', 'model:gpt-5.2'],
    ['4.5?', 'model:gpt-4.5'],
    ['4.1 vs 4.5', 'compare:gpt-4.5+gpt-4.1'],
    ['4.5 or 5?', 'compare:gpt-4.5+gpt-5'],
  ])('bare numbers that others have too are offered: "%s"', (text, id) => {
    expect(book.ask(text, 'direct').decision).toBe('suggest');
    expect(first(text)).toBe(id);
  });

  test.each([
    ['what is a codec?', 'suggest', 'what-is-codex'],
    ['what is a trasnformer', 'answer', 'what-is-a-transformer'],
    ['which modl was chatgpt basedon', 'answer', 'chatgpt-base-model'],
  ])('what may have been meant otherwise is offered, a sure slip answered: "%s"', (text, decision, id) => {
    expect(book.ask(text, 'direct').decision).toBe(decision);
    expect(first(text)).toBe(id);
  });

  test('a model that is named is offered when nothing else fits', () => {
    expect(first('gpt-4.5 feels strange these days, hm')).toBe('model:gpt-4.5');
  });

  test.each([
    ['what is the architecture of gpt-4o', 'Architecture of GPT-4o'],
    ['is gpt-oss-20b a mixture of experts?', 'Architecture of gpt-oss-20b'],
  ])('whoever asks how a model is built is told of that model: "%s"', (text, title) => {
    expect(book.ask(text, 'direct').candidates[0]?.answer.title).toBe(title);
  });

  test.each([
    ['01 pro or gpt 4.1?', 'compare:o1-pro+gpt-4.1'],
    ['4 vs 4o', 'compare:gpt-4+gpt-4o'],
    ['is gpt-4 older than 4o', 'compare:gpt-4+gpt-4o'],
  ])('"%s" compares what it names: %s', (text, id) => {
    expect(first(text)).toBe(id);
  });

  test('whoever takes the app for the model is put right before anything else', () => {
    const [found] = book.ask('when was ChatGPT 4 released', 'direct').candidates;
    expect(found?.id).toBe('model:gpt-4');
    expect(found?.answer.short).toBe(
      'ChatGPT is the app; GPT-4 is a model, not a version of it. GPT-4 was released on 14 Mar 2023 ' +
        '(in ChatGPT Plus, and in the API by waiting list).',
    );
  });

  test('of two questions the one that has an answer is answered', () => {
    expect(book.ask('What is RLHF? And does anybody know a good pizza place?', 'direct')).toMatchObject({
      decision: 'answer',
      candidates: [{ id: 'what-is-rlhf' }, {}, {}],
    });
  });

  test('of two that have one, both are offered', () => {
    const { decision, candidates } = book.ask('What is RLHF and what is PPO?', 'direct');
    expect(decision).toBe('suggest');
    expect(candidates.map(({ id }) => id)).toEqual(['what-is-rlhf', 'what-is-ppo']);
  });

  test('names are found in other languages, and nothing else is', () => {
    expect(first('unterschied zwischen gpt-4 und gpt-4o')).toBe('compare:gpt-4+gpt-4o');
    expect(book.ask('wie wird das wetter morgen in berlin', 'direct').decision).toBe('pass');
  });
});
