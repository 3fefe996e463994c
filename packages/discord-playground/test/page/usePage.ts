import { deepEqual } from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { findChromium, launchChromium, Visitor } from '../../src/browser.ts';
import { Playground } from '../../src/Playground.ts';
import type { PlaygroundOptions } from '../../src/PlaygroundOptions.ts';

/** Undefined where there is no browser. */
export const chromium = findChromium();

interface OpenPage {
  readonly playground: Playground;
  readonly visitor: Visitor;
  readonly browser: Browser;
  /** Errors in the browser so far: those of scripts, and what the page's policy blocks. */
  readonly complaints: string[];
}

interface Bot {
  stop(): Promise<unknown>;
}

interface Setting {
  readonly options?: PlaygroundOptions;
  readonly startBot: (playground: Playground) => Promise<Bot>;
  /** Which errors in the browser to ignore (default: none). */
  readonly isExpected?: (text: string) => boolean;
}

/**
 * Opens the page of a playground for the tests around this call: one browser and one bot for all of them, and an empty
 * channel for each. A test fails when the browser complained, or when the bot did what Discord refuses.
 */
export function usePage(
  { options, startBot, isExpected = () => false }: Setting,
  use: (opened: OpenPage) => void,
): void {
  let opened: OpenPage;
  let bot: Bot;

  beforeAll(async () => {
    const [browser, playground] = [await launchChromium(chromium!), await Playground.start(options)];
    bot = await startBot(playground);
    const page = await browser.newPage();
    page.setDefaultTimeout(30_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !isExpected(message.text())) complaints.push(message.text());
    });
    opened = { playground, visitor: new Visitor(page), browser, complaints };
    use(opened);
  });

  afterAll(async () => {
    await opened.browser.close();
    await bot.stop();
    await opened.playground.stop();
  });

  // As if for the first time, but in the same tab: a new one would take twice as long.
  beforeEach(async () => {
    const { page } = opened.visitor;
    const { url } = opened.playground;
    await page.setViewportSize({ width: 1_280, height: 720 });
    if (page.url().startsWith(url)) await page.evaluate('sessionStorage.clear()');
    await page.goto('about:blank'); // until here, complaints are about the page as it was
    opened.complaints.length = 0;
    await page.goto(url);
    await page.getByRole('button', { name: '# general' }).waitFor();
  });

  afterEach(() => {
    const { playground, complaints } = opened;
    playground.faults.clear();
    clear(playground);
    deepEqual([complaints, playground.refusals], [[], []]);
  });
}

/** Removes all messages and threads. */
function clear({ world, guild }: Playground): void {
  for (const thread of guild.threads.values()) guild.removeChannel(thread);
  const dms = [...world.users.values()].map((user) => world.dmWith(user));
  for (const message of [...guild.channels.values(), ...dms].flatMap((channel) => channel.messages.all()))
    world.remove(message);
}
