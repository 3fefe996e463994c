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
