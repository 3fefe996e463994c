import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { findChromium, launchChromium } from 'discord-playground/browser';
import { ROOT } from '../../test/support/run.ts';
import { palettePng } from './palettePng.ts';
import { startStage } from './startStage.ts';
import { Guide } from './Guide.ts';

// `npm run pictures`: the pictures of the documents, of the real bot on the playground's page.

const FOLDER = join(ROOT, 'docs/pictures');
/** What a page of documents can carry several of. */
const MAX_FILE_BYTES = 200 * 1024;

/** Dates of the story, so that what is due next year still is when the pictures are taken again. */
const YEAR = new Date().getUTCFullYear();

const HELP = {
  Title: 'Where do I ask for help?',
  Phrasings: 'how can i get help\nwho can help me\nwhere can i ask a question\ni need help with my code',
  Answer:
    'Ask in #help. Say what you want to do, what you tried, and what came instead.\n\nHelpers look in twice a day.',
  Sources: 'https://example.com/how-to-ask',
  'Review date': `${YEAR + 1}-03-01`,
};

const CODE = {
  Title: 'Who can look at my code?',
  Phrasings: 'need help with my code\nwho can debug my code\nwhy does my code fail',
  Answer: 'Post it in #code, as text and not as a picture.\n\nSay which model wrote it, and what it should do.',
  Sources: 'https://example.com/code',
  'Review date': `${YEAR + 1}-03-01`,
};

const EVENTS = {
  Title: 'When is the next event?',
  Phrasings: 'when do you meet\nis there a meeting this week',
  Answer: 'On the first Friday of each month, at 18:00 UTC, in the voice channel.',
  Sources: 'https://example.com/events',
  'Review date': `${YEAR - 1}-12-01`,
};

/** Tags of another bot: one holds what that bot filled in, one is plain, one has another name that is taken here. */
const TAGS = `name,content,aliases
welcome,"Welcome, {user}! Read #rules first.","hello, new here"
prompt-help,"How to write a prompt: https://example.com/prompts","prompting, prompt tips"
helpers,Ping nobody: ask in #support.,who can help me
`;

const executablePath = findChromium();
if (executablePath === undefined) process.exit(1);
await mkdir(FOLDER, { recursive: true });
const stage = await startStage();
const browser = await launchChromium(executablePath);
try {
  // High enough for the longest reply; twice as sharp as a plain screen.
  const viewport = { width: 860, height: 1_900 };
  const page = await browser.newPage({ viewport, deviceScaleFactor: 2, colorScheme: 'dark' });
  page.setDefaultTimeout(30_000);
  const { playground } = stage;
  await page.goto(playground.url);
  await page.locator('#channels button').first().waitFor();
  for (const role of playground.guild.roles.values()) {
    if (role.name === 'Helpers')
      for (const name of ['answer', 'Save as answer']) playground.guild.ruleCommand(name, role, true);
  }
  await tellTheStory(new Guide(page));
} finally {
  await browser.close();
  await stage.stop();
}

async function tellTheStory(guide: Guide): Promise<void> {
  await picture(await guide.ask('which model is chatgpt based on?'), 'reply');
  // The first picture loads what draws it, and joins its answer late.
  await drawn(await guide.ask('gpt-4 vs gpt-4o'));
  await picture(await drawn(await guide.ask('claude sonnet 4.6 vs gpt-5.4')), 'comparison');
  await picture(await drawn(await guide.runs('lineage', { model: 'GPT-4o' })), 'lineage');
  await picturePage(guide);

  await guide.become('Staff');
  const settings = await guide.runs('settings');
  await settings.getByRole('listbox').filter({ hasText: '@Helpers' }).selectOption('@Helpers');
  await settings.getByRole('button', { name: 'Choose' }).last().click();
  await settings.filter({ hasText: 'or with @Helpers' }).waitFor();

  await guide.command('answer add');
  await picture(await guide.fillIn(HELP), 'dialog');
  await guide.submit('Preview');
  await picture(await guide.press('Publish', 'Published'), 'published');

  await guide.command('answer add');
  await guide.fillIn(CODE);
  await picture(await guide.submit('Preview'), 'preview');
  await guide.press('Publish', 'Published');

  await guide.command('answer add');
  await guide.fillIn(EVENTS);
  await guide.submit('Preview');
  await guide.press('Publish', 'Published');

  await guide.become('You');
  const answer = await guide.ask('where can I ask for help?');
  await picture(answer, 'member');
  await guide.ask('how can i get help?');
  await guide.ask('who can debug my code?');
  await stage.counted();

  await guide.become('Friend');
  await guide.command('answer edit', { answer: HELP.Title });
  await guide.fillIn({ Answer: HELP.Answer.replace('#help', '#support').replace('twice a day', 'every hour') });
  await guide.submit('Preview');
  await guide.press('Publish', 'Published');

  await guide.become('Staff');
  await picture(await guide.runs('answer history', { answer: HELP.Title }), 'history');
  await picture(await guide.runs('answer list'), 'list');
  const tags = { name: 'tags.csv', mimeType: 'text/csv', buffer: Buffer.from(TAGS) };
  await picture(await guide.runs('answer import', { file: tags }), 'import');
  await picture(await guide.runs('answer why', { question: 'can somebody help me with code' }), 'why');
}

/** A reply, once its picture has joined it. */
async function drawn(reply: Locator): Promise<Locator> {
  await reply.locator('img').waitFor();
  return reply;
}

async function picture(of: Locator, name: string): Promise<void> {
  await of.page().mouse.move(0, 0);
  await of.page().evaluate('document.activeElement.blur()'); // what has the focus shows the button of its menu
  const png = palettePng(await of.screenshot());
  if (png.length > MAX_FILE_BYTES)
    throw new Error(`${name}.png has ${png.length} bytes, and ${MAX_FILE_BYTES} are the most.`);
  await writeFile(join(FOLDER, `${name}.png`), png);
  console.log(`docs/pictures/${name}.png, ${Math.round(png.length / 1024)} KiB`);
}

/** The page itself, with the reply that came last. */
async function picturePage({ page }: Guide): Promise<void> {
  const before = page.viewportSize()!;
  await page.setViewportSize({ width: 1_000, height: 820 });
  await picture(page.locator('body'), 'page');
  await page.setViewportSize(before);
}
