import { ChannelType, ComponentType, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { CHANNEL_MODES, DEFAULT_SETTINGS } from '../../../src/store/Store.ts';
import { KNOWN, KNOWN_ID, NO_LIMITS, titleOf } from '../../support/bot.ts';
import { forged } from '../../support/forge.ts';
import { startModeration } from '../../support/moderation.ts';
import { BUTTONS } from '../../../src/discord/editing/strings.ts';
import * as strings from '../../../src/discord/settings/strings.ts';
import { NOT_ALLOWED, UNKNOWN_CHOICE } from '../../../src/discord/strings.ts';

const reading = { bot: { messageContent: true } };
const modeMenu = (channelId = ''): string => `w1:mode:${channelId}`;

describe('/settings, for channels,', () => {
  test('says what happens, and sets one channel apart, which takes effect at once', async () => {
    const { mo, ada, playground } = await startModeration(reading);
    const help = playground.guild.addChannel('help');
    const settings = await mo.runs('settings');
    expect(settings.text).toContain(strings.modeEverywhere('mentioned'));
    const chosen = (await mo.chooses(strings.CHOOSE_CHANNEL_TO_SET, [help], settings))!;
    const changed = (await mo.chooses(modeMenu(help.id), ['answer'], chosen))!;
    expect(changed.text).toContain(`${strings.modeElsewhere('mentioned')}\n- <#${help.id}>: **answer**`);
    expect((await ada.in(help).asks(`${KNOWN}?`)).text).toContain(titleOf(KNOWN_ID));
    await ada.says(`${KNOWN}?`);
    await playground.settled();
    expect(ada.sees()).toHaveLength(1);
    const back = (await mo.chooses(modeMenu(help.id), ['inherit'], changed))!;
    expect(back.text).toContain(strings.modeEverywhere('mentioned'));
  });

  test('sets a thread apart from its channel', async () => {
    const { mo, ada, playground } = await startModeration(reading);
    const thread = await ada.startsThread('reading group');
    await playground.settled();
    const chosen = (await mo.chooses(strings.CHOOSE_CHANNEL_TO_SET, [thread], await mo.runs('settings')))!;
    const changed = (await mo.chooses(modeMenu(thread.id), ['answer'], chosen))!;
    expect(changed.text).toContain(`- <#${thread.id}>: **answer**`);
    expect((await ada.in(thread).asks(`${KNOWN}?`)).text).toContain(titleOf(KNOWN_ID));
    await ada.says(`${KNOWN}?`);
    await playground.settled();
    expect(ada.sees().at(-1)!.author).toEqual(expect.objectContaining({ id: ada.user.id }));
  });

  test('chooses no channel by itself, not even one that a malformed event has left without an id', async () => {
    const { mo, playground } = await startModeration(reading);
    playground.faults.mangleEvents((_name, data) => {
      const { channel } = data as { channel?: object };
      return channel ? { ...(data as object), channel: { ...channel, id: '' } } : data;
    });
    await mo.runs('help');
    playground.faults.clear();
    const settings = await mo.runs('settings');
    expect(settings.text).toContain(strings.modeEverywhere('mentioned'));
    expect(playground.refusals).toEqual([]);
  });

  test('sets all other channels', async () => {
    const { mo, playground, store } = await startModeration(reading);
    const changed = (await mo.chooses(modeMenu(), ['off'], await mo.runs('settings')))!;
    expect(changed.text).toContain(strings.modeEverywhere('off'));
    expect((await store.settings(playground.guild.id)).defaultMode).toBe('off');
  });

  test('keeps what two moderators set for two channels at the same moment', async () => {
    const { mo, max, playground, store } = await startModeration(reading);
    const [help, chat] = [playground.guild.addChannel('help'), playground.guild.addChannel('chat')];
    const choose = async (member: typeof mo, channel: typeof help) =>
      member.chooses(strings.CHOOSE_CHANNEL_TO_SET, [channel], await member.runs('settings'));
    const [first, second] = [await choose(mo, help), await choose(max, chat)];
    await Promise.all([
      mo.chooses(modeMenu(help.id), ['answer'], first!),
      max.chooses(modeMenu(chat.id), ['offer'], second!),
    ]);
    const { channelModes } = await store.settings(playground.guild.id);
    expect(channelModes).toEqual({ [help.id]: 'answer', [chat.id]: 'offer' });
  });

  test('says so when the bot cannot read what it would have to', async () => {
    const { mo } = await startModeration();
    const changed = (await mo.chooses(modeMenu(), ['answer'], await mo.runs('settings')))!;
    expect(changed.text).toContain(strings.CANNOT_READ);
  });

  test('sets limits and quiet hours in forms that say what is wrong', async () => {
    const { mo, playground, store } = await startModeration(reading);
    const settings = await mo.runs('settings');
    await mo.opensByClicking(strings.BUTTONS.limits, settings);
    const said = (await mo.submits({ perPerson: 'many' }))!;
    expect(said).toMatchObject({ id: settings.id, ephemeral: true });
    expect(said.text).toContain(strings.notSaved(strings.badLimit('Replies to one person', 'many', 0, 100)));
    await mo.opensByClicking(strings.BUTTONS.limits, settings);
    const limits = { perPerson: 1, perChannel: 2, minutes: 30, repeatMinutes: 0 };
    const typed = Object.fromEntries(Object.entries(limits).map(([name, value]) => [name, String(value)]));
    expect((await mo.submits(typed))!.text).toContain(strings.limits(limits, []));
    await mo.opensByClicking(strings.BUTTONS.quietHours, settings);
    const quietHours = { from: '22:00', until: '07:00', timeZone: 'Europe/Berlin' };
    expect((await mo.submits({ ...quietHours, until: '7:00' }))!.text).toContain(strings.quietHours(quietHours));
    expect(await store.settings(playground.guild.id)).toMatchObject({ limits, quietHours });
    await mo.opensByClicking(strings.BUTTONS.quietHours, settings);
    expect((await mo.submits({ from: 'late', until: '07:00' }))!.text).toContain(strings.badTime('late'));
    await mo.opensByClicking(strings.BUTTONS.quietHours, settings);
    expect((await mo.submits({ from: '22:00', until: '' }))!.text).toContain(strings.ONE_TIME);
    await mo.opensByClicking(strings.BUTTONS.quietHours, settings);
    expect((await mo.submits({ from: '7:00', until: '07:00' }))!.text).toContain('From 07:00 until 07:00');
    await mo.opensByClicking(strings.BUTTONS.quietHours, settings);
    expect((await mo.submits({ from: '', until: '' }))!.text).toContain(strings.quietHours(null));
  });

  test('leaves in a form what nobody changed as another moderator has set it meanwhile', async () => {
    const { mo, max, playground, store } = await startModeration(reading);
    const settings = await mo.runs('settings');
    await mo.opensByClicking(strings.BUTTONS.limits, settings);
    await max.opensByClicking(strings.BUTTONS.limits, await max.runs('settings'));
    await max.submits({ perPerson: '9', minutes: '7' });
    const refused = (await mo.submits({ perChannel: 'many', minutes: '8' }))!;
    await mo.opensByClicking(BUTTONS.edit, refused);
    await mo.submits({ perChannel: '50' });
    const { limits } = await store.settings(playground.guild.id);
    expect(limits).toEqual({ ...NO_LIMITS, perPerson: 9, perChannel: 50, minutes: 8 });
  });

  test('opens a form that was refused again with what was typed', async () => {
    const { mo, playground, store } = await startModeration(reading);
    const settings = await mo.runs('settings');
    await mo.opensByClicking(strings.BUTTONS.quietHours, settings);
    const typed = { from: '22:00', until: '7"8"', timeZone: 'Europe/Berlin' };
    const refused = (await mo.submits(typed))!;
    const form = await mo.opensByClicking(BUTTONS.edit, refused);
    expect(Object.fromEntries(form.fields.map(({ customId, value }) => [customId, value]))).toEqual(typed);
    const saved = (await mo.submits({ until: '7:00' }))!;
    const quietHours = { ...typed, until: '07:00' };
    expect(saved.text).toContain(strings.quietHours(quietHours));
    expect(saved.buttons.map(({ label }) => label)).not.toContain(BUTTONS.edit);
    expect(await store.settings(playground.guild.id)).toMatchObject({ quietHours });
  });

  test('names the channels without limits', async () => {
    const { mo, playground, store } = await startModeration(reading);
    await store.saveSettings(playground.guild.id, { limits: DEFAULT_SETTINGS.limits });
    const asking = playground.guild.addChannel('ask-whence');
    const changed = (await mo.chooses(strings.CHOOSE_UNLIMITED, [asking], await mo.runs('settings')))!;
    expect(changed.text).toContain(`No limits in <#${asking.id}>.`);
    expect((await store.settings(playground.guild.id)).unlimitedChannelIds).toEqual([asking.id]);
    await mo.chooses(strings.CHOOSE_UNLIMITED, [], changed);
    expect((await store.settings(playground.guild.id)).unlimitedChannelIds).toEqual([]);
  });

  test('keeps unanswered questions for as long as moderators want, and says so', async () => {
    const { mo, playground, store } = await startModeration(reading);
    const settings = await mo.runs('settings');
    expect(settings.text).toContain(strings.retention(30));
    await mo.opensByClicking(strings.BUTTONS.retention, settings);
    expect((await mo.submits({ days: '91' }))!.text).toContain(
      strings.badLimit(strings.RETENTION_FORM.label, '91', 0, 90),
    );
    await mo.opensByClicking(strings.BUTTONS.retention, settings);
    expect((await mo.submits({ days: '0' }))!.text).toContain("I don't keep the text of questions.");
    expect((await store.settings(playground.guild.id)).questionRetentionDays).toBe(0);
  });

  test('switches pictures off and on again', async () => {
    const { mo, playground, store } = await startModeration(reading);
    const off = (await mo.clicks('Turn pictures off', await mo.runs('settings')))!;
    expect(off.text).toContain(strings.pictures(false));
    expect((await store.settings(playground.guild.id)).pictures).toBe(false);
    const on = (await mo.clicks('Turn pictures on', off))!;
    expect(on.text).toContain(strings.pictures(true));
    expect((await store.settings(playground.guild.id)).pictures).toBe(true);
  });

  test('takes modes and channels of this server alone, from those who may', async () => {
    const { mo, ada, elsewhere, playground, store } = await startModeration(reading);
    const on = await mo.runs('settings');
    const type = ComponentType.StringSelect;
    const odd = { customId: modeMenu(), on, type, values: ['always'] };
    expect(await forged(playground, mo, odd)).toMatchObject({ text: UNKNOWN_CHOICE });
    const theirs = { customId: 'w1:channel-to-set', on, type: ComponentType.ChannelSelect };
    const said = await forged(playground, mo, { ...theirs, values: [elsewhere.channel.id] });
    expect(said).toMatchObject({ text: strings.NO_SUCH_CHANNEL });
    const mine = await forged(playground, ada, { ...odd, values: ['answer'] });
    expect(mine).toMatchObject({ text: NOT_ALLOWED['change-settings'] });
    expect(await store.settings(playground.guild.id)).toMatchObject({ defaultMode: 'mentioned', channelModes: {} });
  });
});

describe('/settings check', () => {
  test('says what happens in each channel, and that nothing is missing', async () => {
    const { mo, playground, store } = await startModeration(reading);
    const { guild } = playground;
    guild.overwrite(guild.channel, playground.bot, { allow: PermissionFlagsBits.AttachFiles });
    const help = guild.addChannel('help');
    guild.overwrite(help, playground.bot, { allow: PermissionFlagsBits.AttachFiles });
    await store.saveSettings(guild.id, { channelModes: { [help.id]: 'answer' } });
    const check = await mo.runs('settings', { check: true });
    expect(check).toMatchObject({ ephemeral: true, pings: [] });
    expect(check.text).toContain(`**answer**: <#${help.id}>\n**when mentioned**: <#${guild.channel.id}>`);
    expect(check.text).toContain(strings.NOTHING_MISSING);
  });

  test('names each missing permission, where, and how to mend it, except where the bot is off', async () => {
    const { mo, playground, store } = await startModeration(reading);
    const { guild } = playground;
    const { SendMessages, ReadMessageHistory, ViewChannel, AttachFiles } = PermissionFlagsBits;
    guild.overwrite(guild.channel, playground.bot, { deny: SendMessages | ReadMessageHistory, allow: AttachFiles });
    const [hidden, off] = [guild.addChannel('hidden'), guild.addChannel('off')];
    guild.overwrite(hidden, playground.bot, { deny: ViewChannel });
    guild.overwrite(off, playground.bot, { deny: ViewChannel });
    await playground.settled();
    await store.saveSettings(guild.id, { channelModes: { [off.id]: 'off' } });
    const { text } = await mo.runs('settings', { check: true });
    expect(text.split('\n').filter((line) => line.startsWith('- '))).toEqual(
      [
        strings.missing('view', `<#${hidden.id}>`),
        strings.missing('send', `<#${guild.channel.id}>`),
        strings.missing('readHistory', `<#${guild.channel.id}>`),
      ].toSorted((a, b) => text.indexOf(a) - text.indexOf(b)),
    );
  });

  test('says what is wrong with the log channel, even if the bot is off there', async () => {
    const { mo, playground, store } = await startModeration(reading);
    const { guild, bot } = playground;
    const log = guild.addChannel('mod-log');
    await store.saveSettings(guild.id, { logChannelId: log.id, channelModes: { [log.id]: 'off' } });
    const missing = async () => (await mo.runs('settings', { check: true })).text.split(strings.WHAT_IS_MISSING)[1];
    expect(await missing()).toContain(strings.publicLogChannel(`<#${log.id}>`));
    guild.overwrite(log, guild.everyone, { deny: PermissionFlagsBits.ViewChannel });
    await playground.settled();
    expect(await missing()).toContain(strings.lockedLogChannel(`<#${log.id}>`));
    guild.overwrite(log, bot, { allow: PermissionFlagsBits.ViewChannel });
    await playground.settled();
    expect(await missing()).toContain(strings.NOTHING_MISSING);
    guild.removeChannel(log);
    await playground.settled();
    expect(await missing()).toContain(strings.LOG_CHANNEL_DELETED);
  });

  test('prints an invite link with exactly what is needed', async () => {
    const { mo, playground } = await startModeration();
    const settings = await mo.runs('settings');
    const { text } = (await mo.clicks(strings.BUTTONS.check, settings))!;
    const link = new URL(/<(https?:[^>]+)>/.exec(text)![1]!);
    const { ViewChannel, SendMessages, SendMessagesInThreads, AttachFiles, ReadMessageHistory } = PermissionFlagsBits;
    const needed = ViewChannel | SendMessages | SendMessagesInThreads | AttachFiles | ReadMessageHistory;
    expect(Object.fromEntries(link.searchParams)).toEqual({
      client_id: playground.bot.id,
      scope: 'bot applications.commands',
      permissions: needed.toString(),
    });
  });

  test('fits in one message on a server with hundreds of channels', async () => {
    const { mo, playground } = await startModeration();
    for (let index = 0; index < 300; index++) playground.guild.addChannel(`channel-${index}`);
    await playground.settled();
    expect((await mo.runs('settings', { check: true })).text).toContain('and 291 more');
  });

  test('fits even if everything is set and missing everywhere', async () => {
    const { mo, playground, store } = await startModeration(reading);
    const { guild, bot } = playground;
    const { SendMessages, SendMessagesInThreads, ReadMessageHistory, AttachFiles, ViewChannel } = PermissionFlagsBits;
    const deny = SendMessages | SendMessagesInThreads | ReadMessageHistory | AttachFiles;
    const channels = Array.from({ length: 200 }, (_, index) => guild.addChannel(`channel-${index}`));
    for (const [index, channel] of channels.entries()) {
      guild.overwrite(channel, bot, { deny: index % 3 === 0 ? ViewChannel : deny });
    }
    guild.addChannel('questions', { type: ChannelType.GuildForum });
    const modes = channels.map(({ id }, index) => [id, CHANNEL_MODES[index % CHANNEL_MODES.length]!] as const);
    const quietHours = { from: '22:00', until: '07:00', timeZone: 'America/Argentina/ComodRivadavia' };
    await store.saveSettings(guild.id, { defaultMode: 'answer', channelModes: Object.fromEntries(modes), quietHours });
    await playground.settled();
    const { text } = await mo.runs('settings', { check: true });
    for (const name of ['view', 'send', 'sendInThreads', 'attach', 'readHistory'] as const) {
      expect(text).toContain(strings.missing(name, '').split(' in ')[0]);
    }
    expect(text).toContain('https://discord.com/oauth2/authorize');
  });

  test('on a server that hides everything from the bot says so, and names nothing else', async () => {
    const { mo, playground } = await startModeration(reading);
    const { guild, bot } = playground;
    guild.overwrite(guild.channel, bot, { deny: PermissionFlagsBits.ViewChannel });
    await playground.settled();
    const { text } = await mo.runs('settings', { check: true });
    expect(text).toContain(`${strings.WHAT_IS_MISSING}\n${strings.missing('view', `<#${guild.channel.id}>`)}\n`);
  });

  test('tells of a thread that is set apart from its channel, and of one that follows it nothing', async () => {
    const { mo, ada, playground, store } = await startModeration(reading);
    const { guild, bot } = playground;
    const [apart, plain] = [await ada.startsThread('apart'), await ada.startsThread('plain')];
    guild.overwrite(guild.channel, bot, {
      deny: PermissionFlagsBits.SendMessages,
      allow: PermissionFlagsBits.AttachFiles,
    });
    await store.saveSettings(guild.id, { channelModes: { [apart.id]: 'answer' } });
    await playground.settled();
    const { text } = await mo.runs('settings', { check: true });
    expect(text).toContain(`**answer**: <#${apart.id}>\n`);
    expect(text).toContain(strings.missing('send', `<#${guild.channel.id}>`));
    expect(text).not.toContain(plain.id);
  });
});
