import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { faultsIn } from '../../support/bot.ts';
import { publishes, RULES, RULES_ID, startModeration } from '../../support/moderation.ts';
import * as strings from '../../../src/discord/strings.ts';
import { eventually } from '../../support/eventually.ts';

/** Longer than the 3 s within which Discord wants a first answer. */
const SLOW_MS = 3_200;

/** The right to do anything at all is then found out late. */
function slowDown(store: { settings: (guildId: string) => Promise<unknown> }): void {
  const usual = store.settings.bind(store);
  store.settings = async (guildId) => sleep(SLOW_MS, await usual(guildId));
}

describe.concurrent('a store that takes longer than Discord waits', () => {
  test('opens no dialog, says so in time, and the next one opens', async ({ onTestFinished }) => {
    const { mo, store, log } = await startModeration({ onTestFinished });
    const usual = store.settings.bind(store);
    slowDown(store);
    const said = await mo.runs('answer add');
    expect(said).toMatchObject({
      ephemeral: true,
      text: strings.TOO_SLOW,
    });
    store.settings = usual;
    expect((await mo.opens('answer add')).title).toBe('New answer');
    await eventually(() => expect(log.some(({ text }) => text === 'too slow to open a modal')).toBe(true));
    expect(faultsIn(log)).toEqual([]);
  });

  test('takes what was sent from a dialog, and shows the preview when it is ready', async ({ onTestFinished }) => {
    const { mo, store } = await startModeration({ onTestFinished });
    await mo.opens('answer add');
    slowDown(store);
    const preview = (await mo.submits(RULES))!;
    expect(preview).toMatchObject({ ephemeral: true });
    expect(preview.text).toContain('**Preview.**');
  });

  test('publishes, and changes the preview into the confirmation in the end', async ({ onTestFinished }) => {
    const { mo, store } = await startModeration({ onTestFinished });
    await mo.opens('answer add');
    const preview = (await mo.submits(RULES))!;
    slowDown(store);
    await mo.clicks('Publish', preview);
    await eventually(() => expect(mo.sees().find(({ id }) => id === preview.id)?.text).toMatch(/^Published /));
  });

  test('tells who may not that they may not, to them alone', async ({ onTestFinished }) => {
    const { mo, ada, store } = await startModeration({ onTestFinished });
    await publishes(mo);
    slowDown(store);
    const said = await ada.runs('answer show', { answer: RULES_ID });
    expect(said).toMatchObject({ ephemeral: true, text: expect.stringMatching(/^Only members with Manage Server/) });
    await ada.runs('answer add');
    await eventually(() => expect(ada.sees().at(-1)?.text).toMatch(/^Only members with Manage Server/));
  });
});
