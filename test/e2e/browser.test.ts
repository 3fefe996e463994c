import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findChromium, launchChromium, Visitor } from 'discord-playground/browser';
import { KNOWN, KNOWN_ID, startScene, titleOf } from '../support/bot.ts';
import { eventually } from '../support/eventually.ts';

const chromium = findChromium();

let browser: Browser;
let page: Page;
let visitor: Visitor;

const replies = (): Locator => visitor.messages.filter({ hasText: 'APP' });
const say = (text: string): Promise<void> => visitor.say(text);

describe.skipIf(chromium === undefined)('Whence on the page of the playground', () => {
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    visitor = new Visitor(page);
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    const { playground } = await startScene();
    await page.setViewportSize({ width: 860, height: 900 });
    await page.goto(playground.url);
  });

  test('a newcomer asks in the channel and sees the answer with its date and its sources', async () => {
    await say(`@Whence ${KNOWN}`);
    const reply = replies().last();
    await reply.getByRole('heading', { name: titleOf(KNOWN_ID) }).waitFor();
    expect(await reply.textContent()).toMatch(/Checked \d{1,2} \w{3} 2026/);
    expect(await reply.getByRole('link').first().getAttribute('href')).toMatch(/^https:/);
  });

  test('a related question is one click away, and Dismiss takes the reply away', async () => {
    await say('@Whence what is rlhf');
    await replies()
      .last()
      .getByRole('heading', { name: titleOf('what-is-rlhf') })
      .waitFor();
    await replies().last().locator('.components button').first().click();
    await replies().nth(1).waitFor();
    await replies().first().getByRole('button', { name: 'Dismiss' }).click();
    await eventually(async () => expect(await replies().count()).toBe(1));
  });

  test('commands are offered while typing a slash', async () => {
    await visitor.box.fill('/');
    const names = ['/ask', '/compare', '/help', '/lineage', '/model'];
    await eventually(async () => {
      const titles = await visitor.offered.locator('.option-title').allTextContents();
      expect(titles).toEqual(expect.arrayContaining(names));
    });
  });

  test('two models are compared by keyboard alone', async () => {
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
    const heading = replies().last().getByRole('heading');
    await heading.first().waitFor();
    expect(await heading.first().innerText()).toMatch(/GPT.3\.5.*GPT.4/);
  });

  test('the usual reply fits the screen of a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
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
});
