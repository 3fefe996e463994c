import { describe, expect, test } from 'vitest';
import { clausesOf, sentencesOf, spansOf, withPronounsRead } from '../../../src/matching/reading/sentences.ts';
import { type Token, tokenize } from '../../../src/matching/reading/tokenize.ts';

test.each([
  ['Hi all. What is RLHF?', ['Hi all.', 'What is RLHF?']],
  ['What is RLHF and what is DPO?', ['What is RLHF', 'what is DPO?']],
  ['when was gpt-4 released, and who made it', ['when was gpt-4 released', 'who made it']],
  ['gpt-5?? how big is it!', ['gpt-5??', 'how big is it!']],
  ['we use gpt-5. how big is it', ['we use gpt-5.', 'how big is it']],
])('"%s" has %j', (question, parts) => {
  expect(sentencesOf(question)).toEqual(parts);
});

test.each([
  ['a single sentence', 'what is the difference between gpt-4 and gpt-4o?'],
  ['a number with a dot', 'is gpt-3.5 older than gpt 4. 1'],
  ['two words joined by "and"', 'compare plus and pro'],
  ['punctuation alone', '?! ... ?'],
  ['a story', 'One. Two here. Three here. Four here. Five here.'],
  ['nothing', ''],
])('%s has none', (_, question) => {
  expect(sentencesOf(question)).toEqual([]);
});

test.each([
  ['hey quick q, anyone know who made chatgpt?', ['hey quick q', 'anyone know', 'who made chatgpt']],
  ['my teacher says that gpt-4 is huge', ['my teacher says that', 'gpt 4 is huge']],
  ['sorry but how big is it', ['sorry but', 'how big is it']],
  ['how much is it (plus), roughly', ['how much is it', 'plus', 'roughly']],
  ['what is gpt-3.5', ['what is gpt 3.5']],
])('the clauses of "%s" are %j', (text, clauses) => {
  expect(clausesOf(tokenize(text)).map((clause) => clause.map((token) => token.text).join(' '))).toEqual(clauses);
});

test('spans end before punctuation, and leave out the rest', () => {
  const text = 'does it use what i write, or not?';
  const tokens = tokenize(text);
  expect(spansOf({ text, tokens }).map((span) => [span.text, span.leftOut.length])).toEqual([
    ['does it use what i write', 2],
    ['what i write', 5],
    ['what i write, or not?', 3],
    ['or not?', 6],
  ]);
});

describe('"it" in a sentence stands for', () => {
  const [o3, gpt4] = ['o3', 'gpt-4'].map((model) => ({ text: '<model>', gap: ' ', model }));
  const openAi = { text: 'openai', gap: ' ', isName: true };
  const isItOut = tokenize('is it out');
  const secondOf = (...first: readonly Token[]) => withPronounsRead([first, isItOut], new Set(['openai']))[1];

  test('the one thing that the sentence before names', () => {
    expect(secondOf(...tokenize('tell me about'), o3!)).toEqual(isItOut.with(1, o3!));
    expect(secondOf(o3!, ...tokenize('by'), openAi)).toEqual(isItOut.with(1, o3!));
  });

  test('nothing when that names two things, only a vendor, or none', () => {
    expect(secondOf(o3!, gpt4!)).toBe(isItOut);
    expect(secondOf(openAi)).toBe(isItOut);
    expect(secondOf(...tokenize('hi all'))).toBe(isItOut);
  });

  test('nothing when the sentence names something itself', () => {
    const compared = [...isItOut, gpt4!];
    expect(withPronounsRead([[o3!], compared], new Set())[1]).toBe(compared);
  });
});
