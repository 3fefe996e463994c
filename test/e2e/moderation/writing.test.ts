import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../src/answers/editing/rules.ts';
import { asShown, CLUELESS, faultsIn, KNOWN, KNOWN_ID, titleOf } from '../../support/bot.ts';
import {
  edits,
  labels,
  pressable,
  proposes,
  publishes,
  RULES,
  RULES_ID,
  startModeration,
} from '../../support/moderation.ts';
import * as answerStrings from '../../../src/discord/editing/strings.ts';
import * as strings from '../../../src/discord/strings.ts';
import * as editing from '../../../src/answers/editing/strings.ts';

const QUESTION = '@Whence which rules apply on this server?';

const withoutDate = (text: string): string => text.replace(/Checked [^·]+·/, '');

describe('/answer add', () => {
  test('opens an empty dialog with five fields and their limits', async () => {
    const { mo } = await startModeration();
    const dialog = await mo.opens('answer add');
    expect(dialog.title).toBe('New answer');
    expect(dialog.fields.map(({ label, value, required }) => [label, value, required])).toEqual([
      ['Title', '', true],
      ['Phrasings, one per line', '', false],
      ['Answer', '', true],
      ['Sources, one per line', '', false],
      ['Review date', '', false],
    ]);
    await expect(mo.submits({ ...RULES, title: 'x'.repeat(LIMITS.title + 1) })).rejects.toThrow(/1 to 100|0 to 100/);
  });

  test('shows what members will see, to its editor alone', async () => {
    const { mo, ada } = await startModeration();
    await mo.opens('answer add');
    const preview = (await mo.submits(RULES))!;
    expect(preview).toMatchObject({ ephemeral: true, pings: [] });
    expect(preview.text).toMatch(/^\*\*Preview\.\*\*/);
    expect(preview.text).toContain(`### ${RULES.title}\nBe kind, and ask in #help.`);
    expect(preview.text).toContain(' · [example.com](<https://example.com/rules>)');
    expect(pressable(preview)).toEqual(['Publish', 'Edit', 'Discard']);
    expect(ada.sees()).toEqual([]);
  });

  test('publishes: the very next question in the channel gets it, word for word as previewed', async () => {
    const { mo, ada, log } = await startModeration();
    await mo.opens('answer add');
    const preview = (await mo.submits(RULES))!;
    const published = (await mo.clicks('Publish', preview))!;
    expect(published).toMatchObject({ id: preview.id, ephemeral: true });
    expect(published.text).toBe(
      `Published **${RULES.title}** (\`${RULES_ID}\`, version 1). Members get it from now on.`,
    );
    expect(labels(published)).toEqual(['Undo', 'Show', 'Unanswered questions']);
    const answer = await ada.asks(QUESTION);
    expect(answer.ephemeral).toBe(false);
    // All but the date, which is that of the real clock and of the test's.
    expect(withoutDate(preview.text)).toContain(withoutDate(answer.text));
    expect(faultsIn(log)).toEqual([]);
  });

  test('warns before publishing, each time with the sentence that says it', async () => {
    const { mo } = await startModeration();
    await mo.opens('answer add');
    const preview = (await mo.submits({ ...RULES, sources: '', reviewBy: '2026-01-01' }))!;
    expect(preview.text).toContain(`- ${editing.NO_SOURCE}`);
    expect(preview.text).toContain('- Its review date is 1 Jan 2026.');
  });

  test.each([
    ['a list', '- no'],
    ['steps', '1. Open the channel.\n2. Ask.'],
    ['a quote', '> Be kind.'],
    ['code', '```\nnpm i\n```'],
    ['a long sentence', 'and so on '.repeat(30).trim()],
  ])('an answer that begins with %s is shown once', async (_what, body) => {
    const { mo, ada } = await startModeration();
    await publishes(mo, { body });
    expect((await ada.asks(QUESTION)).text).toContain(`### ${RULES.title}\n${body}\n-# Checked`);
  });

  test('names the answer whose questions it would take away', async () => {
    const { mo } = await startModeration();
    await publishes(mo);
    await mo.opens('answer add');
    const preview = (await mo.submits({
      ...RULES,
      title: 'Rules',
      questions: 'which rules apply on this server now',
    }))!;
    expect(preview.text).toContain(RULES.title);
  });

  test('a long answer is previewed as members see it first, and all of it on wish', async () => {
    const { mo } = await startModeration();
    await mo.opens('answer add');
    const body = Array.from({ length: 40 }, (_, index) => `Rule ${index} says that we are kind to each other.`).join(
      '\n\n',
    );
    const preview = (await mo.submits({ ...RULES, body }))!;
    expect(preview.text).not.toContain('Rule 39');
    expect(pressable(preview)).toEqual(['Publish', 'Edit', 'Discard', answerStrings.BUTTONS.previewAll]);
    const whole = (await mo.clicks(answerStrings.BUTTONS.previewAll, preview))!;
    expect(whole.text).toContain('Rule 39');
    const again = (await mo.clicks(answerStrings.BUTTONS.previewStart, whole))!;
    expect(again.text).toBe(preview.text);
    expect((await mo.clicks('Publish', again))!.text).toContain('Published');
  });

  test('what breaks a rule is refused with all the sentences, and nothing typed is lost', async () => {
    const { mo, ada } = await startModeration();
    await mo.opens('answer add');
    const typed = { ...RULES, sources: 'example.com', body: 'Write to <@80351110224678912>, or ask in #help.' };
    const refused = (await mo.submits(typed))!;
    expect(refused).toMatchObject({ ephemeral: true, pings: [] });
    expect(refused.text.split('\n').map((line) => line.slice(0, 40))).toEqual([
      '**This cannot be published yet.** Your t',
      '- The answer mentions a person: \\<@80351',
      '- The source "example.com" is not an htt',
    ]);
    expect(labels(refused)).toEqual(['Edit', 'Discard']);

    const dialog = await mo.opensByClicking('Edit', refused);
    expect(dialog.fields.map(({ value }) => value)).toEqual(Object.values(typed));
    const preview = (await mo.submits({ Answer: RULES.body, 'Sources, one per line': RULES.sources }))!;
    expect(preview.id).toBe(refused.id);
    await mo.clicks('Publish', preview);
    expect((await ada.asks(QUESTION)).text).toContain('Be kind');
  });

  test('a phrasing that another answer has is refused, naming that one', async () => {
    const { mo } = await startModeration();
    await mo.opens('answer add');
    const refused = (await mo.submits({ ...RULES, questions: KNOWN }))!;
    expect(refused.text).toContain(titleOf(KNOWN_ID));
    expect(labels(refused)).toEqual(['Edit', 'Discard', `Edit "${titleOf(KNOWN_ID)}"`]);
  });

  test('the other answer can be edited from there, and then the first text is still there to be published', async () => {
    const { mo, ada } = await startModeration();
    await publishes(mo, { title: 'Server etiquette?', questions: 'server rules', body: 'Old.' });
    await mo.opens('answer add');
    const refused = (await mo.submits(RULES))!;
    const other = await mo.opensByClicking('Edit "Server etiquette?"', refused);
    expect(other.fields.slice(0, 2).map(({ value }) => value)).toEqual(['Server etiquette?', 'server rules']);
    const preview = (await mo.submits({ 'Phrasings, one per line': 'etiquette of the server' }))!;
    expect(preview.id).not.toBe(refused.id);
    await mo.clicks('Publish', preview);

    const dialog = await mo.opensByClicking('Edit', refused);
    expect(dialog.fields.map(({ value }) => value)).toEqual(Object.values(RULES));
    await mo.clicks('Publish', (await mo.submits())!);
    expect((await ada.asks('@Whence server rules')).text).toContain('Be kind');
  });

  test('a phrasing that another answer has is refused too with something unseen in it', async () => {
    const { mo } = await startModeration();
    await publishes(mo);
    await mo.opens('answer add');
    const twin = { title: 'What are the ru\u200Bles here?', questions: 'se\u2060rver rules\nserver ru\u034Fles?' };
    const refused = (await mo.submits({ ...RULES, ...twin }))!;
    expect(refused.text.split('\n').slice(1)).toEqual([
      `- ${editing.questionTaken(true, RULES.title, { id: RULES_ID, title: RULES.title })}`,
      `- ${editing.questionTaken(false, 'server rules', { id: RULES_ID, title: RULES.title })}`,
    ]);
  });

  test('an answer of blank letters says nothing, and is refused', async () => {
    const { mo } = await startModeration();
    await mo.opens('answer add');
    const blank = { title: '\u3164', questions: '\u3164\u115F', body: '\u2800', sources: '', reviewBy: '' };
    expect((await mo.submits(blank))!.text.split('\n').slice(1)).toEqual([
      '- The title is missing. Write the question that this answers.',
      '- The answer is missing. Write what the bot should say.',
    ]);
  });

  test('discarding forgets the draft', async () => {
    const { mo, ada } = await startModeration();
    await mo.opens('answer add');
    const preview = (await mo.submits(RULES))!;
    const discarded = (await mo.clicks('Discard', preview))!;
    expect(discarded).toMatchObject({ id: preview.id, text: answerStrings.DISCARDED });
    expect(discarded.buttons).toEqual([]);
    expect((await ada.asks(`@Whence ${CLUELESS}`)).text).not.toContain('Be kind');
  });
});

describe('/answer edit', () => {
  test('opens the dialog filled in, and publishes another version', async () => {
    const { mo, ada } = await startModeration();
    await publishes(mo);
    const dialog = await mo.opens('answer edit', { answer: RULES_ID });
    expect(dialog.title).toBe(`Edit ${RULES_ID}`);
    expect(dialog.fields.map(({ value }) => value)).toEqual(Object.values(RULES));
    const preview = (await mo.submits({ Answer: 'Be kind to all.' }))!;
    expect((await mo.clicks('Publish', preview))!.text).toContain(`(\`${RULES_ID}\`, version 2)`);
    expect((await ada.asks(QUESTION)).text).toContain('Be kind to all.');
  });

  test('on a curated answer makes the server its own version, and others keep theirs', async () => {
    const { mo, ada, eve } = await startModeration();
    const preview = await proposes(mo, KNOWN_ID, { body: 'Here we say: on GPT-5.' });
    expect(preview.text).toContain('this replaces the curated answer');
    await mo.clicks('Publish', preview);
    expect((await ada.asks(`@Whence ${KNOWN}`)).text).toContain('Here we say: on GPT\u20115.');
    expect((await eve.asks(`@Whence ${KNOWN}`)).text).not.toContain('Here we say');
    expect((await ada.dm.asks(KNOWN)).text).not.toContain('Here we say');
  });

  test('takes a title that was typed instead of chosen', async () => {
    const { mo } = await startModeration();
    await publishes(mo);
    expect((await mo.opens('answer edit', { answer: 'what are the RULES here?' })).title).toBe(`Edit ${RULES_ID}`);
  });

  test('takes a title in small letters too, that could be an id, and an id before a title', async () => {
    const { mo, store } = await startModeration();
    const content = { title: 'Parking', questions: [], body: 'Behind the house.', sources: [] };
    const added = { answerId: 'srv-1', kind: 'import', content, expectedVersion: 0 } as const;
    await store.write(mo.guild.id, [added], { id: mo.user.id, name: 'mo' });
    expect((await mo.runs('answer show', { answer: 'parking' })).text).toContain('Behind the house.');
    await publishes(mo, { title: 'srv-1', questions: '' });
    expect((await mo.opens('answer edit', { answer: 'srv-1' })).title).toBe('Edit srv-1');
  });

  test.each([
    ['nothing like an answer', 'a bicycle', strings.noAnswerCalled('a bicycle')],
    ['an id that nobody has', 'no-such-answer', 'This server has no answer "no-such-answer".'],
    ['an answer made from facts', 'model:gpt-4', editing.isGenerated('model:gpt-4')],
    ['a path', '../../etc/passwd', 'There is no answer called "../../etc/passwd".'],
    ['a mention', '<@80351110224678912>', String.raw`There is no answer called "\<@80351110224678912>".`],
    ['a pattern', '((((a+)+)+$', 'There is no answer called'],
    ['something of JavaScript', '__proto__', String.raw`There is no answer called "\_\_proto\_\_".`],
    ['something of SQL', "'; drop table answers; --", 'There is no answer called'],
  ])('says that there is no such answer: %s', async (_what, answer, sentence) => {
    const { mo, log } = await startModeration();
    const said = await mo.runs('answer edit', { answer });
    expect(said).toMatchObject({ ephemeral: true, pings: [] });
    expect(said.text).toContain(sentence);
    expect(faultsIn(log)).toEqual([]);
  });

  test.each(['Waht are the rules here', 'what-are-teh-rules-here', 'what are the rules here ?'])(
    'says which answer is nearly called "%s"',
    async (answer) => {
      const { mo } = await startModeration();
      await publishes(mo);
      const sentence = strings.noAnswerCalled(answer, ['What are the rules here?']);
      for (const command of ['answer edit', 'answer show', 'answer history', 'answer remove']) {
        expect((await mo.runs(command, { answer })).text).toBe(sentence);
      }
    },
  );

  test('that changes nothing says so', async () => {
    const { mo } = await startModeration();
    await publishes(mo);
    expect((await proposes(mo, RULES_ID, {})).text).toContain('Nothing has changed.');
  });
});

describe('"Save as answer"', () => {
  test('opens the dialog filled from the message, with its link as the source', async () => {
    const { mo, ada, max } = await startModeration();
    const message = await ada.says('Where do I find the logs?\n@max knows, they are in /var/log.');
    const dialog = await mo.opensByUsing('Save as answer', message);
    const values = Object.fromEntries(dialog.fields.map(({ label, value }) => [label, value]));
    expect(values).toEqual({
      Title: 'Where do I find the logs?',
      'Phrasings, one per line': '',
      Answer: `@${max.user.username} knows, they are in /var/log.`,
      'Sources, one per line': `https://discord.com/channels/${mo.guild.id}/${mo.channel.id}/${message.id}`,
      'Review date': '',
    });
    const preview = (await mo.submits())!;
    await mo.clicks('Publish', preview);
    expect((await ada.asks('@Whence where do I find the logs?')).text).toContain('they are in /var/log.');
  });

  test('of the longest message shows all of it', async () => {
    const { mo, ada } = await startModeration();
    const message = await ada.says('word '.repeat(790));
    const dialog = await mo.opensByUsing('Save as answer', message);
    expect(dialog.fields[2]!.value).toBe('word '.repeat(790).trim());
  });

  test('says so when there is no text', async () => {
    const { mo, ada } = await startModeration();
    const empty = await ada.says(' ');
    expect(asShown((await mo.uses('Save as answer', empty)).text)).toBe(strings.NO_TEXT_TO_SAVE);
  });
});

describe('two moderators', () => {
  test('who edit one answer: the second is told who was faster and what both changed, and nothing is lost', async () => {
    const { mo, max, ada } = await startModeration();
    await publishes(mo);
    await mo.opens('answer edit', { answer: RULES_ID });
    await edits(max, RULES_ID, { body: RULES.body.replace('#help', '#support') });

    const late = (await mo.submits({ Answer: RULES.body.replace('kind', 'friendly') }))!;
    expect(late.text).toMatch(
      /^\*\*Somebody else changed this answer first\.\*\* Since you started, there is version 2, edited by max, <t:\d+:f>/,
    );
    expect(late.text).toContain('### What they changed\n**Answer** Be kind, and ask in #~~help~~ **support**.');
    expect(late.text).toContain('**Answer** Be ~~kind~~ **friendly**, and ask in #~~support~~ **help**.');
    expect(labels(late)).toEqual(['Edit', 'Publish anyway', 'Discard']);

    const over = (await mo.clicks('Publish anyway', late))!;
    expect(over.text).toContain('version 3');
    expect((await ada.asks(QUESTION)).text).toContain('Be friendly');
  });

  test('who are one, with the dialog opened twice: she is told that she was faster herself', async () => {
    const { mo } = await startModeration();
    await publishes(mo);
    const first = await proposes(mo, RULES_ID, { title: 'The rules' });
    await edits(mo, RULES_ID, { title: 'Our rules' });
    const late = (await mo.clicks('Publish', first))!;
    expect(late.text).toMatch(
      /^\*\*You have already changed this answer\.\*\* Since you started, there is version 2, edited by mo, <t:\d+:f>/,
    );
    expect(late.text).toContain('### What you changed\n');
    expect(late.text).toContain('### What this version would change\n');
  });

  test('the second is told at publishing too, when the first published in between', async () => {
    const { mo, max } = await startModeration();
    await publishes(mo);
    const preview = await proposes(mo, RULES_ID, { title: 'The rules' });
    await edits(max, RULES_ID, { title: 'Our rules' });
    const late = (await mo.clicks('Publish', preview))!;
    expect(late.text).toContain('**Somebody else changed this answer first.**');
    const dialog = await mo.opensByClicking('Edit', late);
    expect(dialog.fields[0]!.value).toBe('The rules');
    const again = (await mo.submits({ Title: 'Our only rules' }))!;
    expect(again.text).toContain('**Preview.**');
    expect((await mo.clicks('Publish', again))!.text).toContain(
      '**Our only rules** (`what-are-the-rules-here`, version 3)',
    );
  });

  test('somebody who presses Edit on an outdated preview is told afterwards', async () => {
    const { mo, max } = await startModeration();
    await publishes(mo);
    const preview = await proposes(mo, RULES_ID, { title: 'The rules' });
    await edits(max, RULES_ID, { title: 'Our rules' });
    await mo.opensByClicking('Edit', preview);
    expect((await mo.submits({ Title: 'Some rules' }))!.text).toContain('**Somebody else changed this answer first.**');
  });

  test('a third change between being told and publishing over it is told again', async () => {
    const { mo, max, ed } = await startModeration();
    await publishes(mo);
    const preview = await proposes(mo, RULES_ID, { title: 'The rules' });
    await edits(max, RULES_ID, { title: 'Our rules' });
    const late = (await mo.clicks('Publish', preview))!;
    await edits(ed, RULES_ID, { title: 'All rules' });
    const later = (await mo.clicks('Publish anyway', late))!;
    expect(later.text).toContain('version 3, edited by ed');
  });
});
