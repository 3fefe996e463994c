import type { Browser, Page } from 'playwright-core';
import type { Playground } from '../../src/Playground.ts';

interface OpenPage {
  readonly page: Page;
  /** Errors in the browser so far: those of scripts, and what the page's policy blocks. */
  readonly complaints: string[];
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
  await page.goto(url);
  await page.getByRole('button', { name: '# general' }).waitFor();
  return { page, complaints };
}
