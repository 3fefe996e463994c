/** Takes the README's picture of the page: `node packages/discord-playground/test/support/takeScreenshot.ts`. */
import { join } from 'node:path';
import { findChromium, launchChromium, Visitor } from '../../src/browser.ts';
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

  const visitor = new Visitor(page);
  await visitor.run('/ping');
  await visitor.answer('Pong!');
  const form = await visitor.enter('/remove');
  await form.getByLabel('target').selectOption({ label: '@Friend' });
  await form.getByRole('button', { name: 'Run' }).click();
  await page.getByRole('button', { name: 'Confirm' }).waitFor();
  const guide = await visitor.enter('/guide');
  await guide.getByRole('combobox').fill('Pop');
  // All are offered before "Pop" is typed.
  await visitor.offered.filter({ hasText: 'Sharding' }).waitFor({ state: 'detached' });
  await page.screenshot({ path: join(import.meta.dirname, '../../docs/page.png') });
} finally {
  await browser.close();
  await playground.stop();
}
