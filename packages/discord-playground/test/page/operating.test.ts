import type { Locator, Route } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { Visitor } from '../../src/browser.ts';
import type { Playground } from '../../src/Playground.ts';
import { startDemoBot } from './demoBot.ts';
import { chromium, usePage } from './usePage.ts';
import { PATIENT } from '../support/connect.ts';

/** What every message has in its menu besides what the bot offers. */
const OTHERS = ['Add reaction', 'Forward', 'Start thread'];

let playground: Playground;
let visitor: Visitor;

const hasFocus = (control: Locator): Promise<boolean> =>
  control.evaluate((node) => node.ownerDocument.activeElement === node);

const openChannel = (): Promise<string> => visitor.page.locator('#channel-name').innerText();
const field = (label: string): Locator => visitor.dialog.getByLabel(label);
const send = (label: string): Promise<void> => visitor.dialog.getByRole('button', { name: label, exact: true }).click();

/** The same page in a second window. It is closed at the end of the test. */
async function secondWindow(): Promise<Visitor> {
  const page = await visitor.page.context().newPage();
  others.push(() => page.close());
  await page.goto(playground.url);
  await page.getByRole('button', { name: '# general' }).waitFor();
  return new Visitor(page);
}

const others: (() => Promise<void>)[] = [];

describe.skipIf(chromium === undefined)('what one can do on the page besides asking', () => {
  const messageActions = [
    { label: 'Ask about this', command: 'teas', option: 'question' },
    { label: 'For staff alone', command: 'manage', option: 'x' },
  ];
  usePage(
    {
      options: { page: { messageActions } },
      startBot: startDemoBot,
      isExpected: (text) => text.includes('status of 400'),
    },
    (opened) => ({ playground, visitor } = opened),
  );

  afterEach(async () => {
    for (const close of others.splice(0)) await close();
  });

  test('nothing can be pressed or written in vain while the page still loads', async () => {
    const { page } = visitor;
    const held = Promise.withResolvers<Route>();
    await page.route('**/page/events?*', held.resolve, { times: 1 });
    await page.reload();
    const events = await held.promise;
    expect([await visitor.box.isVisible(), await page.getByLabel('You are').isVisible()]).toEqual([false, false]);
    await events.continue();
    await visitor.say('at once');
    await visitor.answer('at once');
  });

  test('what is written fast arrives in the order of writing', async () => {
    const held = Promise.withResolvers<Route>();
    await visitor.page.route('**/page/say', held.resolve, { times: 1 });
    await visitor.say('one');
    await visitor.say('two');
    await (await held.promise).continue();
    await visitor.answer('two');
    expect(await visitor.messages.locator('.content').allInnerTexts()).toEqual(['one', 'two']);
  });

  test('a message follows what it names: a channel’s new name, and the text that it replies to', async () => {
    const { guild } = playground;
    const channel = guild.addChannel('tea');
    const ann = playground.addMember('ann');
    const asked = await ann.says('Green or black?');
    await ann.says(`Black, see <#${channel.id}>`, { replyTo: asked });
    await visitor.answer('Black, see #tea');
    const reply = visitor.messages.last();
    guild.changeChannel(channel, { name: 'coffee' });
    await visitor.answer('Black, see #coffee');
    await ann.edits('Black or white?', asked);
    await expect.poll(() => reply.locator('.above').innerText(), PATIENT).toMatch(/Black or white\?/);
    await ann.deletes(asked);
    await expect.poll(() => reply.locator('.above').innerText(), PATIENT).toBe('Original message was deleted');
    guild.removeChannel(channel);
  });

  test('a link to a message is as short as its channel, and leads to the message', async () => {
    const ann = playground.addMember('ann');
    const first = await ann.says('the first');
    for (let count = 0; count < 30; count++) await ann.says(`line ${count}`);
    await ann.says(`See https://discord.com/channels/${playground.guild.id}/${first.channelId}/${first.id}`);
    const link = (await visitor.answer('See')).getByRole('button', { name: '#general › 💬' });
    const target = visitor.messages.filter({ hasText: 'the first' });
    const top = async (): Promise<number> => (await target.boundingBox())!.y;
    expect(await top()).toBeLessThan(0);
    await link.click();
    await expect.poll(top, PATIENT).toBeGreaterThan(0);
  });

  test('a message can be edited, also with the arrow key until Escape, and deleted', async () => {
    await visitor.say('one');
    await visitor.answer('one');
    await visitor.box.press('ArrowUp');
    expect(await visitor.box.inputValue()).toBe('one');
    await visitor.box.press('Escape');
    expect([await visitor.box.inputValue(), await visitor.page.locator('#draft').isVisible()]).toEqual(['', false]);
    await visitor.say('@Bot two');
    await visitor.answer('what is second flush');
    await visitor.choose(visitor.messages.first(), 'Edit message');
    expect(await visitor.box.inputValue()).toBe('one');
    await visitor.say('@bot first');
    await expect
      .poll(() => visitor.messages.first().locator('.content').innerText(), PATIENT)
      .toMatch(/^@Bot first\s*\(edited\)$/);
    expect(playground.guild.channel.messages.all()[0]!.api.content).toBe(`<@${playground.bot.id}> first`);
    await visitor.choose(visitor.messages.first(), 'Delete message');
    await expect.poll(() => visitor.messages.count(), PATIENT).toBe(2);
  });

  test('only staff can delete messages of others, and nobody can edit them', async () => {
    await visitor.say('one');
    const menu = async (): Promise<string[]> => {
      const items = await (await visitor.menu(visitor.messages.first())).allInnerTexts();
      await visitor.page.keyboard.press('Escape');
      return items;
    };
    await visitor.become('Friend');
    await visitor.answer('one');
    expect(await menu()).toEqual(['Reply', 'Answer this', 'Ask about this', ...OTHERS]);
    await visitor.become('Staff');
    await visitor.page.getByRole('button', { name: '# staff' }).waitFor();
    const staffs = ['Reply', 'Answer this', 'Ask about this', 'For staff alone', ...OTHERS, 'Delete message'];
    expect(await menu()).toEqual(staffs);
  });

  test('a name in lower case is a mention, and a command of the bot runs on the message that a reply answers', async () => {
    await visitor.box.pressSequentially('@bot');
    await expect.poll(() => visitor.offered.allInnerTexts(), PATIENT).toEqual(['@Bot']);
    await visitor.say('@bot old times');
    const reply = await visitor.answer('In the old style');
    expect(await visitor.messages.first().locator('.mention').innerText()).toBe('@Bot');
    await visitor.choose(reply, 'Ask about this');
    expect(await (await visitor.answer('You asked: old times')).locator('.author').innerText()).toBe('Bot');
  });

  test('others see who is typing', async () => {
    const friend = await secondWindow();
    await friend.become('Friend');
    await friend.box.fill('hm');
    await expect.poll(() => visitor.page.locator('#typing').innerText(), PATIENT).toBe('Friend is typing…');
    await friend.say('hm');
    await visitor.answer('hm');
    await expect.poll(() => visitor.page.locator('#typing').innerText(), PATIENT).toBe('');
  });

  test('one person fills in two forms in two windows', async () => {
    const second = await secondWindow();
    await visitor.run('/form');
    await visitor.dialog.getByLabel('Title').fill('First');
    await second.run('/form');
    await second.dialog.getByLabel('Title').fill('Second');
    await visitor.dialog.getByRole('button', { name: 'Submit' }).click();
    await visitor.answer('Saved “First”');
    await second.dialog.getByRole('button', { name: 'Submit' }).click();
    expect(await (await visitor.answer('Saved “Second”')).locator('.below').count()).toBe(1);
  });

  test('the focus stays where it was after a press, also when the bot changed the message', async () => {
    await visitor.say('@Bot hello');
    const reply = await visitor.answer('what is second flush');
    await reply.getByRole('button', { name: 'Show more' }).press('Enter');
    await visitor.answer('The whole story.');
    expect(await hasFocus(visitor.button('Show more'))).toBe(true);
    await visitor.button('Correct it').press('Enter');
    await visitor.dialog.waitFor();
    await visitor.page.keyboard.press('Escape');
    await expect.poll(() => hasFocus(visitor.button('Correct it')), PATIENT).toBe(true);
    await visitor.button('Dismiss').press('Enter');
    await expect.poll(() => visitor.messages.count(), PATIENT).toBe(1);
    expect(await hasFocus(visitor.box)).toBe(true);
  });

  test('the permissions of a person and of the bot are listed, and the bot’s can be changed', async () => {
    await visitor.button('Permissions').click();
    const { dialog } = visitor;
    await dialog.getByText('You are You (an ordinary member). Roles: none.').waitFor();
    const row = dialog.getByRole('row', { name: 'Send messages' }).first();
    expect(await row.getByRole('cell').first().innerText()).toContain('✓');
    await row.getByRole('checkbox').click();
    const channel = playground.guild.channel;
    const denied = (): bigint | undefined => channel.overwrites.find(({ id }) => id === playground.bot.id)?.deny;
    await expect.poll(denied, PATIENT).toBe(1n << 11n);
    await row.getByRole('checkbox').click();
    await expect.poll(denied, PATIENT).toBe(0n);
    await visitor.button('Close').click();
    expect(await hasFocus(visitor.button('Permissions'))).toBe(true);
  });

  test('faults are a press away: errors, slowness and a lost connection', async () => {
    await visitor.button('Faults').click();
    await visitor.button('50013 Missing Permissions').click();
    await visitor.button('Take 1 second').click();
    const state = visitor.dialog.getByRole('status').getByRole('listitem');
    await expect
      .poll(() => state.allInnerTexts(), PATIENT)
      .toEqual(['The next request fails with status 403, code 50013.', 'Each request takes 1000 ms.']);
    await visitor.button('Clear').click();
    await visitor.dialog.getByText('Nothing is going wrong on purpose.').waitFor();
    await visitor.button('Drop the connection').click();
    await visitor.dialog.getByText('Done: Drop the connection.').waitFor();
    await visitor.button('Close').click();
    await playground.botReady();
    await visitor.say('@Bot old');
    await visitor.answer('In the old style');
  });

  test('a thread starts from a message, and the bot answers in it', async () => {
    await visitor.say('about tea');
    await visitor.choose(await visitor.answer('about tea'), 'Start thread');
    await field('Name').fill('Tea talk');
    await send('Start');
    await expect.poll(openChannel, PATIENT).toBe('↳ Tea talk');
    await visitor.say('@Bot old');
    await visitor.answer('In the old style');
    await visitor.button('# general').click();
    await visitor.messages.first().getByRole('button', { name: '↳ Tea talk' }).click();
    await visitor.answer('In the old style');
    await visitor.become('Friend');
    await visitor.answer('In the old style');
  });

  test('a post in the forum starts with its message, and is listed with its replies', async () => {
    await visitor.button('▤ help').click();
    await visitor.page.getByText('There are no posts yet.').waitFor();
    await visitor.button('New post').click();
    await send('Post');
    await visitor.dialog.getByText('Title is required.').waitFor();
    await field('Title').fill('Which tea?');
    await field('Message').fill('@Bot old, please');
    await field('Tags').selectOption('question');
    await send('Post');
    await expect.poll(openChannel, PATIENT).toBe('↳ Which tea?');
    await visitor.answer('In the old style');
    await visitor.button('▤ help').click();
    const post = visitor.page.locator('.post');
    await expect.poll(() => post.innerText(), PATIENT).toMatch(/^Which tea\?\n+You: @Bot old, please\n+1 reply$/);
    await post.click();
    await visitor.answer('In the old style');
  });

  test('a message is forwarded to another channel', async () => {
    await visitor.say('look at this');
    await visitor.choose(await visitor.answer('look at this'), 'Forward');
    await field('Channel').selectOption({ label: '@ Bot' });
    await send('Forward');
    await visitor.page.getByRole('button', { name: '@ Bot' }).click();
    const forward = await visitor.answer('look at this');
    expect(await forward.locator('.content').first().innerText()).toMatch(/^↪ Forwarded\n+look at this$/);
  });

  test('a forward shows the components of the message, which cannot be pressed there', async () => {
    await visitor.say('@Bot hello');
    const original = await visitor.answer('what is second flush');
    await visitor.choose(original, 'Forward');
    await field('Channel').selectOption({ label: '@ Bot' });
    await send('Forward');
    await visitor.page.getByRole('button', { name: '@ Bot' }).click();
    const forward = await visitor.answer('↪ Forwarded');
    await forward.getByText('What is in the blend').waitFor();
    await forward.getByRole('img', { name: 'A tea leaf' }).waitFor();
    expect(await forward.getByRole('button', { name: 'Show more' }).isDisabled()).toBe(true);
  });

  test('files are sent with a message, or alone', async () => {
    const attach = async (name: string): Promise<void> => {
      await visitor.button('Attachment, thread or poll').click();
      const chosen = visitor.page.waitForEvent('filechooser');
      await visitor.page.getByRole('menuitem', { name: 'Attach files' }).click();
      await (await chosen).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from('tea') });
      expect(await visitor.page.locator('#draft').innerText()).toContain(`Attaching ${name}`);
    };
    await attach('list.txt');
    await visitor.say('what to buy');
    await (await visitor.answer('what to buy')).getByRole('link', { name: 'list.txt' }).waitFor();
    expect(await visitor.page.locator('#draft').isHidden()).toBe(true);
    await attach('more.txt');
    await visitor.box.press('Enter');
    await visitor.page.getByRole('link', { name: 'more.txt' }).waitFor();
  });

  test('a poll counts votes, and shows which are one’s own', async () => {
    await visitor.button('Attachment, thread or poll').click();
    await visitor.page.getByRole('menuitem', { name: 'Start a poll' }).click();
    await field('Question').fill('Tea or coffee?');
    await field('Answers, one per line').fill('Tea\nCoffee');
    await send('Send');
    const answer = (text: string): Locator => visitor.page.locator('.poll-answer', { hasText: text });
    await answer('Tea').click();
    await expect.poll(() => answer('Tea').innerText(), PATIENT).toMatch(/✓ Tea\s+1 vote$/);
    await visitor.become('Friend');
    await answer('Coffee').press('Enter');
    await expect.poll(() => answer('Coffee').innerText(), PATIENT).toMatch(/✓ Coffee\s+1 vote$/);
    await answer('Tea').press('Enter');
    await expect.poll(() => answer('Tea').innerText(), PATIENT).toMatch(/✓ Tea\s+2 votes$/);
    expect(await answer('Coffee').innerText()).toMatch(/^Coffee\s+0 votes$/);
  });

  test('a reaction is counted, and taken back with a second press', async () => {
    await visitor.say('nice');
    await visitor.choose(await visitor.answer('nice'), 'Add reaction');
    await visitor.page.getByRole('menuitem', { name: '🎉' }).click();
    const reaction = visitor.page.locator('.reaction');
    await expect.poll(() => reaction.innerText(), PATIENT).toBe('🎉 1');
    await visitor.become('Friend');
    await reaction.click();
    await expect.poll(() => reaction.innerText(), PATIENT).toBe('🎉 2');
    await reaction.click();
    await expect.poll(() => reaction.innerText(), PATIENT).toBe('🎉 1');
  });
});
