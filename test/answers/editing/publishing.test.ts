import { describe, expect, test } from 'vitest';
import {
  type AnswerFields,
  contentOfAnswer,
  fieldsOfContent,
  formOfMessage,
  questionsBeyondForm,
} from '../../../src/answers/editing/form.ts';
import { replacesCurated } from '../../../src/answers/editing/strings.ts';
import {
  accepted,
  ADA,
  BEN,
  BEYOND,
  curated,
  EVE,
  GUILD,
  LONGEST,
  openScene,
  refused,
  RULES,
  tooLate,
  written,
} from '../../support/editing.ts';
import { BACKENDS, SQLITE } from '../../support/stores.ts';

const CURATED_ID = 'what-is-rlhf';
const CURATED = curated.answer(CURATED_ID)!;
const NEW = { expectedVersion: 0 } as const;

describe('beginning', () => {
  test('a new answer begins with empty fields', async () => {
    const { editing } = await openScene();
    expect(await editing.drafts.begin(GUILD)).toEqual({
      target: NEW,
      fields: { title: '', questions: '', body: '', sources: '', reviewBy: '' },
    });
  });

  test('one that is there begins as it was published', async () => {
    const { editing, publish } = await openScene();
    await publish(ADA, RULES);
    expect(await editing.drafts.begin(GUILD, 'where-are-the-rules')).toEqual({
      target: { answerId: 'where-are-the-rules', expectedVersion: 1 },
      fields: RULES,
    });
  });

  test('a curated one begins as it is, with its short answer in front', async () => {
    const { editing } = await openScene();
    const { target, fields } = await editing.drafts.begin(GUILD, CURATED_ID);
    expect(target).toEqual({ answerId: CURATED_ID, expectedVersion: 0 });
    expect(fields).toEqual(fieldsOfContent(contentOfAnswer(CURATED)));
    expect(fields.body.startsWith(`${CURATED.short}\n\n`)).toBe(true);
  });

  test.each([
    ['no-such', 'no-such-answer'],
    ['model:gpt-4', 'made-answer'],
    ['model:gpt-99', 'no-such-answer'],
    ['__proto__', 'no-such-answer'],
  ])('"%s" cannot be edited: %s', async (id, code) => {
    const { editing } = await openScene();
    await expect(editing.drafts.begin(GUILD, id)).rejects.toMatchObject({ name: 'UserError', code });
  });

  test('an earlier version begins as it was, of a removed answer too, and is published after the latest', async () => {
    const { editing, publish } = await openScene();
    const id = 'where-are-the-rules';
    await publish(ADA, RULES);
    await publish(BEN, { body: 'They are in #welcome.' }, id);
    await editing.versions.remove(BEN, id);
    const { target, fields } = await editing.drafts.begin(GUILD, id, 1);
    expect([target, fields]).toEqual([{ answerId: id, expectedVersion: 3 }, RULES]);
    const { draftId } = accepted(await editing.drafts.propose(ADA, target, { ...fields, title: 'Rules?' }));
    expect(written(await editing.drafts.publish(ADA, draftId)).version).toMatchObject({ version: 4, kind: 'edit' });
    await expect(editing.drafts.begin(GUILD, id, 3)).rejects.toMatchObject({ code: 'no-such-version' });
    await expect(editing.drafts.begin(EVE.guildId, id, 1)).rejects.toMatchObject({ code: 'no-such-version' });
  });

  test('version 0 of a curated answer begins as that is, where it is hidden too', async () => {
    const { editing } = await openScene();
    await editing.versions.remove(ADA, CURATED_ID);
    const { target, fields } = await editing.drafts.begin(GUILD, CURATED_ID, 0);
    expect(target).toEqual({ answerId: CURATED_ID, expectedVersion: 1 });
    expect(fields).toEqual(fieldsOfContent(contentOfAnswer(CURATED)));
  });

  test('an answer of another server is none', async () => {
    const { editing, publish } = await openScene();
    await publish(ADA, RULES);
    await expect(editing.drafts.begin(EVE.guildId, 'where-are-the-rules')).rejects.toMatchObject({
      code: 'no-such-answer',
    });
  });

  test('from a message: a question on its first line is the title, the rest the answer', () => {
    expect(formOfMessage('**Where are the rules?**\nIn #rules.\nRead them.', 'https://example.com/m').fields).toEqual({
      title: 'Where are the rules?',
      questions: '',
      body: 'In #rules.\nRead them.',
      sources: 'https://example.com/m',
      reviewBy: '',
    });
    expect(formOfMessage('In #rules.\nRead them.').fields).toMatchObject({
      title: '',
      body: 'In #rules.\nRead them.',
    });
    expect(formOfMessage('Where are they?').fields).toMatchObject({ title: '', body: 'Where are they?' });
  });
});

describe('proposing', () => {
  test('shows exactly what members will get, before anybody gets it', async () => {
    const { editing, books, ask } = await openScene();
    const proposal = accepted(await editing.drafts.propose(ADA, NEW, RULES));
    expect(proposal).toMatchObject({ warnings: [] });
    expect(await ask(GUILD, RULES.title)).not.toBe('where-are-the-rules');
    await editing.drafts.publish(ADA, proposal.draftId);
    expect((await books.of(GUILD)).answer('where-are-the-rules')).toEqual(proposal.answer);
  });

  test('nothing typed is lost when it is refused: the dialog can be opened again, and put right', async () => {
    const { editing } = await openScene();
    const wrong = { ...RULES, reviewBy: 'next summer', sources: 'no link' };
    const first = refused(await editing.drafts.propose(ADA, NEW, wrong));
    const again = await editing.drafts.form(ADA, first.draftId);
    expect(again).toEqual({ target: NEW, fields: wrong });
    expect(first.refusals.map(({ code }) => code)).toEqual(['bad-source', 'bad-review-date']);
    expect(refused(await editing.drafts.preview(ADA, first.draftId))).toEqual(first);
    const second = accepted(await editing.drafts.propose(ADA, again.target, RULES, first.draftId));
    expect(second.draftId).toBe(first.draftId);
  });

  test('the dialog is filled again as the draft was shown, whether it was accepted or refused', async () => {
    const { editing } = await openScene();
    for (const fields of [RULES, { ...RULES, body: '' }]) {
      const { draftId } = await editing.drafts.propose(ADA, NEW, fields);
      expect(await editing.drafts.form(ADA, draftId)).toEqual({ target: NEW, fields });
    }
  });

  test('a draft survives a restart', async () => {
    const url = await SQLITE.freshUrl();
    const before = await openScene(url);
    const { draftId } = await before.editing.drafts.propose(ADA, NEW, RULES);
    await before.store.close();
    const after = await openScene(url);
    expect(written(await after.editing.drafts.publish(ADA, draftId)).version).toMatchObject({
      version: 1,
      kind: 'add',
    });
  });

  test('a phrasing or title that another answer has is refused with its name, whatever its case and punctuation', async () => {
    const { editing, publish } = await openScene();
    await publish(ADA, RULES);
    const fields = { ...RULES, title: 'Rules of the server?', questions: `What is FORBIDDEN here!\n${CURATED.title}` };
    const { refusals } = refused(await editing.drafts.propose(BEN, NEW, fields));
    expect(refusals.map(({ code, message }) => [code, message])).toEqual([
      [
        'question-taken',
        'The title "Rules of the server?" already belongs to "Where are the rules?" (where-are-the-rules). Change it in one of the two answers.',
      ],
      [
        'question-taken',
        'The phrasing "What is FORBIDDEN here!" already belongs to "Where are the rules?" (where-are-the-rules). Change it in one of the two answers.',
      ],
      [
        'question-taken',
        `The phrasing "${CURATED.title}" already belongs to "${CURATED.title}" (${CURATED_ID}). Change it in one of the two answers.`,
      ],
    ]);
  });

  test('what a curated answer has is free where that one is hidden', async () => {
    const { editing } = await openScene();
    const fields = { ...RULES, questions: CURATED.title };
    expect((await editing.drafts.propose(ADA, NEW, fields)).kind).toBe('refused');
    await editing.versions.remove(ADA, CURATED_ID);
    expect((await editing.drafts.propose(ADA, NEW, fields)).kind).toBe('accepted');
    expect((await editing.drafts.propose(EVE, NEW, fields)).kind).toBe('refused');
  });

  test('an edit that changes nothing is refused', async () => {
    const { editing } = await openScene();
    const { target, fields } = await editing.drafts.begin(GUILD, CURATED_ID);
    expect(refused(await editing.drafts.propose(ADA, target, fields)).refusals.map(({ code }) => code)).toEqual([
      'unchanged',
    ]);
  });

  test('a target that was never on this server is taken for a new answer', async () => {
    const { editing } = await openScene();
    const proposal = accepted(await editing.drafts.propose(ADA, { answerId: 'made-up', expectedVersion: 7 }, RULES));
    expect(proposal.answer.id).toBe('where-are-the-rules');
  });

  test('two answers of one title cannot be, but of titles that make the same id', async () => {
    const { publish } = await openScene();
    await publish(ADA, { ...RULES, title: 'C rules?' });
    const { version } = await publish(ADA, { ...RULES, title: 'c rules!', questions: '' }).catch(() => ({
      version: null,
    }));
    expect(version).toBeNull();
    const other = await publish(ADA, { ...RULES, title: 'C – régles: rules 规', questions: '' });
    const same = await publish(ADA, { ...RULES, title: 'C – régles: rules 则', questions: '' });
    expect([other.version.answerId, same.version.answerId]).toEqual(['c-regles-rules', 'c-regles-rules-2']);
  });
});

describe('warnings', () => {
  test.each([
    [{ sources: '' }, "It has no source, so members can't check whether it still holds."],
    [
      { reviewBy: '2026-11-22' },
      'Its review date is 22 Nov 2026. From the day after, it says that it may be out of date.',
    ],
    [
      { body: `Short.\n\n${'Long and longer. '.repeat(60)}` },
      'It is long: members see about 500 characters, and the rest only after "Show more".',
    ],
    [
      { body: 'no end in sight '.repeat(20) },
      'Neither its first paragraph nor its first sentence fits in 200 characters, so notifications show only part of it. Start with a short sentence.',
    ],
    [{ body: '@everyone knows.' }, '@everyone and @here in it look the same but notify nobody.'],
  ])('%o: %s', async (fields, message) => {
    expect(await warnings(fields)).toEqual([message]);
  });

  test.each(['- no', '1. Open #help.\n2. Ask.', '> Be kind.', '```\nnpm i\n```', '# Rules\nBe kind.'])(
    'none that %j begins without a sentence',
    async (body) => {
      expect(await warnings({ body })).toEqual([]);
    },
  );

  test('what another answer says already', async () => {
    const found = await warnings({ questions: 'wat is RLHF\nhow does my cat play the piano' });
    expect(found.filter(isNearDuplicate)).toEqual([
      `"${CURATED.title}" (${CURATED_ID}) already answers "wat is RLHF". Maybe that answer only needs an edit.`,
    ]);
  });

  test('what is answered from model facts already, which nobody can edit', async () => {
    const [found] = await warnings({ questions: 'is 4o gone' });
    expect(found).toBe(
      '"GPT-4o" (model:gpt-4o) already answers "is 4o gone". It is generated from model facts, so nobody can edit it, and it may come first.',
    );
  });

  test('whose questions it takes away', async () => {
    const { editing, publish, ask } = await openScene();
    await publish(ADA, {
      title: 'When is the weekly game night?',
      questions: 'game night time\ngame night day\nwhich evening do we play',
      body: 'On Fridays.',
      sources: 'https://example.com/night',
    });
    const fields = {
      ...RULES,
      title: 'Game night',
      questions: 'time of the game night\nday of the game night\nnight for the game',
    };
    const { warnings: found, draftId } = accepted(await editing.drafts.propose(ADA, NEW, fields));
    const begin =
      'Some questions that "When is the weekly game night?" (when-is-the-weekly-game-night) answers now would get this answer instead: ';
    const takeOver = found.find((warning) => warning.startsWith(begin))!;
    const taken = Array.from(takeOver.slice(begin.length).matchAll(/"([^"]+)"/g), ([, text]) => text!);
    expect(taken).not.toEqual([]);
    for (const text of taken) expect(await ask(GUILD, text)).toBe('when-is-the-weekly-game-night');
    await editing.drafts.publish(ADA, draftId);
    const now = await Promise.all(taken.map((text) => ask(GUILD, text)));
    expect(now.filter((id) => id === 'when-is-the-weekly-game-night')).toEqual([]);
  });

  test('which phrasings of a curated answer are left behind, as the dialog has no room for them', async () => {
    const { editing, publish, ask, books } = await openScene();
    const { id, title, questions } = LONGEST;
    const left = questionsBeyondForm(LONGEST).length;
    const form = await editing.drafts.begin(GUILD, id);
    const proposal = accepted(await editing.drafts.propose(ADA, form.target, { ...form.fields, body: 'Ours.' }));
    expect(proposal.warnings.join('\n')).toContain(
      `The dialog has no room for ${left} of the ${questions.length} phrasings of "${title}", so they are left out: "${BEYOND}"`,
    );
    await editing.drafts.publish(ADA, proposal.draftId);
    const shown = (await editing.drafts.begin(GUILD, id)).fields.questions.split('\n');
    expect((await books.of(GUILD)).answer(id)?.questions).toEqual(shown);

    await publish(BEN, { ...RULES, questions: BEYOND });
    expect(await ask(GUILD, BEYOND)).toBe('where-are-the-rules');
    const again = await editing.drafts.begin(GUILD, id);
    const last = await editing.drafts.propose(ADA, again.target, { ...again.fields, body: 'Once more.' });
    // Curated answers may lie near each other; nothing else is to be warned of.
    expect(accepted(last).warnings.filter((warning) => !isNearDuplicate(warning))).toEqual([]);
  });

  test('that it takes the place of a curated answer, the first time', async () => {
    const { editing, publish } = await openScene();
    const form = await editing.drafts.begin(GUILD, CURATED_ID);
    const { warnings: first } = accepted(
      await editing.drafts.propose(ADA, form.target, { ...form.fields, title: 'RLHF?!' }),
    );
    expect(first).toContain(replacesCurated(CURATED.title));
    await publish(ADA, { title: 'RLHF?!' }, CURATED_ID);
    const again = await editing.drafts.begin(GUILD, CURATED_ID);
    const { warnings: second } = accepted(
      await editing.drafts.propose(ADA, again.target, { ...again.fields, title: 'R L H F' }),
    );
    expect(second).not.toContain(replacesCurated(CURATED.title));
  });
});

describe.each(BACKENDS)('publishing on $name', ({ freshUrl }) => {
  test('is answered at once, tells who and what, and uses the draft up', async () => {
    const { editing, ask, store } = await openScene(await freshUrl());
    await ask(GUILD, 'rules of the server');
    const { draftId } = await editing.drafts.propose(ADA, NEW, RULES);
    const { version, difference } = written(await editing.drafts.publish(ADA, draftId));
    expect(await ask(GUILD, 'rules of the server')).toBe('where-are-the-rules');
    expect(version).toEqual({
      guildId: GUILD,
      answerId: 'where-are-the-rules',
      version: 1,
      kind: 'add',
      content: {
        title: RULES.title,
        questions: ['rules of the server', 'what is forbidden here'],
        body: RULES.body,
        sources: ['https://example.com/rules'],
        reviewBy: '2027-01-31',
      },
      editorId: '11',
      editorName: 'Ada',
      at: Date.UTC(2026, 10, 22),
    });
    expect(difference.title).toEqual([{ kind: 'added', text: RULES.title }]);
    expect(await store.draft(draftId)).toBeUndefined();
    await expect(editing.drafts.publish(ADA, draftId)).rejects.toMatchObject({ code: 'no-such-draft' });
  });

  test('the second of two who edit one answer is told, shown both differences, and may insist', async () => {
    const { editing, publish, ask } = await openScene(await freshUrl());
    await publish(ADA, RULES);
    const id = 'where-are-the-rules';
    const seen = await editing.drafts.begin(GUILD, id);
    const mine = accepted(
      await editing.drafts.propose(ADA, seen.target, { ...seen.fields, body: 'They are in #laws.' }),
    );
    await publish(BEN, { body: 'They are in #welcome.\n\nRead them once.' }, id);

    expect(tooLate(await editing.drafts.preview(ADA, mine.draftId)).latest.editorName).toBe('Ben');
    const late = tooLate(await editing.drafts.publish(ADA, mine.draftId));
    expect(late).toMatchObject({
      draftId: mine.draftId,
      latest: { version: 2, editorName: 'Ben' },
    });
    expect(late.theirs).toEqual({
      body: [
        { kind: 'same', text: 'They are in #' },
        { kind: 'removed', text: 'rules' },
        { kind: 'added', text: 'welcome' },
        { kind: 'same', text: '.\n\nRead them once.' },
      ],
    });
    expect(late.ours).toEqual({
      body: [
        { kind: 'same', text: 'They are in #' },
        { kind: 'removed', text: 'welcome' },
        { kind: 'added', text: 'laws' },
        { kind: 'same', text: '.' },
        { kind: 'removed', text: '\n\nRead them once.' },
      ],
    });
    expect(await ask(GUILD, 'rules of the server')).toBe(id);

    await publish(BEN, { title: 'The rules' }, id);
    expect(tooLate(await editing.drafts.publish(ADA, mine.draftId, 2)).latest.version).toBe(3);
    expect(written(await editing.drafts.publish(ADA, mine.draftId, 3)).version).toMatchObject({
      version: 4,
      content: { title: RULES.title, body: 'They are in #laws.' },
    });
  });

  test('an answer that was removed meanwhile is not brought back silently', async () => {
    const { editing, publish } = await openScene(await freshUrl());
    await publish(ADA, RULES);
    const seen = await editing.drafts.begin(GUILD, 'where-are-the-rules');
    const { draftId } = await editing.drafts.propose(ADA, seen.target, { ...seen.fields, title: 'Rules' });
    await editing.versions.remove(BEN, 'where-are-the-rules');
    const late = tooLate(await editing.drafts.publish(ADA, draftId));
    expect(late.latest).toMatchObject({ kind: 'remove', content: null, editorName: 'Ben' });
    expect(written(await editing.drafts.publish(ADA, draftId, 2)).version).toMatchObject({ version: 3, kind: 'edit' });
  });

  test('what was accepted can clash by the time it is published, and stays a draft', async () => {
    const { editing, publish } = await openScene(await freshUrl());
    const { draftId } = accepted(await editing.drafts.propose(ADA, NEW, RULES));
    await publish(BEN, { ...RULES, title: 'Faster' });
    const result = await editing.drafts.publish(ADA, draftId);
    expect(result).toMatchObject({ kind: 'refused', draftId });
    expect((await editing.drafts.form(ADA, draftId)).fields).toEqual(RULES);
    expect((await editing.drafts.preview(ADA, draftId)).kind).toBe('refused');
  });

  test('two who publish one phrasing at the same moment: one is refused', async () => {
    const { editing, store } = await openScene(await freshUrl());
    const one = await editing.drafts.propose(ADA, NEW, RULES);
    const other = await editing.drafts.propose(BEN, NEW, { ...RULES, title: 'Rules' });
    const results = await Promise.all([
      editing.drafts.publish(ADA, one.draftId),
      editing.drafts.publish(BEN, other.draftId),
    ]);
    expect(results.map(({ kind }) => kind)).toEqual(['written', 'refused']);
    expect(await store.current(GUILD)).toHaveLength(1);
  });

  test('two processes that publish one phrasing at the same moment: one is refused, and told whose it is', async () => {
    const url = await freshUrl();
    const [here, elsewhere] = [await openScene(url), await openScene(url)];
    const drafts = [
      { scene: here, person: ADA, draft: await here.editing.drafts.propose(ADA, NEW, RULES) },
      {
        scene: elsewhere,
        person: BEN,
        draft: await elsewhere.editing.drafts.propose(BEN, NEW, { ...RULES, title: 'Laws' }),
      },
    ];
    const results = await Promise.all(
      drafts.map(({ scene, person, draft }) => scene.editing.drafts.publish(person, draft.draftId)),
    );
    expect(results.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'written']);
    const [winner] = await here.store.current(GUILD);
    const whose = `belongs to "${winner!.content!.title}" (${winner!.answerId}).`;
    expect(results.find(({ kind }) => kind === 'refused')).toMatchObject({
      refusals: [{ code: 'question-taken', message: expect.stringContaining(whose) as string }, {}],
    });
    expect(await here.store.current(GUILD)).toHaveLength(1);
  });

  test('two processes that publish at the same moment what does not clash: both are written', async () => {
    const url = await freshUrl();
    const [here, elsewhere] = [await openScene(url), await openScene(url)];
    const mine = await here.editing.drafts.propose(ADA, NEW, RULES);
    const theirs = await elsewhere.editing.drafts.propose(BEN, NEW, { ...RULES, title: 'Laws', questions: '' });
    const results = await Promise.all([
      here.editing.drafts.publish(ADA, mine.draftId),
      elsewhere.editing.drafts.publish(BEN, theirs.draftId),
    ]);
    expect(results.map(({ kind }) => kind)).toEqual(['written', 'written']);
  });

  test('two processes that publish new answers of one id: the second gets another', async () => {
    const url = await freshUrl();
    const [here, elsewhere] = [await openScene(url), await openScene(url)];
    const one = await here.editing.drafts.propose(ADA, NEW, { ...RULES, title: 'Rules 规' });
    const other = await elsewhere.editing.drafts.propose(BEN, NEW, { ...RULES, title: 'Rules 则', questions: '' });
    const ids = [
      written(await here.editing.drafts.publish(ADA, one.draftId)).version.answerId,
      written(await elsewhere.editing.drafts.publish(BEN, other.draftId)).version.answerId,
    ];
    expect(ids).toEqual(['rules', 'rules-2']);
  });
});

describe('a draft', () => {
  test.each([
    ['another moderator', BEN],
    ['the same person on another server', { ...ADA, guildId: EVE.guildId }],
  ])('does not exist for %s', async (_, person) => {
    const { editing, store } = await openScene();
    const { draftId } = await editing.drafts.propose(ADA, NEW, RULES);
    await expect(editing.drafts.form(person, draftId)).rejects.toMatchObject({ code: 'no-such-draft' });
    await expect(editing.drafts.preview(person, draftId)).rejects.toMatchObject({ code: 'no-such-draft' });
    await expect(editing.drafts.publish(person, draftId)).rejects.toMatchObject({ code: 'no-such-draft' });
    await editing.drafts.discard(person, draftId);
    const theirs = await editing.drafts.propose(person, NEW, { ...RULES, title: 'Mine now' }, draftId);
    expect(theirs.draftId).not.toBe(draftId);
    expect((await store.draft(draftId))?.content?.title).toBe(RULES.title);
  });

  test('that was discarded is gone', async () => {
    const { editing } = await openScene();
    const { draftId } = await editing.drafts.propose(ADA, NEW, RULES);
    await editing.drafts.discard(ADA, draftId);
    await expect(editing.drafts.preview(ADA, draftId)).rejects.toMatchObject({
      code: 'no-such-draft',
      message: 'That draft no longer exists. Start again with /answer add or /answer edit.',
    });
    await editing.drafts.discard(ADA, draftId);
  });
});

describe('a server that is full', () => {
  test('gets no more answers, neither new nor restored ones', async () => {
    const { editing, store } = await openScene();
    const content = { title: '', questions: [], body: 'Yes.', sources: [] };
    const changes = Array.from({ length: 2_000 }, (_, place) => ({
      answerId: `a-${place}`,
      kind: 'import' as const,
      content: { ...content, title: `topic ${place}` },
      expectedVersion: 0,
    }));
    await store.write(GUILD, changes, ADA);
    const { refusals } = refused(await editing.drafts.propose(ADA, NEW, RULES));
    expect(refusals.map(({ message }) => message)).toEqual([
      'This server already has 2,000 answers of its own, which is the limit. Remove one first.',
    ]);
    await editing.versions.remove(ADA, 'a-7');
    await store.write(GUILD, [{ ...changes[0]!, answerId: 'other', content: { ...content, title: 'other' } }], BEN);
    await expect(editing.versions.restore(ADA, 'a-7')).rejects.toMatchObject({ code: 'server-full' });
  });

  test('of phrasings', async () => {
    const { editing, store } = await openScene();
    const changes = Array.from({ length: 200 }, (_, place) => ({
      answerId: `a-${place}`,
      kind: 'import' as const,
      content: {
        title: `topic ${place}`,
        questions: Array.from({ length: 100 }, (__, line) => `q ${place} ${line}`).slice(place === 0 ? 1 : 0),
        body: 'Yes.',
        sources: [],
      },
      expectedVersion: 0,
    }));
    await store.write(GUILD, changes, ADA);
    const { refusals } = refused(await editing.drafts.propose(ADA, NEW, RULES));
    expect(refusals.map(({ message }) => message)).toEqual([
      'With this answer, the answers of this server would have 20,001 phrasings, but the limit is 20,000. Remove some from this answer or from others.',
    ]);
  });
});

const isNearDuplicate = (warning: string): boolean => warning.includes('already answers');

async function warnings(fields: Partial<AnswerFields>): Promise<readonly string[]> {
  const { editing } = await openScene();
  return accepted(await editing.drafts.propose(ADA, NEW, { ...RULES, ...fields })).warnings;
}
