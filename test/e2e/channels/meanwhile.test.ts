import { ComponentType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Member, Playground } from 'discord-playground';
import { describe, expect, test } from 'vitest';
import { KNOWN, KNOWN_ID, type SceneOptions, startScene, titleOf } from '../../support/bot.ts';
import { type Forgery, forged } from '../../support/forge.ts';
import { startModeration } from '../../support/moderation.ts';
import { settingsControls } from '../../../src/discord/controls/settingsControls.ts';
import { SAVE, SET_AGAIN } from '../../../src/discord/customIds.ts';
import { BUTTONS } from '../../../src/discord/settings/strings.ts';
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

describe('a moderator loses Manage Server while', () => {
  test('a dialog of /settings is open: nothing is saved', async () => {
    const { mo, playground, store } = await startModeration();
    await mo.opensByClicking(BUTTONS.retention, await mo.runs('settings'));
    losesManageServer(playground, mo);
    const said = (await mo.submits({ days: '90' }))!;
    expect(said.text).toBe(strings.NOT_ALLOWED['change-settings']);
    expect((await store.settings(playground.guild.id)).questionRetentionDays).toBe(30);
  });

  test('/settings is open: nothing on it works any more, and every kind of control is here', async () => {
    const { mo, playground, store } = await startModeration();
    await mo.opensByClicking(BUTTONS.retention, await mo.runs('settings'));
    // With the button that opens a refused dialog again.
    const on = (await mo.submits({ days: '99' }))!;
    const before = await store.settings(playground.guild.id);
    losesManageServer(playground, mo);
    const { StringSelect, ChannelSelect, RoleSelect } = ComponentType;
    const uses: Readonly<Record<string, Partial<Forgery>>> = {
      'editor-roles': { type: RoleSelect, values: [] },
      'log-channel': { type: ChannelSelect, values: [] },
      'channel-to-set': { type: ChannelSelect, values: [] },
      mode: { type: StringSelect, values: ['answer'], customId: 'w1:mode:' },
      unlimited: { type: ChannelSelect, values: [] },
      pictures: { customId: 'w1:pictures:off' },
      set: { customId: 'w1:set:retention' },
      save: { customId: SAVE.write({ name: 'retention', shown: ['30'] })!, fields: { days: '1' } },
      'set-again': { customId: SET_AGAIN.write({ name: 'retention', typed: ['99'] })! },
      check: {},
    };
    expect(Object.keys(uses).toSorted()).toEqual(settingsControls.map(({ kind }) => kind).toSorted());
    for (const [kind, use] of Object.entries(uses)) {
      const said = await forged(playground, mo, { customId: `w1:${kind}`, on, ...use });
      expect([kind, said === 'dialog' ? said : said.text]).toEqual([kind, strings.NOT_ALLOWED['change-settings']]);
    }
    expect(await store.settings(playground.guild.id)).toEqual(before);
  });
});

function losesManageServer({ guild }: Playground, { user }: Member): void {
  for (const role of guild.roles.values()) if (role.name === user.username) guild.setPermissions(role, 0n);
}

/** Starts another process. The first has no part in what comes, except that it would still answer. */
async function killed({ playground, replies, restart }: Awaited<ReturnType<typeof startReading>>): Promise<void> {
  await playground.settled();
  await replies.write();
  await restart();
  await playground.settled();
}

describe('the bot is killed', () => {
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
