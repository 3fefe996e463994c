import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Visitor } from '../../src/browser.ts';
import { startDemoBot } from './demoBot.ts';
import { chromium, usePage } from './usePage.ts';
import { PATIENT } from '../support/connect.ts';

let visitor: Visitor;

const openChannel = (): Promise<string> => visitor.page.locator('#channel-name').innerText();
const field = (label: string): Locator => visitor.dialog.getByLabel(label);
const send = (label: string): Promise<void> => visitor.dialog.getByRole('button', { name: label, exact: true }).click();

describe.skipIf(chromium === undefined)('threads, posts, forwards, polls and reactions on the page', () => {
  usePage({ startBot: startDemoBot }, (opened) => ({ visitor } = opened));

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
    await expect.poll(() => post.innerText(), PATIENT).toMatch(/^Which tea\?\n+You: .+\n+1 reply$/);
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
    expect(await forward.locator('.content').innerText()).toMatch(/^↪ Forwarded\n+look at this$/);
  });

  test('a poll counts votes, and shows which are one’s own', async () => {
    await visitor.button('Thread or poll').click();
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
