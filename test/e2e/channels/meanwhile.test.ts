import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { KNOWN, KNOWN_ID, type SceneOptions, startScene, titleOf } from '../../support/bot.ts';
import * as strings from '../../../src/discord/strings.ts';

// What changes between the moment in which something is shown and the moment in which somebody uses it.

async function startReading(settings: NonNullable<SceneOptions['settings']>) {
  const scene = await startScene({ bot: { messageContent: true }, settings });
  return { ...scene, ada: scene.playground.addMember('ada'), bob: scene.playground.addMember('bob') };
}

describe('moderators switch a channel off', () => {
  test('while an offer is open: its author still sees the answer, and nobody else gets to', async () => {
    const { ada, playground, store } = await startReading({ defaultMode: 'offer' });
    const offer = await ada.asks(`${KNOWN}?`);
    await store.saveSettings(playground.guild.id, { defaultMode: 'off' });
    const shown = (await ada.clicks(strings.OFFER, offer))!;
    expect(shown).toMatchObject({ ephemeral: true, text: expect.stringContaining(titleOf(KNOWN_ID)) });
    expect(await ada.clicks(strings.SHARE, shown)).toMatchObject({ ephemeral: true, text: strings.OFF_HERE });
    await playground.settled();
    expect(ada.sees().filter(({ ephemeral }) => !ephemeral)).toHaveLength(1);
  });

  test('while an offer is open that nobody presses: it goes with its minute', async () => {
    const { ada, clock, playground, store } = await startReading({ defaultMode: 'offer' });
    await ada.asks(`${KNOWN}?`);
    await store.saveSettings(playground.guild.id, { defaultMode: 'off' });
    await playground.settled();
    clock.advance(60_000);
    await playground.settled();
    expect(ada.sees()).toHaveLength(1);
  });
});

test('who is given no more room to write while a private answer is open cannot share it', async () => {
  const { ada, playground } = await startReading({});
  const shown = await ada.runs('ask', { question: KNOWN, private: true });
  playground.guild.overwrite(ada.channel, ada.user, { deny: PermissionFlagsBits.SendMessages });
  expect(await ada.clicks(strings.SHARE, shown)).toMatchObject({ ephemeral: true, text: strings.MAY_NOT_SHARE });
});

describe('the bot is killed', () => {
  /** Starts another process. The first has no part in what comes, except that it would still answer. */
  async function killed({ playground, replies, restart }: Awaited<ReturnType<typeof startReading>>): Promise<void> {
    await playground.settled();
    await replies.write();
    await restart();
    await playground.settled();
  }

  test('while an offer is open: the next process takes it away, and nothing else', async () => {
    const scene = await startReading({ defaultMode: 'offer' });
    const { ada, bob, playground } = scene;
    const elsewhere = ada.in(playground.guild.addChannel('elsewhere'));
    const answer = await elsewhere.asks(`@Whence ${KNOWN}?`);
    const offer = await bob.asks('what is rlhf?');
    await killed(scene);
    expect(bob.sees().map(({ id }) => id)).not.toContain(offer.id);
    expect(elsewhere.sees().map(({ id }) => id)).toContain(answer.id);
  });

  test('while it says that a channel has had enough: the next process takes that away', async () => {
    const limits = { perPerson: 1, perChannel: 6, minutes: 5, repeatMinutes: 0 };
    const scene = await startReading({ limits });
    for (const _ of [1, 2]) await scene.ada.asks(`@Whence ${KNOWN}?`);
    expect(scene.ada.sees().map(({ text }) => text)).toContain(strings.fullNotice(5, true));
    await killed(scene);
    expect(scene.ada.sees().map(({ text }) => text)).not.toContain(strings.fullNotice(5, true));
  });
});
