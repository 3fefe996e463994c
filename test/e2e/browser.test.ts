import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { findChromium, launchChromium } from 'discord-playground/browser';
import { KNOWN, KNOWN_ID, startScene, titleOf } from '../support/bot.ts';

const chromium = findChromium();

let browser: Browser;
let page: Page;

const box = (): Locator => page.getByRole('combobox', { name: 'Message' });
const replies = (): Locator => page.locator('#messages article').filter({ hasText: 'APP' });

async function say(text: string): Promise<void> {
  await box().fill(text);
  await box().press('Enter');
}

describe.skipIf(chromium === undefined)('Whence on the page of the playground', () => {
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    const { playground } = await startScene();
    page = await browser.newPage({ viewport: { width: 860, height: 1_000 } });
    onTestFinished(() => page.close());
    page.setDefaultTimeout(60_000);
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
    await replies().last().getByRole('button').first().click();
    await expect.poll(() => replies().count()).toBe(2);
    await replies().first().getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => replies().count()).toBe(1);
  });

  test('commands are offered while typing a slash', async () => {
    await box().fill('/');
    const offered = await page.locator('#picker .option').allTextContents();
    for (const name of ['/ask', '/compare', '/help', '/lineage', '/model']) {
      expect(offered.filter((text) => text.includes(name))).toHaveLength(1);
    }
  });
});
