import type { Locator, Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Visitor } from '../../src/browser.ts';
import { Playground } from '../../src/Playground.ts';
import { type DemoBot, startDemoBot } from './demoBot.ts';
import { chromium, usePage } from './usePage.ts';
import { PATIENT } from '../support/connect.ts';

/** The browser logs every response with status 400. The page shows those as a sentence. */
const isFault = (text: string): boolean => text.includes('status of 400');
const EXAMPLE = 'Which tea is in the blend?';

/** What every message has in its menu besides what the bot offers. */
const OTHERS = ['Add reaction', 'Forward', 'Start thread'];

let playground: Playground;
let visitor: Visitor;
let bot: DemoBot;
let page: Page;
let complaints: string[];

const box = (): Locator => visitor.box;
const offered = (): Locator => visitor.offered;
const messages = (): Locator => visitor.messages;
const last = (): Locator => messages().last();
const button = (name: string): Locator => visitor.button(name);
const fault = (): Locator => page.locator('#fault');
const say = (text: string): Promise<void> => visitor.say(text);
const answer = (text: string): Promise<Locator> => visitor.answer(text);
const become = (name: string): Promise<void> => visitor.become(name);

/** A property of an element's computed style. */
const styleOf = (element: Locator, property: string): Promise<string> =>
  element.evaluate(
    (node, name) => node.ownerDocument.defaultView!.getComputedStyle(node).getPropertyValue(name),
    property,
  );

describe.skipIf(chromium === undefined)('the page in a browser', () => {
  usePage(
    {
      options: { page: { examples: [`@Bot ${EXAMPLE}`, '/teas why so'], hint: 'Type / for commands.' } },
      startBot: async (started) => {
        bot = await startDemoBot(started);
        return bot;
      },
      isExpected: isFault,
    },
    (opened) => {
      ({ playground, visitor, complaints } = opened);
      ({ page } = visitor);
    },
  );

  describe('a message', () => {
    test('that mentions the bot gets a reply, shown as on Discord: with pictures, spoilers, links and what is disabled', async () => {
      await button(`@Bot ${EXAMPLE}`).click();
      const reply = await answer('What is in the blend');
      expect(await messages().first().locator('.content').innerText()).toBe(`@Bot ${EXAMPLE}`);
      expect(await reply.locator('.above').innerText()).toContain(EXAMPLE);
      expect(await reply.locator('h3').innerText()).toBe('What is in the blend');
      expect(await reply.locator('strong').nth(1).innerText()).toBe('Assam');
      expect(await reply.locator('em').innerText()).toBe('13 May 2024');
      expect(await reply.locator('li').allTextContents()).toEqual(['one code', 'two hidden']);
      expect(await reply.locator('pre').innerText()).toBe('leaf    | picked\nAssam   | 2024');
      expect(await reply.locator('p.subtext').innerText()).toBe('As of 8 Oct 2026 · see 1');
      const link = reply.getByRole('link', { name: 'the announcement' });
      expect(await link.getAttribute('href')).toBe('https://example.org/assam');
      expect(await link.getAttribute('target')).toBe('_blank');
      expect(await link.getAttribute('rel')).toContain('noopener');
      const color = await styleOf(reply.locator('.container'), 'border-left-color');
      expect(color).toBe('rgb(16, 163, 127)');
      const picture = reply.getByAltText('A tea leaf');
      await picture.waitFor();
      await expect.poll(() => picture.evaluate((node) => Reflect.get(node, 'naturalWidth')), PATIENT).toBe(1);
      expect(await picture.getAttribute('src')).toMatch(/^\/attachments\/\d+\/\d+\/leaf\.png$/);
      expect(await button('Off').isDisabled()).toBe(true);
      expect(await page.getByRole('link', { name: 'Read' }).getAttribute('href')).toBe('https://example.org/more');
      const spoiler = reply.getByRole('button', { name: 'Spoiler: click to show' });
      expect(await styleOf(spoiler.locator('span'), 'visibility')).toBe('hidden');
      await spoiler.click();
      expect(await styleOf(page.locator('.spoiler.revealed > span'), 'visibility')).toBe('visible');
    });

    test('without Components V2 shows its embed, and can be replied to', async () => {
      await say('@Bot old');
      const reply = await answer('In the old style');
      const lines = (await reply.locator('.container').innerText()).split(/\n+/);
      expect(lines).toEqual(['An embed', 'with a description', 'Field', 'value', 'the end']);
      await reply.hover();
      await reply.getByRole('button', { name: 'Actions for' }).click();
      await page.getByRole('menuitem', { name: 'Reply' }).click();
      expect(await page.locator('#draft').innerText()).toContain('Replying to Bot');
      await say('thanks');
      const thanks = messages().nth(2);
      await thanks.getByText('thanks').waitFor();
      expect(await thanks.locator('.above').innerText()).toContain('In the old style');
    });

    test('needs no mention in direct messages', async () => {
      await page.getByRole('button', { name: '@ Bot' }).click();
      expect(await page.locator('.example').allInnerTexts()).toEqual([EXAMPLE, '/teas why so']);
      await say('old');
      await answer('In the old style');
      expect(await messages().count()).toBe(2);
    });

    test('offers people after @, takes line breaks with Shift+Enter, and is sent with Enter', async () => {
      await box().pressSequentially('hi @b');
      expect(await offered().allInnerTexts()).toEqual(['@Bot']);
      await box().press('Tab');
      expect(await box().inputValue()).toBe('hi @Bot ');
      await box().fill('one');
      await box().press('Shift+Enter');
      await box().pressSequentially('two');
      await box().press('Enter');
      await answer('one');
      expect(await last().locator('.content').innerText()).toBe('one\ntwo');
      expect(await box().inputValue()).toBe('');
    });
  });

  describe('a button', () => {
    beforeEach(async () => {
      await say('@Bot hello');
      await answer('What is in the blend');
    });

    test('edits its message, which is then marked as edited, or deletes it', async () => {
      await button('Show more').click();
      const edited = await answer('The whole story.');
      expect(await edited.locator('.edited').innerText()).toBe('(edited)');
      expect(await edited.locator('.content').innerText()).toMatch(/\(edited\)$/);
      expect(await messages().count()).toBe(2);
      await button('Dismiss').click();
      await expect.poll(() => messages().count(), PATIENT).toBe(1);
    });

    test('can answer with a message that only this person sees, until dismissed', async () => {
      await button('Secret').click();
      const secret = await answer('Just between us');
      expect(await secret.locator('.below').innerText()).toBe('Only you can see this • Dismiss message');
      await become('Friend');
      await expect.poll(() => messages().count(), PATIENT).toBe(2);
      await become('You');
      await answer('Just between us');
      await button('Dismiss message').click();
      await expect.poll(() => messages().filter({ hasText: 'Just between us' }).count(), PATIENT).toBe(0);
    });

    test('opens a modal, which Escape closes, and the bot receives its text; a select menu beside it works', async () => {
      await button('Correct it').click();
      const dialog = page.getByRole('dialog', { name: 'Correct this answer' });
      expect(await dialog.locator('.markdown').innerText()).toBe('Say what is wrong.');
      expect(await dialog.getByLabel('Text').inputValue()).toBe('as it is now');
      await dialog.getByLabel('Title').fill('Dates');
      await dialog.getByLabel('Text').fill('It was in May.');
      await dialog.getByRole('button', { name: 'Submit' }).click();
      await answer('Saved “Dates”: It was in May.');
      await expect.poll(() => dialog.count(), PATIENT).toBe(0);
      await button('Correct it').click();
      await dialog.waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(() => dialog.count(), PATIENT).toBe(0);
      await page.getByRole('combobox', { name: 'Another tea' }).selectOption('mate');
      const reply = await answer('You chose mate');
      expect(await reply.locator('.below').count()).toBe(1);
    });

    test("stands by a message's menu with what the bot offers there", async () => {
      const items = await visitor.menu(messages().first());
      expect(await items.allInnerTexts()).toEqual([
        'Reply',
        'Answer this',
        ...OTHERS,
        'Edit message',
        'Delete message',
      ]);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const about = await answer('About “');
      expect(await about.locator('.above').innerText()).toBe('You used\nAnswer this');
      expect(await about.locator('.below').count()).toBe(1);
    });
  });

  describe('a command', () => {
    test('is offered while typing, with its description, and not sent without its required options', async () => {
      await box().pressSequentially('/');
      await offered().first().waitFor();
      expect(await offered().allInnerTexts()).toEqual([
        '/teas\nAsk about teas',
        '/pick\nPick a plan and a number',
        '/slow\nTakes a while',
        '/silent\nNever answers',
        '/form\nOpens a form',
      ]);
      await box().pressSequentially('s');
      expect(await offered().locator('.option-title').allInnerTexts()).toEqual(['/slow', '/silent', '/teas']);
      await box().fill('/teas ');
      await button('Run').click();
      expect(await page.locator(':focus').getAttribute('data-option')).toBe('question');
      expect(await messages().count()).toBe(0);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      expect(await box().isVisible()).toBe(true);
    });

    test('is only offered to people who may use it', async () => {
      await become('Staff');
      await box().pressSequentially('/man');
      await expect.poll(() => offered().count(), PATIENT).toBe(1);
      await box().press('Enter');
      await page.keyboard.press('Enter');
      await answer('Order, please.');
    });

    test('stays offered when the page hears what somebody new sees', async () => {
      let hear!: () => Promise<void>;
      await page.route('**/page/events?*', (route) => void (hear = () => route.continue()));
      await page.getByLabel('You are').selectOption({ label: 'Staff' });
      await box().fill('/man');
      await expect.poll(() => offered().count(), PATIENT).toBe(1);
      await hear();
      await button('# staff').waitFor();
      await page.unroute('**/page/events?*');
      expect(await offered().count()).toBe(1);
    });

    test('accepts an autocomplete choice for an option, other text too, and shows optional options on request', async () => {
      await box().pressSequentially('/teas ');
      const question = page.getByLabel('question');
      await question.pressSequentially('stand');
      await expect.poll(() => offered().allInnerTexts(), PATIENT).toEqual(['What does BOP stand for?']);
      await question.press('ArrowDown');
      await question.press('Enter');
      expect(await question.inputValue()).toBe('What does BOP stand for?');
      await page.keyboard.press('Enter');
      const reply = await answer('You asked: id:24');
      expect(await reply.locator('.above').innerText()).toBe('You used\n/teas');
      await button('/teas why so').click(); // an example
      expect(await question.inputValue()).toBe('why so');
      await button('+ for').click();
      await page.locator('[data-option=for]').selectOption({ label: '@Friend' });
      await button('+ private').click();
      await page.locator('[data-option=private]').selectOption({ label: 'True' });
      await button('Run').click();
      const second = await answer('You asked: why so for @Friend');
      expect(await second.locator('.below').count()).toBe(1);
    });

    test('accepts fixed choices and numbers', async () => {
      await box().fill('/pick ');
      await expect.poll(() => offered().allInnerTexts(), PATIENT).toEqual(['Free', 'Plus']);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await button('+ count').click();
      await page.getByLabel('count').fill('4');
      await page.keyboard.press('Enter');
      await answer('plan p, count 4');
    });

    test('shows that the bot is thinking while it takes long', async () => {
      await box().fill('/slow');
      await offered().first().waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await answer('Bot is thinking…');
      bot.finish();
      await answer('Done at last');
      expect(await messages().count()).toBe(1);
    });

    test('shows an error in one sentence when the bot does not answer', async () => {
      await box().fill('/silent');
      await offered().first().waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await fault().waitFor();
      expect(await fault().innerText()).toBe('The bot did not answer /silent within 3000 ms.');
    });
  });

  test('a reload keeps the messages and the chosen person', async () => {
    await become('Friend');
    await say('@Bot old');
    await answer('In the old style');
    await page.reload();
    await answer('In the old style');
    expect(await messages().count()).toBe(2);
    expect(await page.locator('#about').innerText()).toBe('another ordinary member, one of the Helpers');
  });

  test('a channel with a new message is marked', async () => {
    await say('@Bot old');
    await answer('In the old style');
    await page.getByRole('button', { name: '@ Bot' }).click();
    await expect.poll(() => messages().count(), PATIENT).toBe(0);
    playground.addMember('ann').says('news').catch(expect.unreachable);
    await page.locator('#channels .unread', { hasText: 'general' }).waitFor();
  });

  test('says when the playground has stopped', async () => {
    const other = await Playground.start();
    await page.goto(other.url);
    await page.getByRole('button', { name: '# general' }).waitFor();
    await other.stop();
    await page.locator('#lost').waitFor();
    expect(await page.locator('#lost').innerText()).toContain('The playground has stopped.');
    complaints.length = 0; // that it cannot connect any more
  });
});
