import { ComponentType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { SeenMessage } from 'discord-playground';
import { describe, expect, test } from 'vitest';
import { faultsIn, KNOWN_ID, titleOf } from '../../support/bot.ts';
import { forged } from '../../support/forge.ts';
import { edits, publishes, RULES, RULES_ID, startModeration } from '../../support/moderation.ts';
import * as strings from '../../../src/discord/settings/strings.ts';

const ROLES = 'Roles that can edit answers';
const CHANNEL = 'A channel that only moderators can see';

/** What is chosen in each menu, by its placeholder. */
const valuesIn = ({ selects }: SeenMessage): Record<string, readonly string[]> =>
  Object.fromEntries(selects.map(({ placeholder, values }) => [placeholder, values]));

describe('/settings', () => {
  test('shows what is set, to the person alone', async () => {
    const { mo, editors } = await startModeration();
    const settings = await mo.runs('settings');
    expect(settings).toMatchObject({ ephemeral: true, pings: [] });
    expect(settings.text).toContain(`Members with Manage Server, or with <@&${editors.id}>.`);
    expect(settings.text).toContain('### Change log channel\nNot set.');
    expect(valuesIn(settings)).toMatchObject({ [ROLES]: [editors.id], [CHANNEL]: [] });
  });

  test('sets the roles whose members edit answers, at once', async () => {
    const { mo, ed, ada, playground, store } = await startModeration();
    const helpers = playground.guild.addRole('Helpers');
    playground.guild.giveRole(ada.user.id, helpers);
    expect((await ada.runs('answer list')).text).toMatch(/^Only members/);
    const settings = await mo.runs('settings');
    const changed = (await mo.chooses(ROLES, [helpers], settings))!;
    expect(changed).toMatchObject({ id: settings.id });
    expect(changed.text).toContain(`Members with Manage Server, or with <@&${helpers.id}>.`);
    expect((await ada.runs('answer list')).text).toContain('None yet.');
    expect((await ed.runs('answer list')).text).toMatch(/^Only members/);
    await mo.chooses(ROLES, [], changed);
    expect(await store.settings(playground.guild.id)).toMatchObject({ editorRoleIds: [], logChannelId: null });
  });

  test('sets and unsets the log channel', async () => {
    const { mo, playground, store } = await startModeration();
    const channel = playground.guild.addChannel('log');
    const settings = await mo.runs('settings');
    const changed = (await mo.chooses(CHANNEL, [channel], settings))!;
    expect(changed.text).toContain(`\n${strings.publicLogChannel(`<#${channel.id}>`)}`);
    expect((await store.settings(playground.guild.id)).logChannelId).toBe(channel.id);
    expect(valuesIn(await mo.runs('settings'))[CHANNEL]).toEqual([channel.id]);
    await mo.chooses(CHANNEL, [], changed);
    expect((await store.settings(playground.guild.id)).logChannelId).toBeNull();
  });

  test('says so when the bot may not write in the channel that was chosen', async () => {
    const { mo, playground, store } = await startModeration();
    const channel = playground.guild.addChannel('locked');
    playground.guild.overwrite(channel, playground.bot, { deny: PermissionFlagsBits.SendMessages });
    await playground.settled();
    const changed = (await mo.chooses(CHANNEL, [channel], await mo.runs('settings')))!;
    const sentence = strings.lockedLogChannel(`<#${channel.id}>`);
    expect(changed.text).toContain(sentence);
    expect((await store.settings(playground.guild.id)).logChannelId).toBe(channel.id);
    playground.guild.overwrite(channel, playground.bot, { allow: PermissionFlagsBits.ViewChannel });
    playground.guild.overwrite(channel, playground.guild.everyone, { deny: PermissionFlagsBits.ViewChannel });
    await playground.settled();
    const settings = await mo.runs('settings');
    expect(settings.text).toMatch(new RegExp(`\\n<#${channel.id}>\\.$`));
    expect(valuesIn(settings)[CHANNEL]).toEqual([channel.id]);
  });

  test('keeps what two moderators set at the same moment', async () => {
    const { mo, max, playground, store } = await startModeration();
    const { guild } = playground;
    const helpers = guild.addRole('Helpers');
    const channel = guild.addChannel('log');
    const [first, second] = [await mo.runs('settings'), await max.runs('settings')];
    await Promise.all([mo.chooses(ROLES, [helpers], first), max.chooses(CHANNEL, [channel], second)]);
    expect(await store.settings(guild.id)).toMatchObject({ editorRoleIds: [helpers.id], logChannelId: channel.id });
  });

  test('shows nothing as chosen that is not there any more', async () => {
    const { mo, editors, playground, store } = await startModeration();
    const gone = '80351110224678912';
    await store.saveSettings(playground.guild.id, { editorRoleIds: [gone, editors.id], logChannelId: gone });
    const settings = await mo.runs('settings');
    expect(valuesIn(settings)).toMatchObject({ [ROLES]: [editors.id], [CHANNEL]: [] });
    expect(settings.text).toContain(strings.LOG_CHANNEL_DELETED);
    expect(settings.text).not.toContain(gone);
  });

  test('makes nobody an editor who has just the role of everybody', async () => {
    const { mo, ada, playground, store } = await startModeration();
    const { guild } = playground;
    const settings = await mo.runs('settings');
    const customId = 'w1:editor-roles';
    const type = ComponentType.RoleSelect;
    const said = await forged(playground, mo, { customId, on: settings, type, values: [guild.id] });
    expect(said).toMatchObject({
      ephemeral: true,
      text: expect.stringMatching(/^That role would let everyone edit answers\./),
    });
    await store.saveSettings(guild.id, { editorRoleIds: [guild.id], logChannelId: null });
    expect((await ada.runs('answer list')).text).toMatch(/^Only members/);
  });

  test('takes roles and channels of this server alone', async () => {
    const { mo, elsewhere, playground, store } = await startModeration();
    const settings = await mo.runs('settings');
    const role = elsewhere.addRole('Theirs');
    const roles = { customId: 'w1:editor-roles', on: settings, type: ComponentType.RoleSelect, values: [role.id] };
    await forged(playground, mo, roles);
    const channel = { customId: 'w1:log-channel', on: settings, type: ComponentType.ChannelSelect };
    const said = await forged(playground, mo, { ...channel, values: [elsewhere.channel.id] });
    expect(said).toMatchObject({ text: strings.NO_SUCH_CHANNEL });
    expect(await store.settings(playground.guild.id)).toMatchObject({ editorRoleIds: [], logChannelId: null });
  });
});

/** With a log channel, as mo sees it. */
async function withLog() {
  const scene = await startModeration();
  const { playground, store, editors, mo } = scene;
  const channel = playground.guild.addChannel('log');
  await store.saveSettings(playground.guild.id, { editorRoleIds: [editors.id], logChannelId: channel.id });
  return { ...scene, channel, log: mo.in(channel), lines: scene.log };
}

describe('the log channel', () => {
  test('is told who changed what, word by word, and when, and nobody is pinged', async () => {
    const { mo, ed, log } = await withLog();
    await publishes(mo);
    await edits(ed, RULES_ID, { body: RULES.body.replace('#help', '@everyone <@&1> **#support**') });
    await mo.runs('answer remove', { answer: RULES_ID });
    await mo.runs('answer restore', { answer: RULES_ID });
    const told = log.sees();
    expect(told.map(({ pings, ephemeral }) => [pings, ephemeral])).toEqual(told.map(() => [[], false]));
    expect(told.map(({ text }) => text.split('\n')[0])).toEqual([
      `**${RULES.title}** was written by <@${mo.user.id}> (mo)`,
      `**${RULES.title}** was edited by <@${ed.user.id}> (ed)`,
      `**${RULES.title}** was removed by <@${mo.user.id}> (mo)`,
      `**${RULES.title}** was restored by <@${mo.user.id}> (mo)`,
    ]);
    expect(told[1]!.text).toMatch(
      /\n-# `what-are-the-rules-here` · version 2 · <t:\d+:f>\n\*\*Answer\*\* Be kind, and ask in /,
    );
    expect(told[1]!.text).toContain(String.raw`\<@&1> \*\*`);
  });

  test('is told of what is undone, too', async () => {
    const { mo, log } = await withLog();
    const published = await publishes(mo);
    expect(published.text).not.toContain('log channel');
    await mo.clicks('Undo', published);
    expect(log.sees().map(({ text }) => text.split('\n')[0])).toEqual([
      `**${RULES.title}** was written by <@${mo.user.id}> (mo)`,
      `**${RULES.title}** was removed by <@${mo.user.id}> (mo)`,
    ]);
  });

  test('is told what a curated answer is called that was hidden and is shown again', async () => {
    const { mo, log } = await withLog();
    await mo.runs('answer remove', { answer: KNOWN_ID });
    await mo.runs('answer restore', { answer: KNOWN_ID });
    expect(log.sees().map(({ text }) => text.split('\n')[0])).toEqual([
      `**${titleOf(KNOWN_ID)}** was removed by <@${mo.user.id}> (mo)`,
      `**${titleOf(KNOWN_ID)}** was restored by <@${mo.user.id}> (mo)`,
    ]);
  });

  test('that is gone costs nobody the change, and the editor is told', async () => {
    const { mo, ada, channel, playground, lines } = await withLog();
    playground.guild.removeChannel(channel);
    await playground.settled();
    const published = await publishes(mo);
    expect(published.text).toMatch(
      /^Published .*\n-# I couldn't post this to the log channel because it no longer exists\./,
    );
    expect((await ada.asks('@Whence server rules')).text).toContain('Be kind');
    expect(lines).toContainEqual(expect.objectContaining({ level: 'warn', text: 'the log channel no longer exists' }));
    expect(faultsIn(lines)).toEqual([]);
  });

  test('where the bot may not write is not tried, and the editor is told', async () => {
    const { mo, channel, playground, lines } = await withLog();
    playground.guild.overwrite(channel, playground.bot, { deny: PermissionFlagsBits.SendMessages });
    await playground.settled();
    const published = await publishes(mo);
    expect(published.text).toContain(
      `-# I couldn't post this to <#${channel.id}> because I don't have permission to view or post there.`,
    );
    expect(lines).toContainEqual(expect.objectContaining({ level: 'warn', text: 'may not post in the log channel' }));
  });

  test('that Discord fails to take costs nobody the change either', async () => {
    const { mo, channel, playground, lines } = await withLog();
    playground.faults.failNext({ status: 500, times: 4, path: new RegExp(`channels/${channel.id}/messages`) });
    const published = await publishes(mo);
    expect(published.text).toContain(
      `-# I couldn't post this to <#${channel.id}> because Discord rejected the message.`,
    );
    expect(lines).toContainEqual(expect.objectContaining({ level: 'warn', text: 'could not post in the log channel' }));
  });

  test('of one server is not told of another', async () => {
    const { eve, log } = await withLog();
    await publishes(eve);
    await edits(eve, KNOWN_ID, { title: `${titleOf(KNOWN_ID)} Really?` });
    expect(log.sees()).toEqual([]);
  });
});
