/** Takes the README's picture of the page: `node packages/discord-playground/test/support/takeScreenshot.ts`. */
import { join } from 'node:path';
import { findChromium, launchChromium } from '../../src/browser.ts';
import { Playground } from '../../src/Playground.ts';

const bot = (file: string): URL => new URL(`../guide-bot/${file}`, import.meta.url);

const chromium = findChromium();
if (chromium === undefined) process.exit(1);
const playground = await Playground.start({
  acceptAnyBot: true,
  botName: 'Guide',
  page: { examples: ['/ping', '/guide Popular', '/favorites'], hint: 'Type / for the commands of this bot.' },
});
const browser = await launchChromium(chromium);
try {
  await playground.runScript(bot('deploy-commands.js'));
  await playground.startBot(bot('index.js'));
  const page = await browser.newPage({ viewport: { width: 900, height: 640 } });
  page.setDefaultTimeout(60_000);
  await page.goto(playground.url);

  const box = page.getByRole('combobox', { name: 'Message' });
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await box.fill('/ping ');
  await run.click();
  await page.getByText('Pong!', { exact: true }).waitFor();
  await box.fill('/remove ');
  await page.getByLabel('target').selectOption({ label: '@Friend' });
  await run.click();
  await page.getByRole('button', { name: 'Confirm' }).waitFor();
  await box.fill('/guide Pop');
  await page.locator('#picker .option').first().waitFor();
  await page.screenshot({ path: join(import.meta.dirname, '../../docs/page.png') });
} finally {
  await browser.close();
  await playground.stop();
}
