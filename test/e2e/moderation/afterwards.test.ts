import { ComponentType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { SeenMessage } from 'discord-playground';
import { asShown, faultsIn, KNOWN, KNOWN_ID } from '../../support/bot.ts';
import { forged } from '../../support/forge.ts';
import {
  edits,
  type ModerationScene,
  proposes,
  publishes,
  RULES,
  RULES_ID,
  startModeration,
} from '../../support/moderation.ts';
import * as strings from '../../../src/discord/strings.ts';
import { eventually } from '../../support/eventually.ts';

const QUESTION = '@Whence which rules apply on this server?';

describe('after a restart of the bot', () => {
  test('a draft is still there: to be changed, and to be published', async () => {
    const { mo, ada, bot, restart } = await startModeration();
    await mo.opens('answer add');
    const preview = (await mo.submits(RULES))!;
    await bot.stop();
    await restart();
    const dialog = await mo.opensByClicking('Edit', preview);
    expect(dialog.fields.map(({ value }) => value)).toEqual(Object.values(RULES));
    await mo.submits({ Answer: 'Be kind after all.' });
    // On a busy machine the bot gains time first, which is all that the dialog then gets.
    const again = await eventually(() => {
      const shown = mo.sees().find(({ id }) => id === preview.id)!;
      expect(shown.text).toContain('Be kind after all.');
      return shown;
    });
    await mo.clicks('Publish', again);
    expect((await ada.asks(QUESTION)).text).toContain('Be kind after all.');
  });

  test('a dialog that was open before is taken all the same', async () => {
    const { mo, bot, restart } = await startModeration();
    await publishes(mo);
    await mo.opens('answer edit', { answer: RULES_ID });
    await bot.stop();
    await restart();
    const preview = (await mo.submits({ Title: 'Our rules' }))!;
    expect((await mo.clicks('Publish', preview))!.text).toContain(`**Our rules** (\`${RULES_ID}\`, version 2)`);
  });

  test('somebody who was too late before can still choose, and Undo still works', async () => {
    const { mo, max, ada, bot, restart } = await startModeration();
    await publishes(mo);
    const preview = await proposes(mo, RULES_ID, { title: 'The rules' });
    await edits(max, RULES_ID, { title: 'Our rules' });
    const late = (await mo.clicks('Publish', preview))!;
    await bot.stop();
    const again = await restart();
    const over = (await mo.clicks('Publish anyway', late))!;
    expect(over.text).toContain('version 3');
    await again.stop();
    await restart();
    await mo.clicks('Undo', over);
    expect((await ada.asks(QUESTION)).text).toContain('### Our rules');
  });

  test('pages are turned, versions brought back, answers looked at', async () => {
    const { mo, bot, restart } = await startModeration();
    await publishes(mo);
    await edits(mo, RULES_ID, { body: 'Anything goes.' });
    const list = await mo.runs('answer list', { kind: 'curated' });
    const history = await mo.runs('answer history', { answer: RULES_ID });
    const card = await mo.runs('answer show', { answer: RULES_ID });
    await bot.stop();
    await restart();
    expect((await mo.clicks('Next page', list))!.text).toContain('page 2 of');
    const looked = (await mo.chooses('Look at a version or restore it', ['1'], history))!;
    expect((await mo.clicks('Restore', looked))!.text).toContain('Restored');
    expect((await mo.clicks('Remove', card))!.text).toContain('Removed');
  });
});

/** Both presses are on their way before either is answered, as with a double click. */
async function twice({ playground, mo }: ModerationScene, on: SeenMessage, label: string) {
  const { customId } = on.buttons.find((button) => button.label === label)!;
  const press = () => forged(playground, mo, { customId: customId!, on });
  const said = await Promise.all([press(), press()]);
  return said.map((one) => (one === 'dialog' ? one : one.text));
}

describe('pressed twice, before the message has changed', () => {
  test('an import is written once, told once, and confirmed to both', async () => {
    const scene = await startModeration();
    const { mo, store, playground } = scene;
    const channel = playground.guild.addChannel('log');
    await store.saveSettings(playground.guild.id, { editorRoleIds: [], logChannelId: channel.id });
    const data = `id,title,questions,body\nparking,Where do I park?,,There.\n../x,Path?,,No.\n`;
    const plan = await mo.runs('answer import', { file: { name: 'answers.csv', data } });
    const said = await twice(scene, plan, 'Import 1 answer');
    expect(said).toEqual([expect.stringMatching(/^Imported 1 answer: 1 added, 1 refused\./), said[0]]);
    expect(mo.in(channel).sees()).toHaveLength(1);
    expect(await store.history(playground.guild.id, 'parking')).toHaveLength(1);
  });

  test('a draft is published once, and that is confirmed to both', async () => {
    const scene = await startModeration();
    const { mo, store, playground } = scene;
    await mo.opens('answer add');
    const said = await twice(scene, (await mo.submits(RULES))!, 'Publish');
    expect(said).toEqual([expect.stringMatching(/^Published /), said[0]]);
    expect(await store.history(playground.guild.id, RULES_ID)).toHaveLength(1);
  });

  test('a change is undone once, and that is confirmed to both', async () => {
    const scene = await startModeration();
    const { mo, store, playground } = scene;
    await publishes(mo);
    const said = await twice(scene, await edits(mo, RULES_ID, { body: 'Anything goes.' }), 'Undo');
    expect(said).toEqual([expect.stringMatching(/^Restored .*version 3/), said[0]]);
    expect(await store.history(playground.guild.id, RULES_ID)).toHaveLength(3);
  });

  test('what was refused can be pressed again once it is put right', async () => {
    const scene = await startModeration();
    const { mo, max } = scene;
    await mo.opens('answer add');
    const preview = (await mo.submits(RULES))!;
    await publishes(max, { title: 'Faster' });
    const said = await twice(scene, preview, 'Publish');
    expect(said).toEqual([expect.stringMatching(/^\*\*This cannot be published yet/), said[0]]);
    await mo.opensByClicking('Edit', preview);
    const again = (await mo.submits({ Title: 'Slower', 'Phrasings, one per line': '' }))!;
    expect(again.id).toBe(preview.id);
    expect((await mo.clicks('Publish', again))!.text).toMatch(/^Published/);
  });
});

describe('what the bot never made', () => {
  test.each([
    ['another version', 'w0:remove:what-are-the-rules-here'],
    ['an id that no answer can have', 'w1:remove:../../etc/passwd'],
    ['an answer made from facts', 'w1:remove:model:gpt-4'],
    ['a draft of no form', 'w1:publish:../x:'],
    ['a version of no form', 'w1:undo:1e9:what-are-the-rules-here'],
    ['more than there is', 'w1:remove:what-are-the-rules-here:extra'],
    ['a dialog as a button', 'w1:write:1::what-are-the-rules-here'],
    ['a menu as a button', 'w1:versions:what-are-the-rules-here'],
    ['a menu of roles as a button', 'w1:editor-roles'],
    ['the longest', `w1:remove:${'a'.repeat(90)}`],
  ])('%s, is refused to the person alone', async (_what, customId) => {
    const { mo, playground, store, log } = await startModeration();
    await publishes(mo);
    const card = await mo.runs('answer show', { answer: RULES_ID });
    const before = await store.current(playground.guild.id);
    const said = await forged(playground, mo, { customId, on: card });
    expect(said).toMatchObject({ ephemeral: true });
    expect(asShown((said as SeenMessage).text)).toBe(strings.UNKNOWN_BUTTON);
    expect(await store.current(playground.guild.id)).toEqual(before);
    expect(faultsIn(log)).toEqual([]);
  });

  test.each([
    ['a button as a dialog', 'w1:remove:what-are-the-rules-here', /^This button no longer works/],
    ['nonsense', 'hello', /^This button no longer works/],
    ['a draft that never was', 'w1:write:1:abc123:what-are-the-rules-here', /^\*\*Preview/],
    ['a version that never was', 'w1:write:77::what-are-the-rules-here', /^\*\*You have already changed this answer/],
    ['an answer that never was', 'w1:write:3::no-such-answer', /^\*\*Preview/],
  ])('a dialog that is %s', async (_what, customId, said) => {
    const { mo, playground, log } = await startModeration();
    await publishes(mo);
    const fields = { ...RULES, title: 'Our own rules', questions: '' };
    expect(await forged(playground, mo, { customId, fields })).toMatchObject({
      ephemeral: true,
      text: expect.stringMatching(said),
    });
    expect(faultsIn(log)).toEqual([]);
  });

  test('a dialog without its fields is refused with sentences', async () => {
    const { mo, playground, log } = await startModeration();
    const said = await forged(playground, mo, { customId: 'w1:write:0::', fields: { other: 'x' } });
    expect(said).toMatchObject({
      text: expect.stringMatching(/^\*\*This cannot be published yet\.\*\*.*\n- The title/),
    });
    expect(faultsIn(log)).toEqual([]);
  });

  test.each([
    ['w1:versions:what-are-the-rules-here', ['1; drop table'], /^There is no such choice\./],
    ['w1:versions:what-are-the-rules-here', [], /^There is no such choice\./],
    ['w1:versions:what-are-the-rules-here', ['404'], / has no version 404 /],
    ['w1:open-card', ['../../etc/passwd'], /^This server has no answer/],
    ['w1:open-card', [], /^This server has no answer/],
  ])('a choice that a menu does not offer is refused: %s %j', async (customId, values, said) => {
    const { mo, playground, log } = await startModeration();
    await publishes(mo);
    await edits(mo, RULES_ID, { body: 'Anything goes.' });
    const on = customId.includes('open-card')
      ? await mo.runs('answer list')
      : await mo.runs('answer history', { answer: RULES_ID });
    const type = ComponentType.StringSelect;
    expect(await forged(playground, mo, { customId, on, type, values })).toMatchObject({
      ephemeral: true,
      text: expect.stringMatching(said),
    });
    expect(faultsIn(log)).toEqual([]);
  });

  test("somebody else's draft does not exist for other editors, and stays as it is", async () => {
    const { mo, ed, playground, store } = await startModeration();
    await mo.opens('answer add');
    const preview = (await mo.submits(RULES))!;
    const draftId = /^w1:publish:([0-9a-f]+):$/.exec(preview.buttons[1]!.customId!)?.[1] ?? '';
    const customId = `w1:write:0:${draftId}:`;
    const theirs = await forged(playground, ed, { customId, fields: { ...RULES, title: 'Taken over', questions: '' } });
    expect(theirs).toMatchObject({ text: expect.stringContaining('### Taken over') });
    await forged(playground, ed, { customId: `w1:discard:${draftId}`, on: preview });
    expect(await store.draft(draftId)).toMatchObject({ editorId: mo.user.id, content: { title: RULES.title } });
  });
});

describe('uses are counted', () => {
  test('of answers to mentions, commands and chosen buttons, and of no preview', async () => {
    const { mo, ada, store, counted, playground } = await startModeration();
    await publishes(mo);
    const card = await mo.runs('answer show', { answer: RULES_ID });
    await mo.clicks('History', card);
    await proposes(mo, RULES_ID, { title: 'Our rules' });
    await mo.types('answer edit', 'answer', 'rules');
    await mo.runs('answer why', { question: 'server rules' });
    await counted();
    expect(await store.uses(playground.guild.id)).toEqual(new Map());

    await ada.asks(QUESTION);
    await ada.runs('ask', { question: 'server rules' });
    await ada.runs('ask', { question: RULES_ID, private: true });
    await ada.runs('model', { name: 'gpt-4' });
    await ada.dm.asks(KNOWN);
    const known = await ada.asks(`@Whence ${KNOWN}`);
    if (known.buttons.some(({ label }) => label === 'Show more')) await ada.clicks('Show more', known);
    await counted();
    const uses = await store.uses(playground.guild.id);
    expect(Object.fromEntries([...uses].map(([id, { count }]) => [id, count]))).toEqual({
      [RULES_ID]: 3,
      [KNOWN_ID]: 1,
      'model:gpt-4': 1,
    });
  });

  test('and shown to moderators', async () => {
    const { mo, ada, counted } = await startModeration();
    await publishes(mo);
    await ada.asks(QUESTION);
    await counted();
    expect((await mo.runs('answer show', { answer: RULES_ID })).text).toContain('given once, last on');
    expect((await mo.runs('answer list', { kind: 'unused' })).text).not.toContain(RULES_ID);
  });
});

test('a failing store costs an apology, and what was typed comes back as a file', async () => {
  const { mo, store, log } = await startModeration();
  await mo.opens('answer add');
  await store.close();
  const said = (await mo.submits(RULES))!;
  expect(said).toMatchObject({ ephemeral: true, text: expect.stringMatching(/^Sorry, something went wrong/) });
  expect(said.attachments.map((file) => [file.name, file.text()])).toEqual([
    ['answer.md', `# ${RULES.title}\n\n${RULES.questions}\n\n${RULES.body}\n\n${RULES.sources}\n\n${RULES.reviewBy}\n`],
  ]);
  expect(faultsIn(log)).toContain('could not save a draft');
});
