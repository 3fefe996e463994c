import { expect, test } from 'vitest';
import { editingRules } from '../../../src/answers/exchange/rules.ts';
import { EVENTS, RULES } from './contents.ts';

const check = (content: typeof RULES) => editingRules.checkContent(content, 'rules');

test('what keeps to the rules of editing is taken, tidied as a dialog would', () => {
  expect(check(RULES)).toEqual({ content: RULES, warnings: [] });
  expect(check({ ...EVENTS, title: '  When   are events? ', questions: ['next event', 'Next Event'] })).toEqual({
    content: EVENTS,
    warnings: [],
  });
});

test('what a dialog would refuse is refused with the same sentence', () => {
  expect(check({ ...EVENTS, sources: ['http://example.org'] })).toMatchObject({ code: 'bad-source' });
  expect(check({ ...EVENTS, body: 'Come to discord.gg/abc' })).toMatchObject({ code: 'invite' });
});

test('a very long body is refused', () => {
  expect(check({ ...EVENTS, body: 'x'.repeat(4_001) })).toMatchObject({ code: 'answer-too-long' });
});

test('as many links as a dialog takes are taken', () => {
  const body = '[a](https://example.org)\n'.repeat(100).trim();
  expect(check({ ...EVENTS, body })).toMatchObject({ content: { body } });
});

test.each(['*a_', '[a](', '**a', '[[](', '_*', '`a', '![', '<a href="', 'a@a.', '~~a'])(
  'behind %j again and again, as much as a dialog holds, a misleading link is found',
  (marks) => {
    const crowd = marks.repeat(Math.floor(3_500 / marks.length));
    for (const gap of [' ', '\n\n']) {
      const body = `${crowd}${gap}[google.com](https://evil.example)`;
      expect(check({ ...EVENTS, body })).toMatchObject({ code: expect.stringMatching(/^(?:misleading|unsafe)-link$/) });
    }
  },
);
