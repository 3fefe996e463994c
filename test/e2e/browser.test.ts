import { once } from 'node:events';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { findChromium, launchChromium, Visitor } from 'discord-playground/browser';
import { KNOWN, KNOWN_ID, type Scene, startScene, titleOf } from '../support/bot.ts';
import { eventually } from '../support/eventually.ts';
import { start, untilPrinted } from '../support/run.ts';
import { freshFolder } from '../support/stores.ts';

const chromium = findChromium();

const RULES = {
  Title: 'What are the rules here?',
  'Phrasings, one per line': 'which rules apply on this server\nserver rules',
  Answer: 'Be kind, and ask in #help.\n\n- No spam\n- No spoilers',
  'Sources, one per line': 'https://example.com/rules',
  'Review date': '2027-01-31',
};

let browser: Browser;
let page: Page;
let visitor: Visitor;
let scene: Scene;
const ends: (() => Promise<void>)[] = [];

const replies = (): Locator => visitor.messages.filter({ hasText: 'APP' });
const say = (text: string): Promise<void> => visitor.say(text);
const button = (name: string): Locator => visitor.messages.last().getByRole('button', { name, exact: true });

/** Fills in and sends the dialog of a new answer. */
async function write(answer: Readonly<Record<string, string>>): Promise<void> {
  await visitor.become('Staff');
  await visitor.run('/answer add');
  const dialog = page.getByRole('dialog', { name: 'New answer' });
  // At 900 px there is nothing to scroll.
  const form = dialog.locator('.dialog-body');
  expect(await form.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
  for (const [label, text] of Object.entries(answer)) await dialog.getByLabel(label).fill(text);
  await dialog.getByRole('button', { name: 'Submit' }).click();
}

/** `npm start` without a token, until the test ends or it is stopped. */
async function startOnPlayground(databaseUrl: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = start('src/index.ts', [], { env: { PORT: '0', DATABASE_URL: databaseUrl } });
  const address = /http:\/\/127\.0\.0\.1:\d+/;
  const [url] = address.exec(await untilPrinted(child, address))!;
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    child.kill('SIGINT');
    await once(child, 'close');
  };
  onTestFinished(stop);
  return { url, stop };
}

describe.skipIf(chromium === undefined)('Whence on the page of the playground', () => {
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    page = await browser.newPage({ viewport: { width: 860, height: 900 } });
    page.setDefaultTimeout(20_000);
    visitor = new Visitor(page);
    scene = await startScene({ onTestFinished: (end) => void ends.push(end) });
  });

  afterAll(async () => {
    await browser.close();
    for (const end of ends) await end();
  });

  beforeEach(() => page.goto(scene.playground.url));

  test('a newcomer asks, and sees the answer with its date and sources, related questions and commands', async () => {
    await say(`@Whence ${KNOWN}`);
    const reply = replies().last();
    await reply.getByRole('heading', { name: titleOf(KNOWN_ID) }).waitFor();
    expect(await reply.textContent()).toMatch(/Checked \d{1,2} \w{3} 2026/);
    expect(await reply.getByRole('link').first().getAttribute('href')).toMatch(/^https:/);
    await reply.locator('.components button').first().click();
    await replies().nth(1).waitFor();
    await replies().first().getByRole('button', { name: 'Dismiss' }).click();
    await eventually(async () => expect(await replies().count()).toBe(1));
    await visitor.box.fill('/');
    const names = ['/ask', '/compare', '/help', '/lineage', '/model'];
    await eventually(async () => {
      const titles = await visitor.offered.locator('.option-title').allTextContents();
      expect(titles).toEqual(expect.arrayContaining(names));
    });
  });

  test('two models are compared by keyboard alone, and a picture shows it', async () => {
    await visitor.box.focus();
    await page.keyboard.type('/comp');
    await visitor.offered.first().waitFor();
    await page.keyboard.press('Enter');
    for (const name of ['gpt-3.5', 'gpt-4']) {
      await page.keyboard.type(name);
      // What was typed first comes first, once the bot has seen all of it.
      await visitor.offered
        .first()
        .filter({ hasText: new RegExp(`^${name}$`, 'i') })
        .waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { name: /^GPT.3\.5 vs GPT.4$/ });
    const picture = replies().filter({ has: heading }).getByRole('img').first();
    await picture.waitFor();
    expect(await picture.getAttribute('alt')).toMatch(/GPT.3\.5.*GPT.4/);
    const reply = replies().filter({ has: heading });
    await reply.getByRole('button', { name: 'Show more' }).press('Enter');
    // The button is gone then. Its place is that of the next one.
    await reply.getByRole('button', { name: 'Show more' }).waitFor({ state: 'detached' });
    expect(await reply.locator(':focus').innerText()).toBe('Solved it');
  });

  test('the usual reply fits the screen of a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    onTestFinished(() => page.setViewportSize({ width: 860, height: 900 }));
    await say(`@whence ${KNOWN}`);
    await replies()
      .last()
      .getByRole('heading', { name: titleOf(KNOWN_ID) })
      .waitFor();
    const [reply, view] = [await replies().last().boundingBox(), await page.locator('#scroller').boundingBox()];
    expect(reply!.y).toBeGreaterThanOrEqual(view!.y - 1);
    expect(reply!.y + reply!.height).toBeLessThanOrEqual(view!.y + view!.height + 1);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });

  test('an older reply that is unfolded on a phone stays where it is', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    onTestFinished(() => page.setViewportSize({ width: 860, height: 900 }));
    await say('@Whence InstructGPT vs GPT-4');
    const reply = replies().filter({ has: page.getByRole('heading', { name: /InstructGPT vs/ }) });
    await reply.getByRole('img').first().waitFor();
    await say(`@Whence ${KNOWN}`);
    await replies()
      .last()
      .getByRole('heading', { name: titleOf(KNOWN_ID) })
      .waitFor();
    const more = reply.getByRole('button', { name: 'Show more' });
    // Waits until nothing moves any more; otherwise the click would scroll to it.
    await more.hover();
    const before = await reply.boundingBox();
    await more.click();
    await more.waitFor({ state: 'detached' });
    const after = await reply.boundingBox();
    expect(after!.height).toBeGreaterThan(before!.height);
    expect(after!.y).toBe(before!.y);
  });

  test('a picture opens as wide as a phone, and larger on request', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    onTestFinished(() => page.setViewportSize({ width: 860, height: 900 }));
    await say('@Whence InstructGPT vs GPT-3.5');
    const reply = replies().filter({ has: page.getByRole('heading', { name: /^InstructGPT vs GPT.3\.5/ }) });
    await reply.getByRole('img').first().click();
    const large = visitor.dialog.getByRole('img');
    await visitor.dialog.getByRole('button', { name: 'Full size' }).click();
    expect((await large.boundingBox())!.width).toBeGreaterThan(390);
    await visitor.dialog.getByRole('button', { name: 'Fit' }).click();
    const fitting = await large.boundingBox();
    expect([fitting!.x > 0, fitting!.x + fitting!.width < 390]).toEqual([true, true]);
    await visitor.dialog.getByRole('button', { name: 'Close' }).click();
  });

  test('a moderator writes an answer in the dialog, sees it beforehand, and publishes it to the next who asks', async () => {
    await visitor.box.fill('/');
    await visitor.offered.filter({ hasText: '/ask' }).waitFor();
    expect(await visitor.offered.filter({ hasText: '/answer' }).count()).toBe(0);
    await write(RULES);
    const preview = visitor.messages.filter({ hasText: 'Preview.' });
    await preview.getByRole('heading', { name: RULES.Title }).waitFor();
    expect(await preview.locator('li').allTextContents()).toEqual(['No spam', 'No spoilers']);
    await button('Edit').click();
    const again = page.getByRole('dialog', { name: 'New answer' });
    expect(await again.getByLabel('Answer').inputValue()).toBe(RULES.Answer);
    await again.getByLabel('Title').fill('Which rules are there?');
    await again.getByRole('button', { name: 'Submit' }).click();
    await preview.getByRole('heading', { name: 'Which rules are there?' }).waitFor();
    await button('Publish').click();
    await visitor.messages.filter({ hasText: 'Published Which rules are there?' }).waitFor();

    await visitor.become('You');
    await visitor.say('@Whence server rules');
    await visitor.messages.last().getByRole('heading', { name: 'Which rules are there?' }).waitFor();
  });

  test('a moderator finds the answer again after a restart, and so does a member', async () => {
    const databaseUrl = join(freshFolder(), 'playground.db');
    const first = await startOnPlayground(databaseUrl);
    await page.goto(first.url);
    await write(RULES);
    await button('Publish').click();
    await visitor.messages.filter({ hasText: `Published ${RULES.Title}` }).waitFor();
    await first.stop();

    const second = await startOnPlayground(databaseUrl);
    await page.goto(second.url);
    await visitor.say('@Whence server rules');
    await visitor.messages.last().getByRole('heading', { name: RULES.Title }).waitFor();
    await visitor.become('Staff');
    await visitor.run('/answer list');
    const list = visitor.messages.filter({ hasText: '1 answer' }).last();
    expect(await list.innerText()).toContain(RULES.Title);
  });
});
