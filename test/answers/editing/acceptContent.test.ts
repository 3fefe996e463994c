import { expect, test } from 'vitest';
import { EVENTS, RULES } from '../exchange/contents.ts';
import { acceptContent } from '../../../src/answers/editing/form.ts';

test('what keeps to the rules of editing is taken, tidied as a dialog would', () => {
  expect(acceptContent(RULES)).toEqual(RULES);
  expect(acceptContent({ ...EVENTS, title: '  When   are events? ', questions: ['next event', 'Next Event'] })).toEqual(
    EVENTS,
  );
});

test('what a dialog would refuse is refused with the same sentence', () => {
  expect(acceptContent({ ...EVENTS, sources: ['http://example.org'] })).toMatchObject({ code: 'bad-source' });
  expect(acceptContent({ ...EVENTS, body: 'Come to discord.gg/abc' })).toMatchObject({ code: 'invite' });
});

test('a very long body is refused', () => {
  expect(acceptContent({ ...EVENTS, body: 'x'.repeat(4_001) })).toMatchObject({ code: 'answer-too-long' });
});

test('as many links as a dialog takes are taken', () => {
  const body = '[a](https://example.org)\n'.repeat(100).trim();
  expect(acceptContent({ ...EVENTS, body })).toMatchObject({ body });
});

test.each(['*a_', '[a](', '**a', '[[](', '_*', '`a', '![', '<a href="', 'a@a.', '~~a'])(
  'behind %j again and again, as much as a dialog holds, a misleading link is found',
  (marks) => {
    const crowd = marks.repeat(Math.floor(3_500 / marks.length));
    for (const gap of [' ', '\n\n']) {
      const body = `${crowd}${gap}[google.com](https://evil.example)`;
      expect(acceptContent({ ...EVENTS, body })).toMatchObject({
        code: expect.stringMatching(/^(?:misleading|unsafe)-link$/),
      });
    }
  },
);
