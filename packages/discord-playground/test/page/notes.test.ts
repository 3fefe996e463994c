import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Visitor } from '../../src/browser.ts';
import { MAX_FILE_BYTES } from '../../src/world/guild/files.ts';
import { startNotesBot } from './notesBot.ts';
import { chromium, usePage } from './usePage.ts';
import { PATIENT } from '../support/connect.ts';

let visitor: Visitor;
let page: Page;
let complaints: string[];

const box = (): Locator => visitor.box;
const messages = (): Locator => visitor.messages;
const button = (name: string): Locator => visitor.button(name);
const dialog = (): Locator => visitor.dialog;
const answer = (text: string): Promise<Locator> => visitor.answer(text);
const become = (name: string): Promise<void> => visitor.become(name);
const enter = (command: string): Promise<Locator> => visitor.enter(`/${command}`);
const run = (command: string): Promise<void> => visitor.run(`/${command}`);
const problems = (): Promise<string[]> => dialog().locator('.modal-field .problem:visible').allInnerTexts();
const offered = (): Locator => page.locator('#picker .option-title');

async function offeredCommands(): Promise<string[]> {
  await box().fill('/');
  await offered().first().waitFor();
  return offered().allInnerTexts();
}

/** The browser's list of picked files. */
interface Picked {
  readonly items: { add(file: File): void };
  readonly files: unknown;
}

const jsonFile = (name: string, content: string) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(content),
});

describe.skipIf(chromium === undefined)('forms, files and menus on the page', () => {
  usePage(
    {
      startBot: async (playground) => {
        const bot = await startNotesBot(playground);
        return { stop: () => bot.destroy() };
      },
    },
    (opened) => {
      ({ visitor, complaints } = opened);
      ({ page } = visitor);
    },
  );

  beforeEach(async () => {
    await become('Staff');
    await page.getByRole('button', { name: '# staff' }).waitFor();
  });

  test('is offered to staff, but not to other members', async () => {
    const plain = ['/settings', '/upload'];
    await expect.poll(offeredCommands, PATIENT).toEqual(['/note add', '/note export', '/note import', ...plain]);
    await become('You');
    await expect.poll(() => page.getByRole('button', { name: '# staff' }).count(), PATIENT).toBe(0);
    await expect.poll(offeredCommands, PATIENT).toEqual(plain);
  });

  describe('a form', () => {
    test('with five fields can be filled in, and results in a private preview', async () => {
      await run('note add');
      await dialog().getByLabel('Title').fill('What is Assam?');
      await dialog().getByLabel('Phrasings').fill('what is assam\nis it black');
      await dialog().getByLabel('Body').fill('A **tea**.');
      await dialog().getByLabel('Kind').selectOption('Replacement');
      await dialog().getByLabel('For').selectOption('@Helpers');
      await dialog().getByRole('button', { name: 'Submit' }).click();
      const shown = await answer('Preview');
      expect(await shown.locator('.content').innerText()).toContain(
        'Preview | What is Assam? | what is assam\nis it black | A tea. | replaces | Helpers',
      );
      expect(await shown.locator('.below').innerText()).toContain('Only you can see this');
      await become('Friend');
      await expect.poll(() => messages().count(), PATIENT).toBe(0);
    });

    test('shows what is wrong below each field, and keeps the input', async () => {
      await run('note add');
      await dialog().getByLabel('Title').fill('ab');
      await dialog().getByLabel('Body').fill('x'.repeat(3_001));
      await dialog().getByRole('button', { name: 'Submit' }).click();
      expect(await problems()).toEqual([
        'Write at least 3 characters, not 2.',
        'This field is required.',
        'Write at most 3000 characters, not 3001.',
      ]);
      expect(await page.locator(':focus').inputValue()).toBe('ab');
      expect(await dialog().getByLabel('Title').getAttribute('aria-invalid')).toBe('true');
      await dialog().getByLabel('Title').fill('🦜'.repeat(20)); // twenty, as Discord counts
      await dialog().getByLabel('Phrasings').fill('q');
      await dialog().getByLabel('Body').fill('b');
      expect(await problems()).toEqual([]);
      expect(await dialog().locator('.count').allInnerTexts()).toEqual(['20 / 20', '1 / 4000', '1 / 3000']);
      await dialog().getByRole('button', { name: 'Submit' }).click();
      await answer(`Preview | ${'🦜'.repeat(20)}`);
    });

    test('opens from a message’s menu, with the message’s text', async () => {
      await visitor.say('Assam it is');
      await visitor.choose(await answer('Assam it is'), 'Save as note');
      expect(await dialog().getByLabel('Body').inputValue()).toBe('Assam it is');
      await page.keyboard.press('Escape');
      await become('You');
      const items = await visitor.menu(await answer('Assam it is'));
      expect(await items.allInnerTexts()).toEqual(['Reply', 'Add reaction', 'Forward', 'Start thread']);
    });

    test('opens from a button of the preview, updates the preview, and is saved', async () => {
      await run('note add');
      await dialog().getByLabel('Title').fill('First');
      await dialog().getByLabel('Phrasings').fill('q');
      await dialog().getByLabel('Body').fill('b');
      await dialog().getByRole('button', { name: 'Submit' }).click();
      await answer('Preview | First');
      await button('Change').click();
      expect(await dialog().getByLabel('Body').inputValue()).toBe('again');
      await dialog().getByLabel('Title').fill('Second');
      await dialog().getByLabel('Phrasings').fill('q');
      await dialog().getByRole('button', { name: 'Submit' }).click();
      await answer('Preview | Second');
      expect(await messages().count()).toBe(1);
      await button('Save').click();
      await answer('Saved.');
      await answer('Two members asked this lately.');
      expect(await messages().locator('.below').count()).toBe(2);
    });

    test('accepts files', async () => {
      await run('upload');
      await dialog().getByRole('button', { name: 'Submit' }).click();
      expect(await problems()).toEqual(['This field is required.']);
      await dialog()
        .getByLabel('Files')
        .setInputFiles([jsonFile('a.json', '[]'), jsonFile('b.json', '[1]')]);
      await dialog().getByRole('button', { name: 'Submit' }).click();
      await answer('got a.json of 2 and b.json of 3');
    });
  });

  describe('a file', () => {
    test('can be picked for an option, and reaches the bot', async () => {
      await enter('note import');
      await button('Run').click();
      expect(await page.locator(':focus').getAttribute('data-option')).toBe('file');
      await page.getByLabel('file').setInputFiles(jsonFile('notes.json', '["é"]'));
      await button('+ note').click();
      await page.locator('#picker .option').first().click();
      await button('Run').click();
      await answer('notes.json says ["é"] for a backup');
    });

    test('that is too large is refused in one sentence', async () => {
      await enter('note import');
      // created in the browser, because it is slow to transfer
      await page.getByLabel('file').evaluate((input, size) => {
        const DataTransfer = Reflect.get(globalThis, 'DataTransfer') as new () => Picked;
        const picked = new DataTransfer();
        picked.items.add(new File([new Uint8Array(size)], 'large.json'));
        Reflect.set(input, 'files', picked.files);
      }, MAX_FILE_BYTES + 1);
      await button('Run').click();
      await page.locator('#fault').waitFor();
      expect(await page.locator('#fault').innerText()).toBe(
        '"large.json" is too large. Choose a file of at most 20 MiB.',
      );
    });

    test('of the bot can be downloaded', async () => {
      await run('note export');
      expect(await (await answer('All notes')).locator('.above').innerText()).toBe('You used\n/note export');
      const link = (await answer('All notes')).getByRole('link', { name: 'notes.json' });
      expect(await link.innerText()).toContain('9 bytes');
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      expect(download.suggestedFilename()).toBe('notes.json');
      expect(await readFile(await download.path(), 'utf8')).toBe('["Assam"]');
    });
  });

  describe('roles and channels', () => {
    test('are offered for options, and preselected where the bot says so', async () => {
      await enter('settings');
      await page.getByLabel('role').selectOption('@Staff');
      await button('+ log').click();
      expect(await page.getByLabel('log').locator('option').allInnerTexts()).toEqual([
        'choose…',
        '#general',
        '#staff',
        '#help',
      ]);
      await page.getByLabel('log').selectOption('#staff');
      await button('Run').click();
      const shown = await answer('Settings: Staff, staff');
      const role = shown.getByRole('combobox', { name: 'Who manages?' });
      expect(await role.locator('option:checked').innerText()).toBe('@Staff');
    });

    test('can be chosen in select menus of a message', async () => {
      await run('settings');
      await page.getByRole('combobox', { name: 'Who manages?' }).selectOption('@Helpers');
      await answer('Staff: Helpers');
      await page.getByRole('combobox', { name: 'Which channel?' }).selectOption('#staff');
      await answer('Log set.');
      await page.getByRole('button', { name: '# staff' }).click();
      const told = await answer('Changes show up here.');
      expect(await told.locator('.below').count()).toBe(0);
    });

    test('and strings: several can be chosen together, or none', async () => {
      await run('settings');
      const list = page.getByRole('listbox', { name: 'What to show?' });
      await list.selectOption(['Tables', 'Links']);
      await button('Choose').click();
      await answer('Shown: tables,links');
      await list.selectOption(['Tables', 'Pictures', 'Links']);
      await button('Choose').click();
      await page.locator('#fault').waitFor();
      expect(await page.locator('#fault').innerText()).toBe('"shown" takes 0 to 2 choices, not 3.');
      complaints.length = 0; // that the answer was 400
      await list.selectOption([]);
      await button('Choose').click();
      await answer('Shown: nothing');
    });
  });
});
