import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import * as strings from '../../src/discord/strings.ts';
import {
  asShown,
  type Books,
  faultsIn,
  KNOWN,
  KNOWN_ID,
  startScene,
  SUGGESTED,
  titleOf,
  UNSURE,
} from '../support/bot.ts';
import { eventually } from '../support/eventually.ts';
import { RULES, startModeration } from '../support/moderation.ts';

/** Longer than the 1.5 s after which the bot says that it is thinking; with what follows, longer than Discord's 3 s. */
const SLOW_MS = 3_200;

function slowDown(books: Books): void {
  const usual = books.of;
  books.of = async (guildId) => {
    await sleep(SLOW_MS);
    return usual(guildId);
  };
}

describe.concurrent('an AnswerBook that takes longer than Discord waits', () => {
  test('is announced, publicly or in private as asked, and the answer put in place', async ({ onTestFinished }) => {
    const { playground, books } = await startScene({ onTestFinished });
    slowDown(books);
    const ada = playground.addMember('ada');
    const bob = playground.addMember('bob');
    const [inPublic, inPrivate] = await Promise.all([
      ada.runs('ask', { question: KNOWN }),
      ada.runs('ask', { question: KNOWN, private: true }),
    ]);
    expect(inPublic).toMatchObject({ ephemeral: false, pings: [] });
    expect(inPublic.text).toContain(titleOf(KNOWN_ID));
    expect(inPrivate).toMatchObject({ ephemeral: true, pings: [] });
    expect(inPrivate.text).toContain(titleOf(KNOWN_ID));
    expect(bob.sees().map(({ id }) => id)).toEqual([inPublic.id]);
  });

  test('is announced publicly, but what failed is shown to the asker alone', async ({ onTestFinished }) => {
    const { playground, books } = await startScene({ onTestFinished });
    slowDown(books);
    const ada = playground.addMember('ada');
    const bob = playground.addMember('bob');
    await ada.runs('ask', { question: UNSURE });
    await eventually(() => expect(ada.sees()).toMatchObject([{ ephemeral: true }]));
    expect(bob.sees()).toEqual([]);
  });

  test('changes the message in the end when a button is pressed', async ({ onTestFinished }) => {
    const { playground, books } = await startScene({ onTestFinished });
    const ada = playground.addMember('ada');
    const suggestions = await ada.asks(`@Whence ${UNSURE}`);
    slowDown(books);
    await ada.clicks(titleOf(SUGGESTED[0]), suggestions);
    await eventually(() =>
      expect(ada.sees().find(({ id }) => id === suggestions.id)?.text).toContain(`### ${titleOf(SUGGESTED[0])}`),
    );
  });

  test('whose answer has gone meanwhile says so to the person alone, and the message stays', async ({
    onTestFinished,
  }) => {
    const { playground, books, keep } = await startScene({ onTestFinished });
    const ada = playground.addMember('ada');
    const suggestions = await ada.asks(`@Whence ${UNSURE}`);
    await keep({ [SUGGESTED[0]]: null });
    slowDown(books);
    await ada.clicks(titleOf(SUGGESTED[0]), suggestions);
    await eventually(() => expect(ada.sees().length).toBe(3));
    const [first, gone] = ada.sees().slice(1);
    expect(first).toMatchObject({ id: suggestions.id, text: suggestions.text });
    expect([gone!.ephemeral, asShown(gone!.text)]).toEqual([true, strings.ANSWER_GONE]);
  });

  test('answers a message when it is ready', async ({ onTestFinished }) => {
    const { playground, books } = await startScene({ onTestFinished });
    slowDown(books);
    const answer = await playground.addMember('ada').asks(`@Whence ${KNOWN}`, { timeoutMs: 60_000 });
    expect(answer.text).toContain(titleOf(KNOWN_ID));
  });

  test('tells the asker alone of a mistake, and nobody sees that it was thinking', async ({ onTestFinished }) => {
    const { playground, books } = await startScene({ onTestFinished });
    slowDown(books);
    const ada = playground.addMember('ada');
    await ada.runs('model', { name: 'a bicycle' }).catch(() => undefined);
    await eventually(() => expect(ada.sees().at(-1)?.text).toContain('There is no model called "a bicycle".'));
    expect(ada.sees().map(({ ephemeral }) => ephemeral)).toEqual([true]);
    expect(playground.addMember('bob').sees()).toEqual([]);
  });
});

test('asking Discord where an invite leads may take longer than Discord waits', async () => {
  const { playground, mo } = await startModeration({ asksAboutInvites: true });
  const path = /\/invites\//;
  playground.faults.slow({ ms: 10_000, path });
  playground.faults.failNext({ status: 503, times: Infinity, path });
  await mo.opens('answer add');
  const told = await mo.submits({ ...RULES, body: 'Join us: https://discord.gg/abcdef' });
  expect(told?.text).toContain('discord.gg/abcdef');
});

describe('a failure', () => {
  test('in a command is logged with its context and costs one private apology, and the next one is answered', async () => {
    const { playground, books, log } = await startScene();
    const usual = books.of;
    books.of = () => Promise.reject(new Error('the disk is gone'));
    const ada = playground.addMember('ada');
    expect(await ada.runs('ask', { question: KNOWN })).toMatchObject({ text: strings.APOLOGY, ephemeral: true });
    expect(log.filter(({ level }) => level === 'error')).toEqual([
      {
        level: 'error',
        text: 'a handler failed',
        context: {
          err: new Error('the disk is gone'),
          handler: 'ask',
          interaction: expect.stringMatching(/^\d+$/),
          guild: ada.guild.id,
          channel: ada.channel.id,
          user: ada.user.id,
        },
      },
    ]);
    books.of = usual;
    expect((await ada.runs('ask', { question: KNOWN })).text).toContain(titleOf(KNOWN_ID));
  });

  test('at the press of a button leaves the message as it is', async () => {
    const { playground, books, log } = await startScene();
    const ada = playground.addMember('ada');
    const suggestions = await ada.asks(`@Whence ${UNSURE}`);
    books.of = () => Promise.reject(new Error('the disk is gone'));
    expect(await ada.clicks(titleOf(SUGGESTED[0]), suggestions)).toMatchObject({
      text: strings.APOLOGY,
      ephemeral: true,
    });
    expect(ada.sees().find(({ id }) => id === suggestions.id)!.text).toBe(suggestions.text);
    expect(faultsIn(log)).toEqual(['a handler failed']);
  });

  test('that is thrown and not rejected is one too', async () => {
    const { playground, books, log } = await startScene();
    books.of = () => {
      throw new TypeError('not a function');
    };
    const ada = playground.addMember('ada');
    expect((await ada.runs('ask', { question: KNOWN })).text).toBe(strings.APOLOGY);
    expect((await ada.asks(`@Whence ${KNOWN}`)).text).toBe(strings.APOLOGY);
    expect(await ada.types('ask', 'question', 'what')).toEqual([]);
    expect(faultsIn(log)).toHaveLength(3);
  });
});

describe('Discord answers', () => {
  test.each([
    ['500 once', { status: 500, times: 1 }],
    ['502 three times', { status: 502, times: 3 }],
    ['429', { status: 429, times: 1, retryAfterSeconds: 0.1 }],
  ])('%s: the bot tries again, and one reply comes', async (_what, fault) => {
    const { playground, log } = await startScene();
    const ada = playground.addMember('ada');
    playground.faults.failNext({ ...fault, path: /messages/ });
    playground.faults.failNext({ ...fault, path: /callback/ });
    const answers = await Promise.all([ada.asks(`@Whence ${KNOWN}`), ada.runs('ask', { question: KNOWN })]);
    expect(answers.filter(({ text }) => text.includes(titleOf(KNOWN_ID)))).toHaveLength(2);
    expect(ada.sees()).toHaveLength(3);
    expect(faultsIn(log)).toEqual([]);
  });

  test('500 for good: that is logged, and the next question is answered', async () => {
    const { playground, log } = await startScene();
    const ada = playground.addMember('ada');
    playground.faults.failNext({ status: 500, times: 4, path: /messages/ });
    await ada.says(`@Whence ${KNOWN}`);
    await expect.poll(() => faultsIn(log)).toEqual(['could not send an answer']);
    expect((await ada.asks(`@Whence ${KNOWN}`)).text).toContain(titleOf(KNOWN_ID));
    expect(ada.sees()).toHaveLength(3);
  });

  test('500 for good to the answer of a command: the asker gets an apology', async () => {
    const { playground, log } = await startScene();
    playground.faults.failNext({ status: 500, times: 4, path: /callback/ });
    expect((await playground.addMember('ada').runs('ask', { question: KNOWN })).text).toBe(strings.APOLOGY);
    expect(faultsIn(log)).toEqual(['a handler failed']);
  });

  test('slowly: everything is answered all the same', async () => {
    const { playground, log } = await startScene();
    const ada = playground.addMember('ada');
    playground.faults.slow({ ms: 400 });
    expect((await ada.runs('ask', { question: KNOWN })).text).toContain(titleOf(KNOWN_ID));
    expect((await ada.asks(`@Whence ${KNOWN}`)).text).toContain(titleOf(KNOWN_ID));
    expect(faultsIn(log)).toEqual([]);
  });
});
