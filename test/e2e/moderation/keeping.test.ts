import { describe, expect, test } from 'vitest';
import { asShown, faultsIn, KNOWN, KNOWN_ID, titleOf } from '../../support/bot.ts';
import { contentOf } from '../../store/examples.ts';
import { edits, labels, pressable, publishes, RULES, RULES_ID, startModeration } from '../../support/moderation.ts';
import * as answerStrings from '../../../src/discord/editing/strings.ts';
import * as editing from '../../../src/answers/editing/strings.ts';

const QUESTION = '@Whence which rules apply on this server?';

describe('/answer remove', () => {
  test('takes an answer away at once, and Undo brings it back', async () => {
    const { mo, ada } = await startModeration();
    await publishes(mo);
    const removed = await mo.runs('answer remove', { answer: RULES_ID });
    expect(removed).toMatchObject({ ephemeral: true });
    expect(asShown(removed.text)).toBe(
      `Removed **${RULES.title}** (\`${RULES_ID}\`, version 2). Members no longer get it; use /answer restore to bring it back.`,
    );
    expect((await ada.asks(QUESTION)).text).not.toContain('Be kind');

    const undone = (await mo.clicks('Undo', removed))!;
    expect(undone).toMatchObject({ id: removed.id });
    expect(undone.text).toBe(`Restored **${RULES.title}** (\`${RULES_ID}\`, version 3). Members get it from now on.`);
    expect((await ada.asks(QUESTION)).text).toContain('Be kind');
  });

  test('hides a curated answer on this server alone', async () => {
    const { mo, ada, eve } = await startModeration();
    const removed = await mo.runs('answer remove', { answer: KNOWN_ID });
    expect(removed.text).toContain(`Removed **${titleOf(KNOWN_ID)}**`);
    expect((await ada.asks(`@Whence ${KNOWN}`)).text).not.toContain(`### ${titleOf(KNOWN_ID)}`);
    expect((await eve.asks(`@Whence ${KNOWN}`)).text).toContain(`### ${titleOf(KNOWN_ID)}`);
    const undone = (await mo.clicks('Undo', removed))!;
    expect(undone.text).toBe(
      `This server now uses the curated answer **${titleOf(KNOWN_ID)}** (\`${KNOWN_ID}\`, version 2) again.`,
    );
    expect((await ada.asks(`@Whence ${KNOWN}`)).text).toContain(`### ${titleOf(KNOWN_ID)}`);
  });

  test.each(['answer remove', 'answer edit'])(
    '/%s on an answer that is gone leads to /answer restore',
    async (name) => {
      const { mo } = await startModeration();
      await publishes(mo);
      await mo.runs('answer remove', { answer: RULES_ID });
      await mo.runs('answer remove', { answer: KNOWN_ID });
      expect(asShown((await mo.runs(name, { answer: RULES_ID })).text)).toBe(editing.wasRemoved(RULES_ID));
      expect(asShown((await mo.runs(name, { answer: KNOWN_ID })).text)).toBe(editing.isHidden(KNOWN_ID));
    },
  );
});

test.each(['edit', 'remove', 'restore', 'show', 'history'])(
  '/answer %s of what is made from facts says that it is',
  async (name) => {
    const { mo } = await startModeration();
    expect((await mo.runs(`answer ${name}`, { answer: 'model:gpt-4o' })).text).toBe(
      editing.isGenerated('model:gpt-4o'),
    );
    expect((await mo.runs(`answer ${name}`, { answer: 'model:gpt-99' })).text).toMatch(
      /^This server has no answer "model:gpt-99"/,
    );
  },
);

describe('Undo', () => {
  test('of a new answer takes it away, and of that brings it back', async () => {
    const { mo, ada } = await startModeration();
    const published = await publishes(mo);
    const undone = (await mo.clicks('Undo', published))!;
    expect(undone.text).toContain('Removed');
    expect((await ada.asks(QUESTION)).text).not.toContain('Be kind');
    const redone = (await mo.clicks('Undo', undone))!;
    expect(redone.text).toContain('Restored');
    expect((await ada.asks(QUESTION)).text).toContain('Be kind');
  });

  test('of an edit brings back what was there before', async () => {
    const { mo, ada } = await startModeration();
    await publishes(mo);
    const edited = await edits(mo, RULES_ID, { body: 'Anything goes.' });
    await mo.clicks('Undo', edited);
    expect((await ada.asks(QUESTION)).text).toContain('Be kind');
  });

  test('undoes nothing that somebody else has changed since, and says who', async () => {
    const { mo, max, ada } = await startModeration();
    const published = await publishes(mo);
    await edits(max, RULES_ID, { body: 'Be kind and patient.' });
    const said = (await mo.clicks('Undo', published))!;
    expect(said).toMatchObject({ ephemeral: true });
    expect(said.id).not.toBe(published.id);
    expect(said.text).toMatch(/^max has changed "what-are-the-rules-here" since then; it is now at version 2\./);
    expect((await ada.asks(QUESTION)).text).toContain('Be kind and patient.');
  });
});

describe('/answer restore', () => {
  test('brings back what was removed', async () => {
    const { mo, ada } = await startModeration();
    await publishes(mo);
    await mo.runs('answer remove', { answer: RULES_ID });
    const restored = await mo.runs('answer restore', { answer: RULES_ID });
    expect(restored.text).toContain('Restored');
    expect(labels(restored)).toEqual(['Undo', 'Show']);
    expect((await ada.asks(QUESTION)).text).toContain('Be kind');
  });

  test('of what another answer has got since leads to the version, to be edited before it comes back', async () => {
    const { mo, ada } = await startModeration();
    await publishes(mo);
    await mo.runs('answer remove', { answer: RULES_ID });
    await publishes(mo, { title: 'Another one?', questions: 'server rules', body: 'Other.' });
    const refused = await mo.runs('answer restore', { answer: RULES_ID });
    expect(asShown(refused.text)).toBe(
      `${editing.questionTaken(false, 'server rules', { id: 'another-one', title: 'Another one?' })} ${editing.EDIT_BEFORE_RESTORING}`,
    );
    const history = await mo.runs('answer history', { answer: RULES_ID });
    const looked = (await mo.chooses('Look at a version or restore it', ['1'], history))!;
    await mo.opensByClicking('Edit it first', looked);
    const preview = (await mo.submits({ 'Phrasings, one per line': 'which rules apply on this server' }))!;
    expect((await mo.clicks('Publish', preview))!.text).toContain('version 3');
    expect((await ada.asks(QUESTION)).text).toContain('Be kind');
  });

  test('brings back any version, offered with who and when', async () => {
    const { mo, max, ada } = await startModeration();
    await publishes(mo);
    await edits(max, RULES_ID, { body: 'Anything goes.' });
    await edits(mo, RULES_ID, { body: 'Nothing goes.' });
    const offered = await mo.types('answer restore', 'version', '', { answer: RULES_ID });
    expect(offered).toEqual([
      { name: expect.stringMatching(/^2, edited by max on \d{1,2} \w{3} \d{4}$/), value: 2 },
      { name: expect.stringMatching(/^1, written by mo on /), value: 1 },
    ]);
    await mo.runs('answer restore', { answer: RULES_ID, version: 2 });
    expect((await ada.asks(QUESTION)).text).toContain('Anything goes.');
  });

  test('version 0 gives a curated answer back as it is everywhere', async () => {
    const { mo, ada } = await startModeration();
    await edits(mo, KNOWN_ID, { body: 'Our own words.' });
    const offered = await mo.types('answer restore', 'version', '', { answer: KNOWN_ID });
    expect(offered).toEqual([{ name: answerStrings.CURATED_CHOICE, value: 0 }]);
    const restored = await mo.runs('answer restore', { answer: KNOWN_ID, version: 0 });
    expect(restored.text).toContain(
      `This server now uses the curated answer **${titleOf(KNOWN_ID)}** (\`${KNOWN_ID}\`, version 2)`,
    );
    expect((await ada.asks(`@Whence ${KNOWN}`)).text).not.toContain('Our own words.');
  });

  test.each([
    ['a version that there is not', { answer: RULES_ID, version: 99 }, 'has no version 99'],
    ['what is there', { answer: RULES_ID }, 'has not been removed'],
    ['what never was', { answer: 'never-was' }, 'This server has no answer "never-was"'],
  ])('of %s says so', async (_what, options, sentence) => {
    const { mo } = await startModeration();
    await publishes(mo);
    const said = await mo.runs('answer restore', options);
    expect(said.ephemeral).toBe(true);
    expect(said.text).toContain(sentence);
  });

  test('offers removed answers first, and no versions of what is no answer', async () => {
    const { mo } = await startModeration();
    await publishes(mo);
    await publishes(mo, { title: 'Who leads this?', questions: 'who is in charge here' });
    await mo.runs('answer remove', { answer: 'who-leads-this' });
    expect(await mo.types('answer restore', 'answer', '')).toEqual([
      { name: 'Who leads this? (removed)', value: 'who-leads-this' },
      { name: RULES.title, value: RULES_ID },
    ]);
    expect(await mo.types('answer restore', 'version', '', { answer: '../..' })).toEqual([]);
    expect(await mo.types('answer restore', 'version', '', { answer: 'never-was' })).toEqual([]);
  });
});

describe('/answer history', () => {
  test('tells newest first who changed what, word by word', async () => {
    const { mo, max } = await startModeration();
    await publishes(mo);
    await edits(max, RULES_ID, { body: RULES.body.replace('#help', '#support') });
    await mo.runs('answer remove', { answer: RULES_ID });
    const history = await max.runs('answer history', { answer: RULES_ID });
    expect(history).toMatchObject({ ephemeral: true, pings: [] });
    const lines = history.text.split('\n');
    expect(lines.slice(0, 2)).toEqual([`### History of ${RULES.title}`, `-# \`${RULES_ID}\``]);
    expect(lines.filter((line) => line.startsWith('**Version'))).toEqual([
      expect.stringMatching(/^\*\*Version 3, removed by mo, <t:\d+:f>\*\*$/),
      expect.stringMatching(/^\*\*Version 2, edited by max, <t:\d+:f>\*\*$/),
      expect.stringMatching(/^\*\*Version 1, written by mo, <t:\d+:f>\*\*$/),
    ]);
    expect(history.text).toContain(
      '**Answer** Be kind, and ask in #~~help~~ **support**.\nThe rest is in the channel …',
    );
    expect(history.text).toContain(`**Title** ~~${RULES.title}~~`);
    expect(history.text).toContain(`**Title** ${RULES.title}\n`);
  });

  test('is turned page by page, and any version on it can be brought back', async () => {
    const { mo, ada } = await startModeration();
    await publishes(mo);
    for (let round = 2; round <= 6; round++) await edits(mo, RULES_ID, { body: `Rule of round ${round}.` });
    const first = await mo.runs('answer history', { answer: RULES_ID });
    expect(first.text).toContain('page 1 of 2');
    expect(labels(first)).toEqual(['Older']);
    expect(first.selects[0]!.options.map(({ value }) => value)).toEqual(['5', '4', '3']);
    const second = (await mo.clicks('Older', first))!;
    expect(second.id).toBe(first.id);
    expect(second.text).toContain('Version 1, written by mo');
    expect(labels(second)).toEqual(['Newer']);
    const looked = (await mo.chooses('Look at a version or restore it', ['2'], second))!;
    const back = (await mo.clicks('Restore', looked))!;
    expect(back.id).toBe(first.id);
    expect(back.text).toContain('version 7');
    expect((await ada.asks(QUESTION)).text).toContain('Rule of round 2.');
  });

  test('of Markdown shows where each change begins, and all of a version before it is brought back', async () => {
    const { mo, ada } = await startModeration();
    const steps = Array.from({ length: 40 }, (_, index) => `- **Step_${index}**: open \`/usr/file_${index}.txt\`.`);
    const body = `Read this first.\n\n${steps.join('\n')}`;
    await publishes(mo, { body });
    await edits(mo, RULES_ID, { body: 'Anything goes.' });
    const history = await mo.runs('answer history', { answer: RULES_ID });
    expect(history.text).toContain(String.raw`~~\- \*\*Step\_0\*\*: open`);
    expect(history.text).toContain('**Answer** Read this first.');

    const looked = (await mo.chooses('Look at a version or restore it', ['1'], history))!;
    expect(looked).toMatchObject({ id: history.id, ephemeral: true, pings: [] });
    expect(looked.text).toMatch(/^\*\*Version 1, written by mo, <t:\d+:f>\*\*\n/);
    for (const step of steps) expect(looked.text).toContain(step);
    expect(looked.text).toContain(`**Phrasings**\n${RULES.questions}`);
    expect(pressable(looked)).toEqual(['Restore', 'Edit it first', 'History']);
    expect((await ada.asks(QUESTION)).text).toContain('Anything goes.');
    expect((await mo.clicks('History', looked))!.text).toBe(history.text);
  });

  test('offers to edit a version first: all of it is in the dialog, and it comes after the latest one', async () => {
    const { mo, ada } = await startModeration();
    await publishes(mo);
    await edits(mo, RULES_ID, { title: 'Other rules', body: 'Anything goes.' });
    const history = await mo.runs('answer history', { answer: RULES_ID });
    const looked = (await mo.chooses('Look at a version or restore it', ['1'], history))!;
    const dialog = await mo.opensByClicking('Edit it first', looked);
    expect(dialog.fields.map(({ value }) => value)).toEqual(Object.values(RULES));
    const preview = (await mo.submits({ Answer: 'Be kind to all.' }))!;
    expect((await mo.clicks('Publish', preview))!.text).toContain(`**${RULES.title}** (\`${RULES_ID}\`, version 3)`);
    expect((await ada.asks(QUESTION)).text).toContain('Be kind to all.');
  });

  test('of a hidden curated answer has its title, and shows that answer as version 0', async () => {
    const { mo } = await startModeration();
    await mo.runs('answer remove', { answer: KNOWN_ID });
    const history = await mo.runs('answer history', { answer: KNOWN_ID });
    expect(history.text).toContain(`### History of ${titleOf(KNOWN_ID)}`);
    const looked = (await mo.chooses('Look at a version or restore it', ['0'], history))!;
    expect(looked.text).toMatch(/^\*\*The curated answer\*\*\n/);
    expect((await mo.clicks('Restore', looked))!.text).toContain('This server now uses the curated answer');
  });

  test('of a curated answer that nobody touched says so', async () => {
    const { mo } = await startModeration();
    expect((await mo.runs('answer history', { answer: KNOWN_ID })).text).toContain(answerStrings.NO_HISTORY);
  });
});

describe('/answer list', () => {
  test('shows what the server wrote, with uses and review dates', async () => {
    const { mo, ada, counted } = await startModeration();
    await publishes(mo);
    await publishes(mo, { title: 'Old news?', questions: 'is there old news', reviewBy: '2026-01-01' });
    await ada.asks(QUESTION);
    await ada.asks(QUESTION);
    await counted();
    const list = await mo.runs('answer list');
    expect(list.ephemeral).toBe(true);
    expect(list.text).toContain("### This server's answers\n-# 2 answers");
    expect(list.text).toMatch(
      /\*\*What are the rules here\?\*\*\n-# `what-are-the-rules-here` · written on this server · version 1, written by mo · given 2 times, last on \d{1,2} \w{3} \d{4} · review on 31 Jan 2027/,
    );
    expect(list.text).toContain('never given · **review was due on 1 Jan 2026**');
    const stale = await mo.runs('answer list', { kind: 'stale' });
    expect(stale.text).toContain('### Answers past their review date');
    expect(stale.text).not.toContain(RULES_ID);
  });

  test('is turned page by page, and each answer can be looked at', async () => {
    const { mo, keep } = await startModeration();
    const rooms = Array.from({ length: 20 }, (_, index) => [`room-${index}`, contentOf(`Room ${index}`)] as const);
    await keep(Object.fromEntries(rooms));
    const first = await mo.runs('answer list', { kind: 'server', text: 'room' });
    expect(first.text).toMatch(/### This server's answers with "room"\n-# 20 answers, page 1 of 3/);
    const second = (await mo.clicks('Next page', first))!;
    expect(second.id).toBe(first.id);
    expect(second.text).toContain('page 2 of');
    expect(labels(second)).toEqual(['Previous page', 'Next page']);
    const { options } = second.selects[0]!;
    const { value, label } = options[0]!;
    const card = (await mo.chooses('Look at one of them', [value], second))!;
    expect(card).toMatchObject({ ephemeral: true });
    expect(card.id).not.toBe(second.id);
    expect(card.text).toContain(`### ${label}`);
    expect((await mo.clicks('Previous page', second))!.text).toBe(first.text);
  });

  test('of curated answers names those with the words that were typed', async () => {
    const { mo } = await startModeration();
    const list = await mo.runs('answer list', { kind: 'curated', text: 'chatgpt' });
    expect(list.text).toMatch(/### Curated answers, unchanged here with "chatgpt"\n-# \d+ answers, page 1 of 2/);
    expect(labels(list)).toEqual(['Next page']);
  });

  test.each([
    ['server', 'None yet. Write one with /answer add'],
    ['removed', 'None.'],
    ['stale', 'Answers past their review date'],
  ])('of kind %s says what there is when there is nothing', async (kind, sentence) => {
    const { mo } = await startModeration();
    expect(asShown((await mo.runs('answer list', { kind })).text)).toContain(sentence);
  });
});

describe('/answer show', () => {
  test('shows what members see with its facts, and what can be done about it', async () => {
    const { mo } = await startModeration();
    await publishes(mo);
    const card = await mo.runs('answer show', { answer: RULES_ID });
    expect(card).toMatchObject({ ephemeral: true });
    expect(card.text).toContain(`### ${RULES.title}\nBe kind`);
    expect(card.text).toContain(
      `-# \`${RULES_ID}\` · written on this server · version 1, written by mo · never given · review on 31 Jan 2027`,
    );
    expect(labels(card)).toEqual(['Edit', 'History', 'Remove']);
    const dialog = await mo.opensByClicking('Edit', card);
    expect(dialog.title).toBe(`Edit ${RULES_ID}`);
    const preview = (await mo.submits({ Title: 'Our rules' }))!;
    expect(preview.id).toBe(card.id);
    const published = (await mo.clicks('Publish', preview))!;
    const shown = (await mo.clicks('Show', published))!;
    expect(shown.id).not.toBe(published.id);
    const history = (await mo.clicks('History', shown))!;
    expect(history.text).toContain('### History of Our rules');
  });

  test('of a removed one shows what members saw last, and restores it', async () => {
    const { mo, ada } = await startModeration();
    await publishes(mo);
    const card = await mo.runs('answer show', { answer: RULES_ID });
    await mo.clicks('Remove', card);
    const gone = await mo.runs('answer show', { answer: RULES_ID });
    expect(gone.text).toContain('removed from this server');
    expect(labels(gone)).toEqual(['Restore', 'History']);
    await mo.clicks('Restore', gone);
    expect((await ada.asks(QUESTION)).text).toContain('Be kind');
  });
});

test('/answer why tells in plain words which answer wins, and by what', async () => {
  const { mo } = await startModeration();
  await publishes(mo);
  const why = await mo.runs('answer why', { question: 'which rules apply on this sevrer' });
  expect(why).toMatchObject({ ephemeral: true });
  const lines = why.text.split('\n');
  expect(lines.slice(0, 4)).toEqual([
    '### Why',
    'which rules apply on this sevrer',
    '**Found**',
    expect.stringMatching(
      /^- What are the rules here\? \(`what-are-the-rules-here`, written on this server\): \d+% sure$/,
    ),
  ]);
  expect(why.text).toContain('- repaired: sevrer as server');
  expect(why.text).toContain('**Asked directly:** I give the first of these answers.');
  expect(why.text).toMatch(/- yes, sure enough to answer: \d+%, needs \d+%/);
  expect(asShown(why.text)).toContain(asShown(answerStrings.WRONG_ANSWER_HINT));
  const clueless = (await mo.runs('answer why', { question: 'qwrtz zxcvb' })).text;
  expect(clueless).toContain('**Asked directly:** I say that I have no answer.');
  expect(clueless).toContain('**In a channel, not addressed to me:** I stay silent.');
  expect(asShown(clueless)).toContain(asShown(answerStrings.NO_ANSWER_HINT));
});

test('/answer why tells of which parts of a message it speaks', async () => {
  const { mo } = await startModeration();
  const why = (await mo.runs('answer why', { question: 'what is rlhf and what is dpo?' })).text;
  const parts = '- with the others offered, because several parts have their own answers: what-is-rlhf, what-is-dpo\n';
  expect(why).toContain(`**Asked directly:** I give the first of these answers.\n${parts}`);
  expect(why).toContain(`**In a channel, not addressed to me:** I give the first of these answers.\n${parts}`);
  const part = (await mo.runs('answer why', { question: 'What is RLHF? Also whats for dinner?' })).text;
  expect(part).toContain('\n- part: What is RLHF?\n');
  expect(part).toContain('I give the first of these answers.\n- for the part "What is RLHF?"\n- yes, asks something\n');
});

test('/answer why tells that a question was asked of somebody else, but not of the bot', async () => {
  const { mo, ada, playground } = await startModeration();
  const channel = async (question: string) =>
    (await mo.runs('answer why', { question })).text.split('**In a channel, not addressed to me:** ')[1]!;
  const ofAda = await channel(`<@${ada.user.id}> ${KNOWN}?`);
  expect(ofAda).toContain('I stay silent.\n- **no**, not addressed to the bot: the message is for others\n');
  expect(await channel(`<@${playground.bot.id}> ${KNOWN}?`)).toContain('- yes, asks something\n');
});

test('/help tells those who may edit how to, and nobody else', async () => {
  const { mo, ed, ada, eve, playground } = await startModeration();
  for (const editor of [mo, ed]) expect((await editor.runs('help')).text).toMatch(/<\/answer add:\d+>/);
  expect((await ada.runs('help')).text).not.toContain('/answer');
  expect((await mo.dm.runs('help')).text).not.toContain('/answer');
  const visiting = playground.join(eve, playground.guild);
  expect((await visiting.runs('help')).text).not.toContain('/answer');
});

describe('while an answer is named', () => {
  test("the server's own come first, by title or phrasing", async () => {
    const { mo } = await startModeration();
    await publishes(mo);
    expect((await mo.types('answer edit', 'answer', ''))[0]).toEqual({ name: RULES.title, value: RULES_ID });
    expect(await mo.types('answer show', 'answer', 'rules server')).toEqual([{ name: RULES.title, value: RULES_ID }]);
    expect(await mo.types('answer edit', 'answer', 'which model is chatgpt based on')).toContainEqual({
      name: `${titleOf(KNOWN_ID)} (curated)`,
      value: KNOWN_ID,
    });
    await mo.runs('answer remove', { answer: RULES_ID });
    expect(await mo.types('answer edit', 'answer', 'rules server')).toEqual([]);
  });

  test.each([
    ['very much', 'x'.repeat(6_000)],
    ['a pattern', '((((a+)+)+$'],
    ['everyone', '@everyone'],
    ['a custom id', 'w1:remove:what-are-the-rules-here'],
    ['something of JavaScript', '__proto__'],
  ])('whatever is typed, choices or none are offered: %s', async (_what, text) => {
    const { mo, log } = await startModeration();
    expect((await mo.types('answer edit', 'answer', text)).length).toBeLessThanOrEqual(25);
    expect((await mo.types('answer restore', 'answer', text)).length).toBeLessThanOrEqual(25);
    expect(faultsIn(log)).toEqual([]);
  });
});
