import type { Browser, Page } from 'playwright-core';
import type { Playground } from '../../src/Playground.ts';

interface OpenPage {
  readonly page: Page;
  /** Errors in the browser so far: those of scripts, and what the page's policy blocks. */
  readonly complaints: string[];
  /** Opens the page anew in the same tab, as if for the first time. A new tab would take twice as long. */
  readonly reopen: () => Promise<void>;
}

/** Opens a playground's page in a new tab. @param isExpected - Which errors to ignore. */
export async function openPage(
  browser: Browser,
  { url }: Playground,
  isExpected = (_text: string): boolean => false,
): Promise<OpenPage> {
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text())) complaints.push(message.text());
  });
  const reopen = async (): Promise<void> => {
    await page.setViewportSize({ width: 1_280, height: 720 });
    if (page.url().startsWith(url)) await page.evaluate('sessionStorage.clear()');
    await page.goto('about:blank'); // until here, complaints are about the page as it was
    complaints.length = 0;
    await page.goto(url);
    await page.getByRole('button', { name: '# general' }).waitFor();
  };
  return { page, complaints, reopen };
}
