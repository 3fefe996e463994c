import { describe, expect, test } from 'vitest';
import {
  asShown,
  KNOWN,
  KNOWN_ID,
  type SceneOptions,
  startScene,
  SUGGESTED,
  titleOf,
  UNSURE,
} from '../../support/bot.ts';
import * as strings from '../../../src/discord/strings.ts';

/** A bot that may read messages, on a server with these settings. */
async function startReading(settings: NonNullable<SceneOptions['settings']>) {
  const scene = await startScene({ bot: { messageContent: true }, settings });
  const [ada, bob] = [scene.playground.addMember('ada'), scene.playground.addMember('bob')];
  return { ...scene, ada, bob };
}

/** The texts of the bot's messages in the first channel. */
const said = async ({ playground, ada }: Awaited<ReturnType<typeof startReading>>): Promise<string[]> => {
  await playground.settled();
  return ada.sees().flatMap(({ author, text }) => (author.id === playground.bot.id ? [text] : []));
};

describe('a channel that is off', () => {
  test('gets nothing, even for a mention, and commands still work', async () => {
    const scene = await startReading({ defaultMode: 'off' });
    await scene.ada.says(`@Whence ${KNOWN}?`);
    await scene.ada.says(`${KNOWN}?`);
    expect(await said(scene)).toEqual([]);
    expect((await scene.ada.runs('ask', { question: KNOWN })).text).toContain(titleOf(KNOWN_ID));
  });
});

describe('a channel where nothing is set', () => {
  test('gets answers for mentions alone', async () => {
    const scene = await startReading({});
    await scene.ada.says(`${KNOWN}?`);
    expect(await said(scene)).toEqual([]);
    expect((await scene.ada.asks(`@Whence ${KNOWN}?`)).text).toContain(titleOf(KNOWN_ID));
  });
});

describe('a channel with answers', () => {
  test('is quiet in the quiet hours, except for mentions', async () => {
    const allDay = { from: '00:00', until: '23:59', timeZone: 'UTC' };
    const scene = await startReading({ defaultMode: 'answer', quietHours: allDay });
    await scene.ada.says(`${KNOWN}?`);
    expect(await said(scene)).toEqual([]);
    expect((await scene.ada.asks(`@Whence ${KNOWN}?`)).text).toContain(titleOf(KNOWN_ID));
  });

  test('is left alone while two people talk', async () => {
    const scene = await startReading({ defaultMode: 'answer' });
    await scene.ada.says('I am reading about language models.');
    await scene.bob.says('Nice, me too!');
    await scene.ada.says(`${KNOWN}?`);
    expect(await said(scene)).toEqual([]);
  });

  test('is left to the person who answers before the bot could, except for mentions', async () => {
    const scene = await startReading({ defaultMode: 'answer' });
    const { ada, bob, books, playground } = scene;
    const { of } = books;
    const found = Promise.withResolvers<void>();
    books.of = async (guildId) => {
      await found.promise;
      return of(guildId);
    };
    const question = await ada.says(`${KNOWN}?`);
    await ada.says('@Whence what is rlhf?');
    await bob.says('On GPT-5.', { replyTo: question });
    await playground.settled();
    found.resolve();
    expect(await said(scene)).toEqual([expect.stringContaining(titleOf('what-is-rlhf'))]);
  });
});

describe('a channel with offers', () => {
  test('gets a button under a question, for its author alone, who can share what it shows', async () => {
    const scene = await startReading({ defaultMode: 'offer' });
    const { ada, bob, playground } = scene;
    const offer = await ada.asks(`${KNOWN}?`);
    expect(offer.buttons.map(({ label }) => label)).toEqual([strings.OFFER]);
    expect(offer.pings).toEqual([]);
    const refused = (await bob.clicks(strings.OFFER, offer))!;
    expect([refused.ephemeral, asShown(refused.text)]).toEqual([true, strings.OFFER_NOT_YOURS]);
    const shown = (await ada.clicks(strings.OFFER, offer))!;
    expect(shown).toMatchObject({ ephemeral: true, text: expect.stringContaining(titleOf(KNOWN_ID)) });
    await playground.settled();
    expect(bob.sees().map(({ id }) => id)).not.toContain(offer.id);
    const shared = (await ada.clicks(strings.SHARE, shown))!;
    expect(shared).toMatchObject({ ephemeral: false, text: expect.stringContaining(titleOf(KNOWN_ID)), pings: [] });
  });

  test('loses the button after a minute', async () => {
    const { ada, clock, playground } = await startReading({ defaultMode: 'offer' });
    await ada.asks(`${KNOWN}?`);
    await playground.settled();
    clock.advance(59_000);
    await playground.settled();
    expect(ada.sees()).toHaveLength(2);
    clock.advance(1_000);
    await playground.settled();
    expect(ada.sees()).toHaveLength(1);
  });

  test('loses the button when the bot stops', async () => {
    const { ada, bot } = await startReading({ defaultMode: 'offer' });
    await ada.asks(`${KNOWN}?`);
    await bot.stop();
    expect(ada.sees()).toHaveLength(1);
  });

  test('gets nothing under what is no question, and answers for mentions', async () => {
    const scene = await startReading({ defaultMode: 'offer' });
    await scene.ada.says('I like language models.');
    expect(await said(scene)).toEqual([]);
    expect((await scene.ada.asks(`@Whence ${KNOWN}?`)).text).toContain(titleOf(KNOWN_ID));
  });
});

test('without the Message Content intent, offer and answer are like "when mentioned"', async () => {
  const { playground } = await startScene({ settings: { defaultMode: 'answer' } });
  const ada = playground.addMember('ada');
  await ada.says(`${KNOWN}?`);
  await playground.settled();
  expect(ada.sees()).toHaveLength(1);
  expect((await ada.asks(`@Whence ${KNOWN}?`)).text).toContain(titleOf(KNOWN_ID));
});

test('an answer that somebody shared is linked to when the same is asked soon after', async () => {
  const { ada, bob, replies } = await startReading({
    limits: { perPerson: 9, perChannel: 9, minutes: 5, repeatMinutes: 10 },
  });
  const shown = await ada.runs('ask', { question: KNOWN, private: true });
  const shared = (await ada.clicks(strings.SHARE, shown))!;
  await expect.poll(() => replies.of(shared.id)).toBeDefined();
  expect((await bob.asks(`@Whence ${KNOWN}?`)).text).toContain(`/${shared.id}`);
});

test('an answer that /ask or a choice of answers has shown everybody is linked to as well', async () => {
  const { ada, bob, replies } = await startReading({
    limits: { perPerson: 9, perChannel: 9, minutes: 5, repeatMinutes: 10 },
  });
  const asked = await ada.runs('ask', { question: KNOWN });
  await expect.poll(() => replies.of(asked.id)).toBeDefined();
  expect((await bob.asks(`@Whence ${KNOWN}?`)).text).toContain(`/${asked.id}`);
  const choice = await ada.asks(`@Whence ${UNSURE}`);
  await ada.clicks(titleOf(SUGGESTED[0]), choice);
  await expect.poll(() => replies.of(choice.id)).toMatchObject({ answerId: SUGGESTED[0] });
  expect((await bob.asks('@Whence what is rlhf?')).text).toContain(`/${choice.id}`);
});

test('a share that is refused does not count as the link to what the channel has', async () => {
  const { ada, bob } = await startReading({ limits: { perPerson: 9, perChannel: 9, minutes: 5, repeatMinutes: 10 } });
  await ada.asks(`@Whence ${KNOWN}?`);
  const shown = await ada.runs('ask', { question: KNOWN, private: true });
  expect((await ada.clicks(strings.SHARE, shown))!.text).toMatch(/^I have just answered that here: /);
  expect((await bob.asks(`@Whence ${KNOWN}?`)).text).toMatch(/^I have just answered that here: /);
});

describe('the limits of a server', () => {
  test('thirty identical mentions get one answer and one sentence that links to it', async () => {
    const scene = await startReading({ limits: { perPerson: 3, perChannel: 6, minutes: 5, repeatMinutes: 10 } });
    const question = `@Whence ${KNOWN}?`;
    await Promise.all(Array.from({ length: 30 }, (_, index) => [scene.ada, scene.bob][index % 2]!.says(question)));
    const [answer, link, ...more] = await said(scene);
    expect(answer).toContain(titleOf(KNOWN_ID));
    expect(link).toMatch(/^I have just answered that here: http.*\/channels\/\d+\/\d+\/\d+$/);
    const first = scene.ada.sees().find(({ author }) => author.id === scene.playground.bot.id);
    expect(link).toContain(first!.id);
    expect(more).toEqual([]);
  });

  test('hold for mentions: who asks more gets one message, with a button for each answer that shows it to them alone', async () => {
    const scene = await startReading({ limits: { perPerson: 1, perChannel: 6, minutes: 5, repeatMinutes: 0 } });
    const { ada, bob, clock } = scene;
    await ada.asks(`@Whence ${KNOWN}?`);
    for (const question of ['what is rlhf?', 'what is ppo?', 'what is rlhf?']) {
      await ada.says(`@Whence ${question}`);
    }
    const [, notice, ...more] = await said(scene);
    expect(notice).toBe(strings.fullNotice(5, true));
    expect(more).toEqual([]);
    const seen = ada.sees().find(({ text }) => text === notice)!;
    expect(seen.buttons.map(({ label }) => label)).toEqual([titleOf('what-is-rlhf'), titleOf('what-is-ppo')]);
    const shown = (await ada.clicks(titleOf('what-is-rlhf'), seen))!;
    expect(shown).toMatchObject({ ephemeral: true, text: expect.stringContaining(titleOf('what-is-rlhf')) });
    expect((await bob.asks(`@Whence ${KNOWN}?`)).text).toContain(titleOf(KNOWN_ID));
    clock.advance(5 * 60_000);
    expect(await said(scene)).not.toContain(notice);
    expect((await ada.asks('@Whence what is rlhf?')).text).toContain(titleOf('what-is-rlhf'));
  });

  test('hold for a channel as well, and are said once, however many people ask', async () => {
    const scene = await startReading({ limits: { perPerson: 9, perChannel: 2, minutes: 5, repeatMinutes: 0 } });
    for (const member of [scene.ada, scene.bob, scene.ada, scene.bob, scene.ada]) {
      await member.says(`@Whence ${KNOWN}?`);
      await scene.playground.settled();
    }
    expect((await said(scene)).map((text) => text.includes(titleOf(KNOWN_ID)))).toEqual([true, true, false]);
  });

  test('are not for commands, and not for a channel that is for asking', async () => {
    const limits = { perPerson: 1, perChannel: 1, minutes: 5, repeatMinutes: 0 };
    const scene = await startReading({ limits });
    const { ada, playground, store } = scene;
    const asking = playground.guild.addChannel('ask-whence');
    await store.saveSettings(playground.guild.id, { unlimitedChannelIds: [asking.id] });
    for (const _ of [1, 2, 3]) {
      expect((await ada.runs('ask', { question: KNOWN })).ephemeral).toBe(false);
      expect((await ada.in(asking).asks(`@Whence ${KNOWN}?`)).text).toContain(titleOf(KNOWN_ID));
    }
  });

  test('leave no message about them behind when the bot stops', async () => {
    const scene = await startReading({ limits: { perPerson: 1, perChannel: 6, minutes: 5, repeatMinutes: 0 } });
    for (const _ of [1, 2]) await scene.ada.asks(`@Whence ${KNOWN}?`);
    await scene.bot.stop();
    expect(scene.ada.sees()).toHaveLength(3);
  });
});
