import { describe, expect, test } from 'vitest';
import { openBook } from '../../src/app.ts';
import type { Answer } from '../../src/knowledge/Answer.ts';
import type { Decision } from '../../src/matching/Match.ts';

/** Questions to the curated set that other bots get wrong: they see the words and miss what is asked. */
const book = await openBook();

const inChannel = (text: string): Decision => book.ask(text, 'passive').decision;
const first = (text: string): string | undefined => book.ask(text, 'direct').candidates[0]?.id;
/** The answer that is given, or offered first. */
const best = (text: string): Answer | undefined => book.answer(book.ask(text, 'direct').answerIds[0] ?? '');

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
    ['German with words like English ones', 'gpt-4 oder gpt-5?'],
    ['Spanish', 'alguien sabe usar gpt-5 para traducir textos?'],
    ['a bare number that others have too', '5.4 Pro?'],
    ['a word one letter from a term', 'what is a codec?'],
    ['a short word one letter from a name', 'what is SOTA?'],
    ['a short word of the same letters as a term', 'what is poo?'],
    ['an abbreviation like another', 'what does GPS stand for?'],
    ['slang that somebody asks for', 'what does lmao stand for?'],
    ['a team and a date', 'what did the team do in march 2025?'],
    ['something else that a plan had', 'what limits did plus users have in june 2024?'],
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
    ['which modl is chatgpt based on', 'answer', 'chatgpt-base-model'],
  ])('what may have been meant otherwise is offered, a sure slip answered: "%s"', (text, decision, id) => {
    expect(book.ask(text, 'direct').decision).toBe(decision);
    expect(first(text)).toBe(id);
  });

  test('slang before and after a question says nothing', () => {
    const [found] = book.ask('when did gpt-4o leave chatgpt?', 'passive').candidates;
    expect(book.ask('bro when did gpt-4o leave chatgpt lol?', 'passive').candidates[0]).toEqual(found);
  });

  test('what is struck through is not asked', () => {
    expect(first('~~what is gpt-3~~ what is gpt-4?')).toBe('model:gpt-4');
  });

  test('a model that is named is offered when nothing else fits', () => {
    expect(first('gpt-4.5 feels strange these days, hm')).toBe('model:gpt-4.5');
  });

  test.each([
    ['what is the architecture of gpt-4o', 'Architecture of GPT-4o'],
    ['is gpt-oss-20b a mixture of experts?', 'Architecture of gpt-oss-20b'],
  ])('whoever asks how a model is built is told of that model: "%s"', (text, title) => {
    expect(best(text)?.title).toBe(title);
  });

  test.each([
    ['is gpt-2 open source?', 'Yes: the weights of GPT-2 are public.'],
    ['are the weights of gpt-2 public?', 'Yes: the weights of GPT-2 are public.'],
    ['can i download gpt-2?', 'Yes: the weights of GPT-2 are public.'],
    ['can i use gpt-1 offline', 'Yes: the weights of GPT-1 are public.'],
    ['is whisper open source?', 'Yes: the weights of Whisper are public.'],
    ['is gpt-oss-20b open source?', 'Yes: the weights of gpt-oss-20b are public.'],
    ['can i run gpt-4 locally?', 'No: OpenAI has not published the weights of GPT-4.'],
    ['where to get gpt-4o weights', 'No: OpenAI has not published the weights of GPT-4o.'],
    ['was gpt-3 open sourced', 'No: OpenAI has not published the weights of GPT-3.'],
    ['how many weights does gpt-3 have', 'Number of parameters in GPT-3: 175 billion.'],
  ])('whether a model is open is told of that model: "%s"', (text, short) => {
    expect(best(text)?.short).toBe(short);
  });

  test.each([
    ['is ChatGPT open source?', 'is-chatgpt-open-source'],
    ['can chatgpt be self-hosted', 'is-chatgpt-open-source'],
    ['which openai models are open', 'is-chatgpt-open-source'],
    ['which open weight models are there', 'gpt-oss-open-weights'],
    ['can i run gpt-oss-20b on my laptop', 'gpt-oss-open-weights'],
  ])('and of ChatGPT, or of all that are open, as before: "%s"', (text, id) => {
    expect(first(text)).toBe(id);
  });

  test.each([
    ['is instructgpt based on gpt-3?', 'Yes: InstructGPT was made from GPT-3.'],
    ['was gpt-3 the starting point for instructgpt', 'Yes: InstructGPT was made from GPT-3.'],
    [
      'is text-davinci-003 made from code-davinci-002',
      'Yes: text-davinci-003 was made from text-davinci-002, which was made from code-davinci-002.',
    ],
    ['is gpt-3 based on gpt-2?', 'No: GPT-3 was trained from scratch.'],
    [
      'is gpt-4 turbo based on gpt-4?',
      'Not disclosed: OpenAI has not said whether GPT-4 Turbo was made from GPT-4; it came out about 8 months later.',
    ],
    [
      'is gpt-4o a finetune of gpt-4?',
      'Not disclosed: OpenAI has not said whether GPT-4o was made from GPT-4; it came out about 1 year and 2 months later. ' +
        'Disclosed about GPT-4o: a new model, trained end to end on text, images and audio.',
    ],
    [
      'is gpt-5 based on gpt-4?',
      'Not disclosed: OpenAI has not said whether GPT-5 was made from GPT-4; it came out about 2 years and 5 months later.',
    ],
    [
      'was o3 made from gpt-4o',
      'Not disclosed: OpenAI has not said whether o3 was made from GPT-4o; it came out about 11 months later.',
    ],
    [
      'is text-davinci-003 a version of gpt-3.5',
      'Disclosed about GPT-3.5: a series of models: code-davinci-002 is its base, text-davinci-002 and ' +
        'text-davinci-003 are members.',
    ],
    [
      'did gpt-4o replace gpt-4?',
      'Yes: GPT-4o took over from GPT-4 on 13 May 2024 as the default on Plus; GPT-4 left ChatGPT on 30 Apr 2025.',
    ],
    [
      'was gpt-4o replaced by gpt-5',
      'Yes: GPT-5 took over from GPT-4o on 7 Aug 2025 as the default on Free, Plus, Pro and Business; ' +
        'GPT-4o left ChatGPT on 13 Feb 2026.',
    ],
    [
      'when was gpt-4 and gpt-4o released?',
      'GPT-4 came out on 14 Mar 2023, GPT-4o on 13 May 2024, about 1 year and 2 months later.',
    ],
    [
      'release dates of gpt-4, gpt-4o and gpt-4.1',
      'In order of release: GPT-4 (14 Mar 2023), GPT-4o (13 May 2024) and GPT-4.1 (14 Apr 2025); ' +
        'GPT-4o is the first of them to accept audio.',
    ],
    ['which is bigger gpt-3 or gpt-2?', 'Parameters of GPT-2: 1.5 billion; of GPT-3: 175 billion.'],
  ])('a comparison leads with what was asked of the two: "%s"', (text, short) => {
    expect(best(text)?.short).toBe(short);
  });

  test.each([
    ['gpt-4 vs gpt-4o', 'GPT-4 and GPT-4o compared'],
    ['is gpt-4o the same as gpt-4', 'GPT-4 and GPT-4o compared'],
    ['was gpt-4 made from gpt-3, gpt-3.5 or instructgpt', 'GPT-3, GPT-3.5, InstructGPT and GPT-4 compared'],
  ])('and with the main difference where nothing else was: "%s"', (text, title) => {
    expect(best(text)?.title).toBe(title);
  });

  test.each([
    [
      'what models are based on gpt-3.5?',
      'After GPT-3.5 came GPT-4 (14 Mar 2023). Made from GPT-3.5: ChatGPT launch model',
    ],
    ['what was built on gpt-4o?', 'After GPT-4o came GPT-4o mini (18 Jul 2024), GPT-4.5 (27 Feb 2025), GPT-4.1'],
    [
      'which models come from gpt-3',
      'After GPT-3 came code-davinci-002 (2022) and GPT-3.5 (2022). Made from GPT-3: Codex',
    ],
    ['what is gpt-4 turbo built on', 'OpenAI has not disclosed what GPT-4 Turbo was made from.'],
  ])('what came of a model is told from what it came from: "%s"', (text, start) => {
    expect(best(text)?.short.slice(0, start.length)).toBe(start);
  });

  test.each([
    ['can gpt-4.1 output audio?', 'GPT-4.1 accepts text and images and outputs text.'],
    ['how much can gpt-4.1 output', 'GPT-4.1 can write up to 32,768 tokens in one reply.'],
    ['who trained gpt-4', 'OpenAI made GPT-4.'],
    ['how was gpt-4 trained', 'Fine-tuning of GPT-4: RLHF, with an extra reward signal for safety.'],
  ])('one word more asks for another fact: "%s"', (text, short) => {
    expect(best(text)?.short).toBe(short);
  });

  test.each(['can gpt-4o output json?', 'can gpt-4.1 output valid yaml?', 'is my gpt-4o bot open source?'])(
    'the facts of a model say nothing of formats, or of bots that use it: "%s"',
    (text) => {
      expect(book.ask(text, 'direct').decision).not.toBe('answer');
    },
  );

  test('what ChatGPT ran on is told whatever else was asked of a model', () => {
    const { candidates } = book.ask('chatgpt models in order, what came after gpt-4', 'direct');
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

  test.each(['Claude 4.5 vs GPT-5.1', 'claude 4 vs gpt-5?', 'iphone 5 vs gpt-4?'])(
    'the number of somebody else is no model of ours: "%s"',
    (text) => {
      expect(book.ask(text, 'direct').decision).not.toBe('answer');
      expect(first(text)).not.toMatch(/^compare:/);
    },
  );

  test('names are found in other languages, and nothing else is', () => {
    expect(first('unterschied zwischen gpt-4 und gpt-4o')).toBe('compare:gpt-4+gpt-4o');
    expect(book.ask('wie wird das wetter morgen in berlin', 'direct').decision).toBe('pass');
  });
});
