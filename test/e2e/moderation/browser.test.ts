import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findChromium, launchChromium } from 'discord-playground/browser';
import { startScene } from '../../support/bot.ts';

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

const box = (): Locator => page.getByRole('combobox', { name: 'Message' });
const messages = (): Locator => page.locator('#messages article');
const button = (name: string): Locator => messages().last().getByRole('button', { name, exact: true });

async function become(name: string): Promise<void> {
  await page.getByLabel('You are').selectOption({ label: name });
}

/** Runs a command without options, once it is offered. */
async function run(command: string): Promise<void> {
  await box().fill('/');
  await page.locator('#picker .option').filter({ hasText: command }).first().waitFor();
  await box().fill(`${command} `);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

describe.skipIf(chromium === undefined)('a moderator on the page of the playground', () => {
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
  });

  afterAll(() => browser.close());

  test('writes an answer in the dialog, sees it beforehand, and publishes it to the next who asks', async () => {
    const { playground } = await startScene();
    page = await browser.newPage({ viewport: { width: 860, height: 1_000 } });
    onTestFinished(() => page.close());
    page.setDefaultTimeout(60_000);
    await page.goto(playground.url);

    await box().fill('/answer');
    expect(await page.locator('#picker .option').count()).toBe(0);
    await become('Staff');
    await run('/answer add');
    const dialog = page.getByRole('dialog', { name: 'New answer' });
    for (const [label, text] of Object.entries(RULES)) await dialog.getByLabel(label).fill(text);
    await dialog.getByRole('button', { name: 'Submit' }).click();

    const preview = messages().filter({ hasText: 'Preview.' });
    await preview.getByRole('heading', { name: RULES.Title }).waitFor();
    expect(await preview.locator('li').allTextContents()).toEqual(['No spam', 'No spoilers']);
    await button('Edit').click();
    const again = page.getByRole('dialog', { name: 'New answer' });
    expect(await again.getByLabel('Answer').inputValue()).toBe(RULES.Answer);
    await again.getByLabel('Title').fill('Which rules are there?');
    await again.getByRole('button', { name: 'Submit' }).click();
    await preview.getByRole('heading', { name: 'Which rules are there?' }).waitFor();
    await button('Publish').click();
    await messages().filter({ hasText: 'Published Which rules are there?' }).waitFor();

    await become('You');
    await box().fill('@Whence server rules');
    await box().press('Enter');
    await messages().last().getByRole('heading', { name: 'Which rules are there?' }).waitFor();
  });
});
