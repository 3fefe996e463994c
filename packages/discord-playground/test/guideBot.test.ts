import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Member } from '../src/actors/Member.ts';
import type { BotProcess } from '../src/BotProcess.ts';
import { Playground } from '../src/Playground.ts';
import { PATIENT } from './support/connect.ts';

const bot = (file: string): URL => new URL(`guide-bot/${file}`, import.meta.url);

describe('the bot of the discord.js guide, as it is, in a process of its own', () => {
  let playground: Playground;
  let deployed: string;
  let started: BotProcess;
  let ann: Member;

  beforeAll(async () => {
    playground = await Playground.start({ acceptAnyBot: true });
    deployed = await playground.runScript(bot('deploy-commands.js'));
    started = await playground.startBot(bot('index.js'));
    ann = playground.addMember('ann');
  });

  afterAll(async () => {
    await playground.stop();
  });

  test('registers its commands with the ids and the token of its config.json', () => {
    expect(deployed).toBe(
      `This bot talks to the Discord playground, not to Discord. Open ${playground.url}\n` +
        'Started refreshing 5 application (/) commands.\n' +
        'Successfully reloaded 5 application (/) commands.\n',
    );
  });

  test('logs in', async () => {
    await expect.poll(() => started.output, PATIENT).toContain('Ready! Logged in as Bot#0001\n');
  });

  test('answers a slash command', async () => {
    expect(await ann.runs('ping')).toMatchObject({ text: 'Pong!', ephemeral: false });
    expect((await ann.runs('user')).text).toBe('This command was run by ann in Playground.');
  });

  test('offers choices while somebody types, and takes one of them', async () => {
    expect(await ann.types('guide', 'query', 'Popular')).toEqual([
      { name: 'Popular Topics: Threads', value: 'Popular Topics: Threads' },
      { name: 'Popular Topics: Embed preview', value: 'Popular Topics: Embed preview' },
    ]);
    expect((await ann.runs('guide', { query: 'Popular Topics: Threads' })).text).toBe(
      'You searched for "Popular Topics: Threads".',
    );
  });

  test.each([
    ['Confirm', 'bob has been removed for reason: too late'],
    ['Cancel', 'Action cancelled'],
  ])('asks again with buttons: %s', async (label, expected) => {
    const bob = playground.addMember('bob');
    const question = await ann.runs('remove', { target: bob, reason: 'too late' });
    expect(question).toMatchObject({
      text: `Are you sure you want to remove <@${bob.user.id}> for reason: too late?`,
      ephemeral: true,
      buttons: [{ label: 'Cancel' }, { label: 'Confirm' }],
    });
    expect(await ann.clicks(label, question)).toMatchObject({ text: expected, buttons: [] });
  });

  test('opens a modal, and answers when it is submitted', async () => {
    const modal = await ann.opens('favorites');
    expect(modal.title).toBe('Your favorites');
    expect(modal.fields.map(({ label }) => label)).toEqual([
      "What's your favorite color?",
      "What's some of your favorite hobbies?",
    ]);
    const reply = await ann.submits({ favoriteColorInput: 'green', hobbiesInput: 'sailing\nand chess' });
    expect(reply?.text).toBe('Your favorite color is green, and you like sailing\nand chess.');
  });

  test('does nothing that Discord would refuse', () => {
    expect(playground.refusals).toEqual([]);
  });
});
