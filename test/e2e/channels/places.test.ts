import { ChannelType } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { KNOWN, KNOWN_ID, startScene, titleOf } from '../../support/bot.ts';

const TITLE = titleOf(KNOWN_ID);

async function startReading() {
  const scene = await startScene({ bot: { messageContent: true }, settings: { defaultMode: 'answer' } });
  return { ...scene, ada: scene.playground.addMember('ada'), bob: scene.playground.addMember('bob') };
}

test('a new forum post is answered once, from its title and first message', async () => {
  const { playground, ada, bob } = await startReading();
  const forum = playground.guild.addChannel('questions', { type: ChannelType.GuildForum });
  const post = await ada.posts({ title: `${KNOWN}?`, text: 'I could not find it anywhere.' }, forum);
  await playground.settled();
  expect(
    ada
      .in(post)
      .sees()
      .map(({ text }) => text),
  ).toEqual(['I could not find it anywhere.', expect.stringContaining(TITLE)]);
  await bob.in(post).says('what is rlhf?');
  await playground.settled();
  expect(ada.in(post).sees()).toHaveLength(3);
});

test('a thread follows its channel', async () => {
  const { playground, ada } = await startReading();
  const thread = await ada.startsThread('reading group');
  await ada.in(thread).says(`${KNOWN}?`);
  await playground.settled();
  expect(ada.in(thread).sees().at(-1)!.text).toContain(TITLE);
});

test('a thread follows its channel before Discord has announced it', async () => {
  const { playground, ada, store } = await startReading();
  const { guild, faults } = playground;
  const [off, on] = [guild.addChannel('off'), guild.addChannel('on')];
  await store.saveSettings(guild.id, { channelModes: { [off.id]: 'off' } });
  faults.mangleEvents((name, data) => (name === 'THREAD_CREATE' ? { ...(data as object), id: '1' } : data));
  const [silent, helped] = [await ada.in(off).startsThread('silent'), await ada.in(on).startsThread('helped')];
  await ada.in(silent).says(`${KNOWN}?`);
  await ada.in(silent).says(`@Whence ${KNOWN}?`);
  await ada.in(helped).says(`${KNOWN}?`);
  await playground.settled();
  expect(ada.in(silent).sees()).toHaveLength(2);
  expect(ada.in(helped).sees().at(-1)!.text).toContain(TITLE);
});

test.each([
  ['a voice channel', ChannelType.GuildVoice],
  ['an announcement channel', ChannelType.GuildAnnouncement],
] as const)('a question in the chat of %s is answered', async (_where, type) => {
  const { playground, ada } = await startReading();
  const channel = playground.guild.addChannel('place', { type });
  expect((await ada.in(channel).asks(`@Whence ${KNOWN}?`)).text).toContain(TITLE);
});
