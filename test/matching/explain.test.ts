import { describe, expect, test } from 'vitest';
import { decide, gatesOf } from '../../src/matching/decide.ts';
import { contributions, type ExplainedPart } from '../../src/matching/explain.ts';
import { Matcher } from '../../src/matching/Matcher.ts';
import type { Candidate, Matchable } from '../../src/matching/Match.ts';
import { Reader, type ReadText } from '../../src/matching/reading/Reader.ts';
import { tokenize, type Token } from '../../src/matching/reading/tokenize.ts';
import { TUNING } from '../../src/matching/tuning.ts';
import { answers, names, rules } from './answerSet.ts';

/** Knows one answer; each of its words adds to the confidence or takes from it. */
const scoring =
  (worth: Readonly<Record<string, number>>) =>
  (tokens: readonly Token[]): Candidate[] => {
    const confidence = tokens.reduce((sum, { text }) => sum + (worth[text] ?? 0), 0);
    return confidence > 0 ? [{ id: 'prices', confidence }] : [];
  };

describe('contributions', () => {
  test('are what is lost without a word or a pair of neighbours', () => {
    const find = scoring({ ticket: 0.5, price: 0.25, today: 0.25 });
    expect(contributions(tokenize('ticket price today'), find)).toEqual({
      words: [
        { words: ['ticket'], without: 0.5, share: 0.5 },
        { words: ['price'], without: 0.75, share: 0.25 },
        { words: ['today'], without: 0.75, share: 0.25 },
      ],
      pairs: [
        { words: ['ticket', 'price'], without: 0.25, share: 0.75 },
        { words: ['price', 'today'], without: 0.5, share: 0.5 },
      ],
    });
  });

  test('are below 0 for words with a negative weight', () => {
    const { words } = contributions(tokenize('ticket parking'), scoring({ ticket: 1, parking: -0.75 }));
    expect(words[1]).toEqual({ words: ['parking'], without: 1, share: -0.75 });
  });

  test('are 1 when the answer is not found without the word', () => {
    const { words } = contributions(tokenize('ticket'), scoring({ ticket: 0.5 }));
    expect(words).toEqual([{ words: ['ticket'], without: 0, share: 1 }]);
  });

  test('are empty when nothing is found', () => {
    expect(contributions(tokenize('zebra violin'), scoring({}))).toEqual({ words: [], pairs: [] });
  });
});

const found = (id: string, confidence: number, more: Partial<Matchable> = {}) => ({
  id,
  confidence,
  answer: { id, ...more },
});

const reader = Reader.of([], {});
const ANYBODY: ReadText = reader.read('what is it?');
const NOBODY: ReadText = reader.read('nothing here');
const MENTIONED: ReadText = reader.read('<@1> what is it?');

describe('gates', () => {
  const { answer, margin, suggest } = TUNING.gates.passive;
  const candidates = [found('prices', answer), found('hours', answer - margin / 2)];

  test('a near second needs no lead: it would be right as well', () => {
    const near = [found('prices', answer, { near: ['hours'] }), found('hours', answer)];
    expect(decide(gatesOf(near, 'passive', ANYBODY))).toBe('answer');
    const facts = [found('model:a', answer, { id: 'model:' }), found('lineage:a', answer, { id: 'lineage:' })];
    expect(decide(gatesOf(facts, 'passive', ANYBODY))).toBe('answer');
    const others = [found('model:a', answer, { id: 'model:' }), found('model:b', answer, { id: 'model:' })];
    expect(decide(gatesOf(others, 'passive', ANYBODY))).toBe('suggest');
  });

  test('an answer about the bot is given to those who ask it, never in a channel', () => {
    const own = [found('who-are-you', 1, { isDirectOnly: true })];
    expect(decide(gatesOf(own, 'direct', ANYBODY))).toBe('answer');
    expect(gatesOf(own, 'passive', ANYBODY)[0]).toEqual({ name: 'asks', isPassed: false, isDirectOnly: true });
    expect(decide(gatesOf(own, 'passive', ANYBODY))).toBe('pass');
  });

  test('have the measured value and the threshold', () => {
    expect(gatesOf(candidates, 'passive', ANYBODY)).toEqual([
      { name: 'asks', isPassed: true },
      { name: 'suggest', isPassed: true, measured: answer, least: suggest },
      { name: 'answer', isPassed: true, measured: answer, least: answer },
      { name: 'lead', isPassed: false, measured: expect.closeTo(margin / 2), least: margin },
    ]);
    expect(decide(gatesOf(candidates, 'passive', ANYBODY))).toBe('suggest');
  });

  test('a text that asks nothing is passed in a channel; a direct one need not ask', () => {
    expect(gatesOf(candidates, 'passive', NOBODY)[0]).toEqual({ name: 'asks', isPassed: false });
    expect(decide(gatesOf(candidates, 'passive', NOBODY))).toBe('pass');
    expect(gatesOf(candidates, 'direct', NOBODY).map(({ name }) => name)).toEqual(['suggest', 'answer', 'lead']);
  });

  test('a text that asks a mentioned person is passed in a channel, and the gate says so', () => {
    const gates = gatesOf(candidates, 'passive', MENTIONED);
    expect(gates[0]).toEqual({ name: 'asks', isPassed: false, asksMentioned: true });
    expect(decide(gates)).toBe('pass');
    expect(gatesOf(candidates, 'direct', MENTIONED)).toEqual(gatesOf(candidates, 'direct', ANYBODY));
  });

  test('a certain answer needs no lead', () => {
    const sure = [found('prices', 1), found('hours', 1)];
    expect(gatesOf(sure, 'passive', ANYBODY)[3]).toEqual({ name: 'lead', isPassed: true, measured: 0, least: 0 });
    expect(decide(gatesOf(sure, 'passive', ANYBODY))).toBe('answer');
  });

  test('without candidates no gate passes', () => {
    expect(gatesOf([], 'direct', ANYBODY).map(({ isPassed }) => isPassed)).toEqual([false, false, false]);
    expect(decide(gatesOf([], 'direct', ANYBODY))).toBe('pass');
  });
});

describe('explaining a question', () => {
  const matcher = Matcher.of(answers, { names, rules });

  test('returns the same as matching, and more', () => {
    const text = '<#123> **wich** pantings are on display?';
    const { question, parts, ...match } = matcher.explain(text, 'passive');
    expect(match).toEqual(matcher.match(text, 'passive'));
    expect(match.repaired).toEqual([{ typed: 'pantings', read: 'paintings' }]);
    expect(question).toBe('wich pantings are on display?');
    expect(parts).toHaveLength(1);
    const { words, pairs, gates } = parts[0]!;
    expect(parts[0]).toMatchObject({ question, candidates: match.candidates });
    expect(words.map((word) => word.words)).toEqual([['which'], ['paintings'], ['are'], ['on'], ['display']]);
    expect(pairs).toHaveLength(4);
    expect(gates.every(({ isPassed }) => isPassed)).toBe(match.decision === 'answer');
  });

  test('what is said around a question is left out, and the question needs more confidence', () => {
    const { decision, parts } = matcher.explain('when is the museum open, my sister keeps asking', 'direct');
    const [{ question, gates }] = parts as [ExplainedPart];
    const least = TUNING.gates.direct.answer + TUNING.leftOutMargin * (4 / 9);
    expect([decision, question]).toEqual(['answer', 'when is the museum open']);
    expect(gates.find(({ name }) => name === 'answer')).toEqual(expect.objectContaining({ isPassed: true, least }));
  });

  test('of several sentences, the answered one is explained with its own figures', () => {
    const text = 'My flight lands at noon, and I am so looking forward to it. how much does a ticket cost?';
    const { decision, question, parts, candidates } = matcher.explain(text, 'passive');
    expect([decision, question, parts]).toEqual(['answer', text, [expect.anything()]]);
    const part = parts[0]!;
    expect(part.question).toBe('how much does a ticket cost?');
    expect(part.candidates).toEqual(matcher.match(part.question, 'passive').candidates);
    expect(part.candidates).toEqual(candidates);
    expect(part.gates.filter(({ isPassed }) => !isPassed)).toEqual([]);
    expect(part.words.flatMap((word) => word.words)).toEqual(['how', 'much', 'does', 'a', 'ticket', 'cost']);
  });

  test('several sentences with different answers are all explained', () => {
    const text = 'What are your opening hours and how much does a ticket cost?';
    const { decision, answers: answered, parts, candidates } = matcher.explain(text, 'direct');
    expect([decision, answered]).toEqual(['answer', 2]);
    expect(parts.map(({ question }) => question)).toEqual([
      'What are your opening hours',
      'how much does a ticket cost?',
    ]);
    expect(parts.map((part) => part.candidates[0])).toEqual(candidates);
  });

  test('if no sentence is answered, the whole text is explained', () => {
    const text = 'My cat sleeps all day. Any news of the museum?';
    const { question, parts, candidates } = matcher.explain(text, 'direct');
    expect(parts.map((part) => [part.question, part.candidates])).toEqual([[question, candidates]]);
  });

  test.each(['direct', 'passive'] as const)(
    'the gates give the decision, unless several parts have answers (%s)',
    (mode) => {
      for (const text of ['gpt-4o?', 'when are you open', 'ok. when are you open. my cat sleeps', 'any news', '']) {
        const { decision, parts } = matcher.explain(text, mode);
        expect([text, parts.map(({ gates }) => decide(gates))]).toEqual([text, [decision]]);
      }
    },
  );

  test('the gate of a question to a mentioned person says why it failed', () => {
    const { decision, parts } = matcher.explain('<@123> hi. how much does a ticket cost?', 'passive');
    expect([decision, parts[0]!.gates[0]]).toEqual(['pass', { name: 'asks', isPassed: false, asksMentioned: true }]);
    const { parts: silent } = matcher.explain('<@123> a ticket', 'passive');
    expect(silent[0]!.gates[0]).toEqual({ name: 'asks', isPassed: false });
  });

  test('the most important words have the highest shares', () => {
    const { words } = matcher.explain('what is the admission fee', 'direct').parts[0]!;
    const most = words.toSorted((one, other) => other.share - one.share).slice(0, 2);
    expect(new Set(most.flatMap((word) => word.words))).toEqual(new Set(['admission', 'fee']));
  });

  test('a model is listed by its id, and without it a pattern is not found', () => {
    const { words, candidates } = matcher.explain('when was gpt 4o released', 'direct').parts[0]!;
    expect(candidates[0]?.id).toBe('model:gpt-4o');
    expect(words.find((word) => word.words[0] === 'gpt-4o')).toMatchObject({ without: 0, share: 1 });
  });
});
