import { expect, test } from 'vitest';
import { EVENTS, RULES } from '../exchange/contents.ts';
import { acceptContent } from '../../../src/answers/editing/form.ts';
import type { UserError } from '../../../src/shared/UserError.ts';
import type { AnswerContent } from '../../../src/store/Store.ts';

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

test('colours stay in the code blocks that Discord shows them in, and leave nothing behind elsewhere', () => {
  const block = '```ansi\n\u001B[0;31mred\u001B[0m\n```';
  const content = acceptContent({ ...EVENTS, body: `${block}\nand \u001B[1mbold\u001B[0m \u0007here` });
  expect(content).toMatchObject({ body: `${block}\nand bold here` });
  expect(acceptContent(content as AnswerContent)).toEqual(content);
});

test('an answer that breaks several rules is told all of them', () => {
  const body = 'Ask <@80351110224678912> or <@&80351110224678913>, at discord.gg/abc or discord.gg/def';
  const { message } = acceptContent({ ...EVENTS, body }) as UserError;
  for (const part of ['person: <@8', 'role: <@&8', 'discord.gg/abc', 'discord.gg/def']) expect(message).toContain(part);
});
