import { describe, expect, test } from 'vitest';
import type { Decision } from '../../src/matching/Match.ts';
import { openFixtureBook } from '../support/fixtureBook.ts';

/** Questions that other bots get wrong: they see the words and miss what is asked. */
const book = await openFixtureBook();

const inChannel = (text: string): Decision => book.ask(text, 'passive').decision;
const first = (text: string): string | undefined => book.ask(text, 'direct').candidates[0]?.id;
/** The id of the answer that is given, or offered first. */
const best = (text: string): string | undefined => book.ask(text, 'direct').answerIds[0];

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
    ['an indented quote', 'lol\n > what is rlhf?\nno clue'],
    ['what is struck through', '~~when was gpt-4 released?~~ nvm'],
    ['a link', 'https://example.com/what-is-gpt-4?utm=chatgpt'],
    ['a code block', '```\nwhich model is chatgpt based on?\nmodels = ["gpt-4", "gpt-4o", "o3"]\n```'],
    ['German', 'welches modell ist besser, gpt-4 oder gpt-4o?'],
    ['German about something else', 'welches modell nutzt die gratisversion, gpt-4 oder gpt-4o?'],
    ['Spanish', 'alguien sabe usar gpt-5 para traducir textos?'],
    ['a bare number that others have too', '5.4 Pro?'],
    ['a word one letter from a term', 'what is a codec?'],
    ['a short word one letter from a name', 'what is SOTA?'],
    ['a short word of the same letters as a term', 'what is poo?'],
    ['an abbreviation like another', 'what does GPS stand for?'],
    ['slang that somebody asks for', 'what does lmao stand for?'],
    ['a team and a date', 'what did the team do in march 2025?'],
    ['a rating', '4.5 or 5?'],
    ['what nobody knows', 'nobody here knows what RLHF is'],
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
    ['what is a codec?', 'pass', 'what-is-codex'],
    ['what is a trasnformer', 'answer', 'what-is-a-transformer'],
    ['which modl is chatgpt based on', 'answer', 'chatgpt-base-model'],
  ])('another word is not taken for a slip, and a sure slip is answered: "%s"', (text, decision, id) => {
    expect(book.ask(text, 'direct').decision).toBe(decision);
    expect(first(text)).toBe(id);
  });

  test('slang before and after a question changes nothing', () => {
    expect(best('bro when did gpt-4o leave chatgpt lol?')).toBe(best('when did gpt-4o leave chatgpt?'));
  });

  test('what is struck through is not asked', () => {
    expect(first('~~what is gpt-3~~ what is gpt-4?')).toBe('model:gpt-4');
  });

  test('a model that is named is offered when nothing else fits', () => {
    expect(first('gpt-4.5 feels strange these days, hm')).toBe('model:gpt-4.5');
  });

  test.each([
    ['what is the architecture of gpt-4o', 'model:gpt-4o:architecture'],
    ['is gpt-oss-20b a mixture of experts?', 'model:gpt-oss-20b:architecture'],
    ['is gpt-2 open source?', 'model:gpt-2:weights'],
    ['are the weights of gpt-2 public?', 'model:gpt-2:weights'],
    ['can i download gpt-2?', 'model:gpt-2:weights'],
    ['is whisper open source?', 'model:whisper:weights'],
    ['is gpt-oss-20b open source?', 'model:gpt-oss-20b:weights'],
    ['can i run gpt-4 locally?', 'model:gpt-4:weights'],
    ['where to get gpt-4o weights', 'model:gpt-4o:weights'],
    ['was gpt-3 open sourced', 'model:gpt-3:weights'],
    ['how many weights does gpt-3 have', 'model:gpt-3:size'],
    ['how much can gpt-4.1 output', 'model:gpt-4.1:reply'],
    ['who trained gpt-4', 'model:gpt-4:maker'],
    ['how was gpt-4 trained', 'model:gpt-4:tuning'],
  ])('a question about one fact of a model gets that fact of that model: "%s"', (text, id) => {
    expect(best(text)).toBe(id);
  });

  test.each([
    ['is ChatGPT open source?', 'is-chatgpt-open-source'],
    ['can chatgpt be self-hosted', 'is-chatgpt-open-source'],
    ['which openai models are open', 'is-chatgpt-open-source'],
    ['which open weight models are there', 'gpt-oss-open-weights'],
  ])('a question about ChatGPT, or about all open models, gets its curated answer: "%s"', (text, id) => {
    expect(first(text)).toBe(id);
  });

  test.each([
    ['is instructgpt based on gpt-3?', 'compare:gpt-3+instructgpt:base'],
    ['is gpt-3 based on gpt-2?', 'compare:gpt-2+gpt-3:base'],
    ['is gpt-4o a finetune of gpt-4?', 'compare:gpt-4+gpt-4o:base'],
    ['was o3 made from gpt-4o', 'compare:gpt-4o+o3:base'],
    ['did gpt-4o replace gpt-4?', 'compare:gpt-4+gpt-4o:successor'],
    ['was gpt-4o replaced by gpt-5', 'compare:gpt-4o+gpt-5:successor'],
    ['when was gpt-4 and gpt-4o released?', 'compare:gpt-4+gpt-4o:released'],
    ['which is bigger gpt-3 or gpt-2?', 'compare:gpt-3+gpt-2:size'],
    ['gpt-4 vs gpt-4o', 'compare:gpt-4+gpt-4o'],
    ['is gpt-4o the same as gpt-4', 'compare:gpt-4o+gpt-4'],
    ['release dates of gpt-4, gpt-4o and gpt-4.1', 'compare:gpt-4+gpt-4o+gpt-4.1:released'],
    ['was gpt-4 made from gpt-3, gpt-3.5 or instructgpt', 'compare:gpt-4+gpt-3+gpt-3.5+instructgpt'],
  ])('a comparison leads with what was asked about them, or with the main difference: "%s"', (text, id) => {
    expect(best(text)).toBe(id);
  });

  test.each([
    ['what models are based on gpt-3.5?', 'lineage:gpt-3.5:after'],
    ['what was built on gpt-4o?', 'lineage:gpt-4o:after'],
    ['which models come from gpt-3', 'lineage:gpt-3:after'],
    ['what is gpt-4o built on', 'lineage:gpt-4o:base'],
  ])('what came of a model is not what it came from: "%s"', (text, id) => {
    expect(best(text)).toBe(id);
  });

  test.each(['can gpt-4o output json?', 'can gpt-4.1 output valid yaml?', 'is my gpt-4o bot open source?'])(
    'the facts of a model say nothing of formats, or of bots that use it: "%s"',
    (text) => {
      expect(book.ask(text, 'direct').decision).not.toBe('answer');
    },
  );

  test('what ChatGPT ran on is told whatever else was asked of a model', () => {
    const { candidates } = book.ask('chatgpt models in order and what came after gpt-4', 'direct');
    expect(candidates.map(({ id }) => id)).toContain('lineage:chatgpt');
  });

  test.each([
    ['01 pro or gpt 4.1?', 'compare:o1-pro+gpt-4.1'],
    ['4 vs 4o', 'compare:gpt-4+gpt-4o'],
    ['o3 vs 4.1', 'compare:gpt-4.1+o3'],
    ['gpt-4 o gpt-5?', 'compare:gpt-4+gpt-5'],
    ['is gpt-4 older than 4o', 'compare:gpt-4+gpt-4o'],
  ])('"%s" compares what it names: %s', (text, id) => {
    expect(first(text)).toBe(id);
  });

  test('a model that is called by the name of the app is named beside its answer', () => {
    expect(book.ask('when was ChatGPT 4 released', 'direct')).toMatchObject({
      answerIds: ['model:gpt-4:released'],
      takenForApp: 'GPT-4',
    });
    expect(book.ask('when was GPT-4 released', 'direct')).not.toHaveProperty('takenForApp');
  });

  test('of two questions the one that has an answer is answered', () => {
    const { decision, candidates } = book.ask('What is RLHF? And does anybody know a good pizza place?', 'direct');
    expect([decision, candidates[0]!.id]).toEqual(['answer', 'what-is-rlhf']);
  });

  test('of two that have one, both are given', () => {
    const { decision, candidates } = book.ask('What is RLHF and what is PPO?', 'direct');
    expect(decision).toBe('answer');
    expect(candidates.map(({ id }) => id)).toEqual(['what-is-rlhf', 'what-is-ppo']);
  });

  test.each(['Foo 4.5 vs GPT-5.1', 'foo 4 vs gpt-5?', 'iphone 5 vs gpt-4?', 'gpt-4 on iphone 5?'])(
    'the number of somebody else is no model of ours: "%s"',
    (text) => {
      expect(first(text)).not.toMatch(/^compare:/);
    },
  );

  test('names are found in other languages, and nothing else is', () => {
    expect(first('unterschied zwischen gpt-4 und gpt-4o')).toBe('compare:gpt-4+gpt-4o');
    expect(first('gpt-4 oder gpt-5?')).toBe('compare:gpt-4+gpt-5');
    expect(book.ask('wie wird das wetter morgen in berlin', 'direct').decision).toBe('pass');
  });
});
