import { describe, expect, test } from 'vitest';
import { KNOWN, KNOWN_ID, type SceneOptions, startScene, titleOf } from '../../support/bot.ts';
import * as strings from '../../../src/discord/strings.ts';

const MINUTE = 60_000;

// Edits at an inconvenient moment. What an edit does as a rule is in living.test.ts.

async function startReading(settings: NonNullable<SceneOptions['settings']> = {}) {
  const scene = await startScene({ bot: { messageContent: true }, settings });
  const { playground } = scene;
  const [ada, bob] = [playground.addMember('ada'), playground.addMember('bob')];
  /** The bot's messages once it is quiet. */
  const said = async () => {
    await playground.settled();
    return ada.sees().filter(({ author }) => author.id === playground.bot.id);
  };
  return { ...scene, ada, bob, said };
}

describe('a reply that the bot gave by itself stays when its question is edited', () => {
  test('while its author talks with somebody, unless it is put to that person now', async () => {
    const { ada, bob, said } = await startReading({ defaultMode: 'answer' });
    const question = await ada.says(KNOWN);
    const [reply] = await said();
    await bob.says('@ada I know more about that');
    await ada.says('please tell me, @bob');
    await ada.edits(`${KNOWN}?`, question);
    expect(await said()).toEqual([reply]);
    await ada.edits(`@bob ${KNOWN}?`, question);
    expect(await said()).toEqual([]);
  });

  test('in the quiet hours', async () => {
    const timeIn = (minutes: number): string => new Date(Date.now() + minutes * MINUTE).toISOString().slice(11, 16);
    const quietHours = { from: timeIn(2), until: timeIn(-60), timeZone: 'UTC' };
    const { ada, bob, said, clock } = await startReading({ defaultMode: 'answer', quietHours });
    const question = await ada.says(KNOWN);
    const [reply] = await said();
    clock.advance(3 * MINUTE);
    await ada.edits(`${KNOWN}?`, question);
    await bob.says('what is rlhf?');
    expect(await said()).toEqual([reply]);
  });

  test('before, and a thread is started from it', async () => {
    const { ada, bob, said } = await startReading({ defaultMode: 'answer' });
    const question = await ada.says(KNOWN);
    await ada.edits(`${KNOWN}?`, question);
    expect(await said()).toHaveLength(1);
    await ada.says('@bob look at this');
    await bob.startsThread('more about it', { from: question });
    expect(await said()).toHaveLength(1);
  });
});

test.each(['there is a second reply', 'the reply comes back'] as const)(
  'when a question is edited a day later, never: %s',
  async (what) => {
    const { ada, said, clock, replies, playground } = await startReading();
    const reply = await ada.asks(`@Whence ${KNOWN}`);
    const [question] = ada.sees();
    if (what === 'the reply comes back') await ada.clicks(strings.DISMISS, reply);
    const before = await said();
    await replies.write();
    clock.advance(25 * 60 * MINUTE);
    await ada.edits(`@Whence ${KNOWN}?`, question!);
    await playground.botReady();
    expect(await said()).toEqual(before);
  },
);

test('a question that is edited or deleted before the bot has looked up its answer is not answered as it was', async () => {
  const { ada, said, books, playground } = await startReading();
  const { of } = books;
  const looked = Promise.withResolvers<void>();
  books.of = async (guildId) => {
    await looked.promise;
    return of(guildId);
  };
  const question = `@Whence ${KNOWN}`;
  const [edited, emptied, deleted] = [await ada.says(question), await ada.says(question), await ada.says(question)];
  await ada.edits('@Whence what is rlhf?', edited);
  await ada.edits('never mind', emptied);
  await ada.deletes(deleted);
  await playground.settled();
  looked.resolve();
  expect((await said()).map(({ text, replyTo }) => [text.split('\n')[0], replyTo])).toEqual([
    [`### ${titleOf('what-is-rlhf')}`, edited.id],
  ]);
});

test('a member who has pressed an offer gets no second one, but gets a reply after editing a mention into the question', async () => {
  const { ada, said, playground } = await startReading({ defaultMode: 'offer' });
  const offer = await ada.asks(KNOWN);
  const [question] = ada.sees();
  const shown = await ada.clicks(strings.OFFER, offer);
  await playground.settled();
  await ada.edits('what is rlhf?', question!);
  expect(await said()).toEqual([shown]);
  await ada.edits('@Whence what is rlhf?', question!);
  expect((await said()).map(({ text }) => text)).toEqual([
    shown!.text,
    expect.stringContaining(titleOf('what-is-rlhf')),
  ]);
});

test('a reply whose question is edited while moderators correct its answer elsewhere follows the question', async () => {
  const { ada, bob, said, keep, playground } = await startReading();
  const body = 'Ours.';
  const reply = await ada.asks(`@Whence ${KNOWN}`);
  const [question] = ada.sees();
  const newer = await bob.asks(`@Whence ${KNOWN}`);
  await playground.settled();
  // The newest is corrected first.
  playground.faults.delayNext({ ms: 300, path: new RegExp(`/messages/${newer.id}$`) });
  await keep({ [KNOWN_ID]: { title: titleOf(KNOWN_ID), questions: [KNOWN], body, sources: [] } });
  await ada.edits('@Whence what is rlhf?', question!);
  await expect
    .poll(async () => (await said()).find(({ id }) => id === newer.id)!.text, { timeout: 10_000 })
    .toContain(body);
  await playground.settled();
  expect((await said()).find(({ id }) => id === reply.id)!.text).toContain(titleOf('what-is-rlhf'));
});
