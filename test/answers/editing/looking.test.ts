import { describe, expect, test } from 'vitest';
import { ADA, BEN, curated, EVE, GUILD, openScene, RULES, TODAY } from '../../support/editing.ts';

const CURATED_ID = 'what-is-rlhf';
const CURATED = curated.answer(CURATED_ID)!;
const ID = 'where-are-the-rules';

/** Written: rules, game night (stale), and RLHF in place of the curated one. Gone: an old answer and a curated one. */
async function openFilled() {
  const scene = await openScene();
  const { publish, editing, store } = scene;
  await publish(ADA, RULES);
  await publish(BEN, { body: 'They are in #welcome.' }, ID);
  await publish(ADA, {
    title: 'Game night 2',
    questions: 'when do we play',
    body: 'On Fridays.',
    reviewBy: '2026-06-01',
  });
  await publish(ADA, { title: 'RLHF here', questions: 'how we call rlhf' }, CURATED_ID);
  await publish(ADA, { title: 'Old news', body: 'Gone.' });
  await editing.versions.remove(BEN, 'old-news');
  await editing.versions.remove(BEN, 'why-finetuned');
  const uses = new Map([
    [ID, 3],
    ['model:gpt-4', 5],
  ]);
  await store.learning.record([{ guildId: GUILD, uses }]);
  return scene;
}

describe('history', () => {
  test('tells who changed what, newest first, word by word', async () => {
    const { editing } = await openFilled();
    const [second, first] = await editing.queries.history(GUILD, ID);
    expect([second?.version.editorName, first?.version.editorName]).toEqual(['Ben', 'Ada']);
    expect(second?.difference).toEqual({
      body: [
        { kind: 'same', text: 'They are in #' },
        { kind: 'removed', text: 'rules' },
        { kind: 'added', text: 'welcome' },
        { kind: 'same', text: '.' },
        { kind: 'removed', text: '\n\nRead them once.' },
      ],
    });
    expect(Object.keys(first!.difference)).toEqual(['title', 'questions', 'body', 'sources', 'reviewBy']);
  });

  test('the first version of a curated answer is held against that', async () => {
    const { editing } = await openFilled();
    const [first] = await editing.queries.history(GUILD, CURATED_ID);
    expect(Object.keys(first!.difference)).toEqual(['title', 'questions']);
    expect(first!.difference.title).toEqual([
      { kind: 'removed', text: CURATED.title },
      { kind: 'added', text: 'RLHF here' },
    ]);
  });

  test('of a removed answer it is still there; of one never touched it is empty; of none it is refused', async () => {
    const { editing } = await openFilled();
    expect((await editing.queries.history(GUILD, 'old-news')).map(({ version }) => version.kind)).toEqual([
      'remove',
      'add',
    ]);
    expect(await editing.queries.history(GUILD, 'what-is-finetuning')).toEqual([]);
    await expect(editing.queries.history(GUILD, 'no-such')).rejects.toMatchObject({ code: 'no-such-answer' });
  });
});

describe('listing', () => {
  test('what the server wrote, by title, with uses and staleness', async () => {
    const { editing } = await openFilled();
    expect(await editing.queries.list(GUILD)).toMatchObject([
      {
        answerId: 'game-night-2',
        title: 'Game night 2',
        status: 'own',
        uses: 0,
        reviewBy: '2026-06-01',
        isStale: true,
      },
      { answerId: CURATED_ID, title: 'RLHF here', status: 'replaced', latest: { version: 1, editorName: 'Ada' } },
      {
        answerId: ID,
        title: RULES.title,
        status: 'own',
        latest: { version: 2, editorName: 'Ben' },
        uses: 3,
        lastUsedAt: Date.UTC(2026, 10, 22),
        reviewBy: '2027-01-31',
        isStale: false,
      },
    ]);
  });

  test('what is gone, by the titles it had', async () => {
    const { editing } = await openFilled();
    expect(await editing.queries.list(GUILD, { kind: 'removed' })).toMatchObject([
      { answerId: 'old-news', title: 'Old news', status: 'removed', isStale: false },
      { answerId: 'why-finetuned', title: curated.answer('why-finetuned')!.title, status: 'hidden' },
    ]);
  });

  test('curated ones as they are everywhere, without those replaced and hidden here', async () => {
    const { editing } = await openFilled();
    const ids = (await editing.queries.list(GUILD, { kind: 'curated' })).map(({ answerId }) => answerId);
    expect(ids).toHaveLength(curated.curated.size - 2);
    expect(ids).not.toContain(CURATED_ID);
    expect(ids).not.toContain('why-finetuned');
  });

  test.each([
    [{ text: 'rules WHERE' }, [ID]],
    [{ text: 'play' }, ['game-night-2']],
    [{ text: 'rlhf call' }, [CURATED_ID]],
    [{ text: 'nothing of it' }, []],
    [{ kind: 'unused', text: 'game night' }, ['game-night-2']],
    [{ kind: 'all', text: 'old-news' }, ['old-news']],
  ] as const)('%o', async (filter, ids) => {
    const { editing } = await openFilled();
    expect((await editing.queries.list(GUILD, filter)).map(({ answerId }) => answerId)).toEqual(ids);
  });

  test('stale ones, those first that are longest', async () => {
    const { editing, publish } = await openFilled();
    await publish(ADA, { title: 'Older', body: 'Yes.', reviewBy: '2025-06-01' });
    const days = (await editing.queries.list(GUILD, { kind: 'stale' })).map(({ reviewBy }) => reviewBy);
    expect(days.slice(0, 2)).toEqual(['2025-06-01', '2026-06-01']);
    expect(days.filter((day, place) => place > 0 && day! < days[place - 1]!)).toEqual([]);
  });

  test('nothing of another server', async () => {
    const { editing } = await openFilled();
    expect(await editing.queries.list(EVE.guildId)).toEqual([]);
    expect(await editing.queries.list(EVE.guildId, { kind: 'removed' })).toEqual([]);
  });
});

describe('showing', () => {
  test('an answer as members see it, or saw it last', async () => {
    const { editing, books } = await openFilled();
    expect((await editing.queries.show(GUILD, ID)).answer).toEqual((await books.of(GUILD)).answer(ID));
    expect(await editing.queries.show(GUILD, 'old-news')).toMatchObject({
      status: 'removed',
      answer: { short: 'Gone.' },
    });
    expect(await editing.queries.show(GUILD, 'why-finetuned')).toMatchObject({
      status: 'hidden',
      answer: curated.answer('why-finetuned'),
    });
    expect(await editing.queries.show(GUILD, CURATED_ID)).toMatchObject({ status: 'replaced', title: 'RLHF here' });
    expect(await editing.queries.show(EVE.guildId, CURATED_ID)).toMatchObject({ status: 'curated', answer: CURATED });
    await expect(editing.queries.show(GUILD, 'no-such')).rejects.toMatchObject({ code: 'no-such-answer' });
  });
});

describe('showing a version', () => {
  test('an answer as it was then, and the curated one as version 0', async () => {
    const { editing } = await openFilled();
    expect(await editing.queries.showVersion(GUILD, ID, 1)).toMatchObject({
      version: { version: 1, editorName: 'Ada' },
      answer: { short: 'They are in #rules.', body: 'Read them once.', checked: TODAY },
    });
    expect(await editing.queries.showVersion(GUILD, CURATED_ID, 0)).toEqual({ answerId: CURATED_ID, answer: CURATED });
  });

  test.each([
    ['one that never was', GUILD, ID, 9],
    ['the curated one of an answer that has none', GUILD, ID, 0],
    ['one that took the answer away', GUILD, 'old-news', 2],
    ['one of another server', EVE.guildId, ID, 1],
  ])('%s, is refused', async (_what, guildId, answerId, version) => {
    const { editing } = await openFilled();
    await expect(editing.queries.showVersion(guildId, answerId, version)).rejects.toMatchObject({
      code: 'no-such-version',
    });
  });
});

describe('why', () => {
  test('a question gets what it gets, and what the candidates are here', async () => {
    const { editing } = await openFilled();
    const { direct, passive, candidates } = await editing.queries.why(GUILD, 'how we call rlhf');
    expect([direct.decision, direct.question]).toEqual(['answer', 'how we call rlhf']);
    expect(passive.parts[0]!.gates.map(({ name }) => name)).toContain('asks');
    expect(candidates[0]).toMatchObject({ answerId: CURATED_ID, title: 'RLHF here', status: 'replaced' });
    const made = await editing.queries.why(GUILD, 'when was gpt-4o released');
    expect(made.candidates[0]).toMatchObject({ answerId: 'model:gpt-4o', status: 'generated' });
    const own = await editing.queries.why(GUILD, 'rules of the server');
    expect(own.candidates[0]).toMatchObject({ answerId: ID, status: 'own' });
    const shared = await editing.queries.why(EVE.guildId, CURATED.title);
    expect(shared.candidates[0]).toMatchObject({ answerId: CURATED_ID, status: 'curated' });
  });

  test('a long text is cut', async () => {
    const { editing } = await openFilled();
    expect((await editing.queries.why(GUILD, `${'rule '.repeat(39)}rules and more`)).direct.question).toHaveLength(200);
  });
});
