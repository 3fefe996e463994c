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
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium(chromium!);
    const playground = await Playground.start(options);
    bot = await startBot(playground);
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(30_000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !isExpected(message.text())) complaints.push(message.text());
    });
    opened = { playground, visitor: new Visitor(page), complaints };
    use(opened);
  });

  afterAll(async () => {
    await browser.close();
    await bot.stop();
    await opened.playground.stop();
  });

  // The page of the test before is used again, as somebody leaves it: loading it takes ten times as much CPU time.
  beforeEach(async () => {
    const { playground, visitor, complaints } = opened;
    const { page } = visitor;
    await page.setViewportSize({ width: 1_280, height: 720 });
    if (!page.url().startsWith(playground.url)) {
      complaints.length = 0; // about the page as it was
      await page.goto(playground.url);
    }
    while ((await visitor.dialog.count()) > 0) await page.keyboard.press('Escape');
    await visitor.become('You'); // gives up what was about to be sent
    await visitor.button('# general').click();
    await visitor.box.fill('');
  });

  afterEach(async ({ task }) => {
    const { playground, visitor, complaints } = opened;
    if (task.result?.state === 'fail') await visitor.page.goto('about:blank');
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
