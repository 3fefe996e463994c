import { once } from 'node:events';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findChromium, launchChromium, Visitor } from 'discord-playground/browser';
import { startScene } from '../../support/bot.ts';
import { start, untilPrinted } from '../../support/run.ts';
import { freshFolder } from '../../support/stores.ts';

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

const button = (name: string): Locator => visitor.messages.last().getByRole('button', { name, exact: true });

/** Fills in and sends the dialog of a new answer. */
async function write(answer: Readonly<Record<string, string>>): Promise<void> {
  await visitor.become('Staff');
  await visitor.run('/answer add');
  const dialog = page.getByRole('dialog', { name: 'New answer' });
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

describe.skipIf(chromium === undefined)('a moderator on the page of the playground', () => {
  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    page = await browser.newPage({ viewport: { width: 860, height: 900 } });
    page.setDefaultTimeout(60_000);
    visitor = new Visitor(page);
  });

  afterAll(() => browser.close());

  test('writes an answer in the dialog, sees it beforehand, and publishes it to the next who asks', async () => {
    const { playground } = await startScene();
    await page.goto(playground.url);

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

  test('finds the answer again after a restart, and so does a member', async () => {
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
