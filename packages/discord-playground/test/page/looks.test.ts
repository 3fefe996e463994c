import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { afterEach, describe, expect, test } from 'vitest';
import type { Visitor } from '../../src/browser.ts';
import type { Playground } from '../../src/Playground.ts';
import { HOSTILE, startDemoBot } from './demoBot.ts';
import { chromium, usePage } from './usePage.ts';
import { PATIENT } from '../support/connect.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const THEMES = [
  ['light', 'rgb(255, 255, 255)'],
  ['dark', 'rgb(49, 51, 56)'],
] as const;
const PHONE = { width: 390, height: 844 };

let playground: Playground;
let visitor: Visitor;

/** What axe finds to be serious, moderate or critical in both themes: one line each. */
async function accessibilityFaults(): Promise<string[]> {
  if (!(await page().evaluate('"axe" in window'))) await page().evaluate(axe);
  await page().emulateMedia({ colorScheme: 'light' });
  const faults = await faultsIn({ runOnly: ['color-contrast'] }); // all that a theme can change
  await page().emulateMedia({ colorScheme: 'dark' });
  return [...faults, ...(await faultsIn({}))];
}

async function faultsIn(which: RunOptions): Promise<string[]> {
  const options: RunOptions = { resultTypes: ['violations'], ...which };
  const { violations } = await page().evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations
    .filter(({ impact }) => impact !== 'minor')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
    );
}

/** What is wider than the space that it has. */
const sideways = (): Promise<unknown> =>
  page().evaluate(`[...document.querySelectorAll('html, #scroller, #nav, footer, dialog, .dialog-body, .menu')]
    .filter((node) => node.scrollWidth > node.clientWidth).map((node) => node.tagName + '#' + node.id)`);

/** How far the view is from the top and from the bottom of the messages. */
const scrolled = async (): Promise<{ top: number; below: number }> =>
  page()
    .locator('#scroller')
    .evaluate((node) => ({
      top: node.scrollTop,
      below: node.scrollHeight - node.scrollTop - node.clientHeight,
    }));

describe.skipIf(chromium === undefined)('how the page looks', () => {
  usePage(
    {
      options: { page: { examples: ['@Bot hello'] } },
      startBot: startDemoBot,
    },
    (opened) => ({ playground, visitor } = opened),
  );

  afterEach(() => page().emulateMedia({ colorScheme: 'dark' }));

  test('axe finds nothing to mend in the light and the dark theme, between which the system chooses', async () => {
    const { page } = visitor;
    for (const [colorScheme, color] of THEMES) {
      await page.emulateMedia({ colorScheme });
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(color);
    }
    await visitor.say('one');
    await visitor.say('@Bot old');
    await visitor.answer('In the old style');
    await visitor.say('@Bot hello');
    const reply = await visitor.answer('what is second flush');
    await reply.getByRole('button', { name: 'Secret' }).click();
    await visitor.answer('Just between us');
    for (const width of [360, 1_280]) {
      await page.setViewportSize({ width, height: 900 });
      await visitor.box.fill('/teas a');
      await page.locator('#picker .option').first().waitFor();
      expect(await accessibilityFaults()).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await reply.getByRole('button', { name: 'Correct it' }).click();
      await visitor.dialog.getByRole('button', { name: 'Submit' }).click();
      await visitor.dialog.getByText('This field is required.').waitFor();
      expect(await accessibilityFaults()).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await visitor.button('Permissions').click();
    await visitor.dialog.waitFor();
    expect(await accessibilityFaults()).toEqual([]);
  });

  test('nor in threads, forums, polls, forwards and reactions', async () => {
    const { page } = visitor;
    const ann = playground.addMember('ann');
    const about = await ann.says('about tea');
    await ann.reacts('🍵', about);
    await ann.forwards(about, playground.guild.channel);
    const thread = await ann.startsThread('W'.repeat(100), { from: about });
    await ann.in(thread).says('in the thread');
    await ann.polls('Which tea?', ['Assam', 'W'.repeat(55)]);
    await ann.votes('Assam', ann.sees().at(-1)!);
    const forum = [...playground.guild.channels.values()].find(({ name }) => name === 'help')!;
    await ann.posts({ title: 'W'.repeat(100), text: 'W'.repeat(500) }, forum);
    const looksFine = async (): Promise<void> => {
      for (const width of [360, 1_280]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await accessibilityFaults()).toEqual([]);
        expect(await sideways()).toEqual([]);
      }
    };
    await page.locator('.poll-answer', { hasText: '1 vote' }).waitFor();
    await looksFine();
    await visitor.menu(visitor.messages.first());
    await looksFine();
    await page.keyboard.press('Escape');
    await page.locator('.thread-link').click();
    await visitor.answer('in the thread');
    await looksFine();
    await visitor.button('▤ help').click();
    await page.locator('.post').waitFor();
    await looksFine();
    await visitor.button('New post').click();
    await visitor.dialog.waitFor();
    await looksFine();
  });

  test('stays at the beginning of a long reply on a phone, and the newest is one press away', async () => {
    await page().setViewportSize(PHONE);
    await visitor.say('@Bot long');
    const reply = await visitor.answer('Line 80');
    const scroller = page().locator('#scroller');
    const gap = async (): Promise<number> => {
      const [whole, view] = [await reply.boundingBox(), await scroller.boundingBox()];
      return Math.abs(Math.round(whole!.y - view!.y));
    };
    await expect.poll(gap, PATIENT).toBe(0);

    playground.addMember('ann').says('news').catch(expect.unreachable);
    await visitor.button('1 new message ↓').waitFor();
    expect(await gap()).toBe(0);
    const [newest, view] = [await visitor.button('1 new message ↓').boundingBox(), await scroller.boundingBox()];
    expect(newest!.y).toBeGreaterThanOrEqual(view!.y + view!.height); // it covers no button of a message
    await visitor.button('1 new message ↓').click();
    await expect.poll(async () => (await scrolled()).below, PATIENT).toBeLessThan(2);
    await expect.poll(() => page().locator('#newest').isVisible(), PATIENT).toBe(false);
  });

  test('stays at the newest message when a form opens below it', async () => {
    await page().setViewportSize(PHONE);
    await visitor.say('@Bot long');
    await visitor.answer('Line 80');
    await visitor.say('news');
    await visitor.answer('news');
    await visitor.box.fill('/teas a');
    await visitor.page.getByRole('form', { name: '/teas' }).waitFor();
    await expect.poll(async () => (await scrolled()).below, PATIENT).toBeLessThan(2);
  });

  test('stays at the newest message when what is below it shrinks and grows at once', async () => {
    await visitor.say('@Bot long');
    await visitor.answer('Line 80');
    await visitor.say('news');
    await expect.poll(async () => (await scrolled()).below, PATIENT).toBeLessThan(2);
    await page()
      .locator('footer')
      .evaluate((footer) => (footer.style.paddingBottom = '60px'));
    await expect.poll(async () => (await scrolled()).below, PATIENT).toBeLessThan(2);
    await page()
      .locator('footer')
      .evaluate((footer) => {
        footer.style.paddingBottom = '0';
        void footer.offsetHeight; // lays it out, so that the list moves down with what is below it
        footer.style.paddingBottom = '200px';
      });
    await expect.poll(async () => (await scrolled()).below, PATIENT).toBeLessThan(2);
  });

  test('does not move while somebody reads older messages, until they write', async () => {
    await visitor.say('@Bot long');
    await visitor.answer('Line 80');
    // The page goes to where the reply begins, and must have done so.
    await expect.poll(async () => (await scrolled()).top, PATIENT).toBeGreaterThan(0);
    // The button to the newest message is there before, so it doesn't show that the page has noticed.
    await page()
      .locator('#scroller')
      .evaluate(async (node) => {
        const noticed = new Promise((resolve) => node.addEventListener('scroll', resolve, { once: true }));
        node.scrollTo(0, 0);
        await noticed;
      });
    await expect.poll(() => visitor.button('Jump to newest ↓').isVisible(), PATIENT).toBe(true);
    await playground.addMember('ann').says('news');
    await visitor.button('1 new message ↓').waitFor();
    expect((await scrolled()).top).toBe(0);
    await visitor.say('thanks');
    await expect.poll(async () => (await scrolled()).below, PATIENT).toBeLessThan(2);
  });

  test('what one person writes in a row has one header', async () => {
    for (const text of ['one', 'two', 'three']) await visitor.say(text);
    await visitor.become('Friend');
    await visitor.say('four');
    await visitor.answer('four');
    const contents = visitor.messages.locator('.content');
    expect(await contents.allInnerTexts()).toEqual(['one', 'two', 'three', 'four']);
    expect(await visitor.messages.locator('.author:visible').allInnerTexts()).toEqual(['You', 'Friend']);
  });

  test('nothing is cut at 360 px: messages, a form, dialogs and the drawer', async () => {
    const { page } = visitor;
    await page.setViewportSize({ width: 360, height: 700 });
    await visitor.say(`@Bot echo ${'W'.repeat(300)}`);
    await visitor.answer('WWW');
    await visitor.say('@Bot hello');
    const reply = await visitor.answer('what is second flush');
    expect(await sideways()).toEqual([]);
    await visitor.box.fill('/teas a');
    await visitor.button('+ for').click();
    expect(await sideways()).toEqual([]);
    await page.keyboard.press('Escape');
    await reply.getByRole('button', { name: 'Correct it' }).click();
    await visitor.dialog.waitFor();
    expect(await sideways()).toEqual([]);
    await page.keyboard.press('Escape');
    for (const name of ['Permissions', 'Faults']) {
      await visitor.button(name).click();
      await visitor.dialog.waitFor();
      expect(await sideways()).toEqual([]);
      await visitor.button('Close').click();
    }
    await visitor.button('Channels and people').click();
    await page.getByLabel('You are').waitFor();
    expect(await sideways()).toEqual([]);
    await visitor.become('Staff');
    await visitor.button('# staff').click();
    expect(await page.locator('#channel-name').innerText()).toBe('# staff');
    await expect.poll(() => page.locator('#nav').isVisible(), PATIENT).toBe(false);
  });

  test('an image has its alt text, and opens at full size', async () => {
    await visitor.say('@Bot hello');
    const reply = await visitor.answer('what is second flush');
    const image = reply.getByRole('button', { name: 'A tea leaf' });
    await image.click();
    const large = page().getByRole('dialog', { name: 'A tea leaf' });
    await large.getByRole('img', { name: 'A tea leaf' }).waitFor();
    await page().keyboard.press('Escape');
    await expect.poll(() => visitor.dialog.count(), PATIENT).toBe(0);
    expect(await image.evaluate((node) => node.ownerDocument.activeElement === node)).toBe(true);
  });

  test('what somebody piles on letters covers no other message, and a name does not turn around what follows it', async () => {
    await visitor.say('plain');
    const plain = await visitor.answer('plain');
    const before = await plain.screenshot();
    const ann = playground.addMember('ann\u202e');
    await ann.says(`a${'\u0301'.repeat(300)} end`);
    await visitor.answer('end');
    expect((await plain.screenshot()).equals(before)).toBe(true);
    await ann.says(`<@${ann.user.id}> abc`);
    const mention = (await visitor.answer('abc')).locator('.mention');
    const [first, last] = await mention.evaluate(({ nextSibling, ownerDocument }) =>
      [1, 3].map((at) => {
        const letter = ownerDocument.createRange();
        letter.setStart(nextSibling, at);
        letter.setEnd(nextSibling, at + 1);
        return letter.getBoundingClientRect().left;
      }),
    );
    expect(first).toBeLessThan(last);
  });

  test('up to thirty emoji alone are large', async () => {
    const many = '🫖'.repeat(31);
    const heights: number[] = [];
    for (const text of ['👩‍👩‍👧‍👦 🏳️‍🌈', many, 'tea 🫖']) {
      await visitor.say(text);
      const shown = (await visitor.answer(text)).locator('.markdown');
      heights.push((await shown.boundingBox())!.height);
    }
    const [large, ...small] = heights;
    expect(small.filter((height) => height > large! / 2)).toEqual([]);
  });

  test('text is never HTML: of people, channels, roles, embeds, components, files and alt texts', async () => {
    const { guild } = playground;
    let alerts = 0;
    page().on('dialog', (dialog) => {
      alerts += 1;
      void dialog.dismiss();
    });
    const [image, script, link, svg] = HOSTILE as [string, string, string, string];
    const role = guild.addRole(svg);
    const channel = guild.addChannel(script);
    const ann = playground.addMember(image);
    await ann.says(`<@&${role.id}> <#${channel.id}> <@${ann.user.id}> ${HOSTILE.join(' ')}`);
    await visitor.say('@Bot hostile');
    await expect.poll(() => visitor.messages.count(), PATIENT).toBe(4);

    const text = await page().locator('#messages').innerText();
    for (const shown of [image, script, svg, `@${svg}`, `#${script}`, `@${image}`]) expect(text).toContain(shown);
    expect(text).toContain(link);
    expect(await page().getByAltText(svg).count()).toBe(1);
    expect(await page().locator(':is(#messages, nav) :is(script, svg, b, iframe, [onclick], [onerror])').count()).toBe(
      0,
    );
    expect(await page().locator('#messages img:not([src^="/attachments/"])').count()).toBe(0);
    expect(await page().locator('a[href^="javascript"]').count()).toBe(0);
    expect(alerts).toBe(0);
    guild.removeChannel(channel);
  });
});

const page = () => visitor.page;
