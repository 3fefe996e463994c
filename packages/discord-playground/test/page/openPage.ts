import type { Browser, Page } from 'playwright-core';
import type { Playground } from '../../src/Playground.ts';

interface OpenPage {
  readonly page: Page;
  /** What the browser complains about as it goes on: errors of scripts, and what its policy stops. */
  readonly complaints: string[];
}

/** Opens a playground's page as somebody new, with its first channel there. @param isExpected - Is no complaint. */
export async function openPage(
  browser: Browser,
  { url }: Playground,
  isExpected = (_text: string): boolean => false,
): Promise<OpenPage> {
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text())) complaints.push(message.text());
  });
  await page.goto(url);
  await page.getByRole('button', { name: '# general' }).waitFor();
  return { page, complaints };
}
