import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ADA, BEN, curated, EVE, type EditingScene, GUILD, openScene, RULES } from '../../support/editing.ts';
import { BACKENDS } from '../../support/stores.ts';

const CURATED_ID = 'what-is-rlhf';
const CURATED = curated.answer(CURATED_ID)!;
const ID = 'where-are-the-rules';

/** What members get under an id. */
const seen = async ({ books }: EditingScene, id = ID) => (await books.of(GUILD)).answer(id);

describe.each(BACKENDS)('removing and restoring on $name', ({ freshUrl }) => {
  test('two processes that bring back answers of one phrasing at the same moment: one is refused', async () => {
    const url = await freshUrl();
    const [here, elsewhere] = [await openScene(url), await openScene(url)];
    await here.publish(ADA, RULES);
    await here.editing.versions.remove(ADA, ID);
    await here.publish(ADA, { ...RULES, title: 'Laws' });
    await here.editing.versions.remove(ADA, 'laws');
    const results = await Promise.allSettled([
      here.editing.versions.restore(ADA, ID),
      elsewhere.editing.versions.restore(BEN, 'laws'),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'question-taken' } });
    expect((await here.store.current(GUILD)).filter(({ content }) => content)).toHaveLength(1);
  });

  test('an answer of the server goes, and comes back as it was', async () => {
    const scene = await openScene(await freshUrl());
    await scene.publish(ADA, RULES);
    const before = await seen(scene);
    const removed = await scene.editing.versions.remove(BEN, ID);
    expect(removed.version).toMatchObject({ version: 2, kind: 'remove', content: null, editorName: 'Ben' });
    expect(removed.difference.title).toEqual([{ kind: 'removed', text: RULES.title }]);
    expect(await seen(scene)).toBeUndefined();
    const restored = await scene.editing.versions.restore(ADA, ID);
    expect(restored.version).toMatchObject({ version: 3, kind: 'restore', content: { title: RULES.title } });
    expect(await seen(scene)).toEqual(before);
  });

  test('a curated one is hidden here alone, and shown again', async () => {
    const scene = await openScene(await freshUrl());
    await scene.editing.versions.remove(ADA, CURATED_ID);
    expect(await seen(scene, CURATED_ID)).toBeUndefined();
    expect((await scene.books.of(EVE.guildId)).answer(CURATED_ID)).toBe(CURATED);
    const { version, difference } = await scene.editing.versions.restore(ADA, CURATED_ID);
    expect(version).toMatchObject({ version: 2, kind: 'restore', content: null });
    expect(difference.title).toEqual([{ kind: 'added', text: CURATED.title }]);
    expect(await seen(scene, CURATED_ID)).toBe(CURATED);
  });

  test('the server’s own version of a curated one comes back before the curated one, which is version 0', async () => {
    const scene = await openScene(await freshUrl());
    await scene.publish(ADA, { title: 'RLHF here' }, CURATED_ID);
    await scene.editing.versions.remove(ADA, CURATED_ID);
    await scene.editing.versions.restore(ADA, CURATED_ID);
    expect((await seen(scene, CURATED_ID))?.title).toBe('RLHF here');
    await scene.editing.versions.restore(ADA, CURATED_ID, 0);
    expect(await seen(scene, CURATED_ID)).toBe(CURATED);
    await scene.editing.versions.restore(ADA, CURATED_ID, 1);
    expect((await seen(scene, CURATED_ID))?.title).toBe('RLHF here');
  });

  test('any version can be brought back', async () => {
    const scene = await openScene(await freshUrl());
    await scene.publish(ADA, RULES);
    await scene.publish(BEN, { body: 'Second.' }, ID);
    await scene.publish(ADA, { body: 'Third.' }, ID);
    await scene.editing.versions.restore(BEN, ID, 2);
    expect((await seen(scene))?.short).toBe('Second.');
    await scene.editing.versions.restore(BEN, ID, 1);
    expect((await seen(scene))?.short).toBe('They are in #rules.');
  });
});

describe('what cannot be', () => {
  test.each([
    ['removing what is not there', 'remove', ['no-such'], 'no-such-answer'],
    ['removing what is made from facts', 'remove', ['model:gpt-4'], 'made-answer'],
    ['removing twice', 'remove', ['gone'], 'no-such-answer'],
    ['restoring what was never there', 'restore', ['no-such'], 'no-such-answer'],
    ['restoring what is made from facts', 'restore', ['model:gpt-4'], 'made-answer'],
    ['restoring what is there, without a version', 'restore', [ID], 'not-removed'],
    ['restoring a curated one that is there', 'restore', [CURATED_ID], 'not-removed'],
    ['restoring a curated one in place of itself', 'restore', [CURATED_ID, 0], 'same-version'],
    ['restoring the version that is there', 'restore', [ID, 1], 'same-version'],
    ['restoring a version that was never there', 'restore', [ID, 9], 'no-such-version'],
    ['restoring the curated one under an answer without one', 'restore', [ID, 0], 'no-such-version'],
    ['restoring the version that removed it', 'restore', ['again', 2], 'no-such-version'],
    ['undoing what never was', 'undo', [ID, 9], 'no-such-version'],
    ['undoing on an answer that never was', 'undo', ['no-such', 1], 'no-such-version'],
  ] as const)('%s', async (_, action, [id, version], code) => {
    const { editing, publish } = await openScene();
    await publish(ADA, RULES);
    await publish(ADA, { title: 'Gone', body: 'Gone.' });
    await editing.versions.remove(ADA, 'gone');
    await publish(ADA, { title: 'Again', body: 'Again.' });
    await editing.versions.remove(ADA, 'again');
    await editing.versions.restore(ADA, 'again');
    const acting =
      action === 'undo' ? editing.versions.undo(BEN, id, version!) : editing.versions[action](BEN, id, version);
    await expect(acting).rejects.toMatchObject({ name: 'UserError', code });
  });

  test('a moderator of another server reaches nothing here', async () => {
    const scene = await openScene();
    await scene.publish(ADA, RULES);
    for (const act of [
      () => scene.editing.versions.remove(EVE, ID),
      () => scene.editing.versions.restore(EVE, ID),
      () => scene.editing.versions.undo(EVE, ID, 1),
      () => scene.editing.queries.history(EVE.guildId, ID),
      () => scene.editing.queries.show(EVE.guildId, ID),
    ]) {
      await expect(act()).rejects.toMatchObject({ name: 'UserError' });
    }
    expect(await seen(scene)).toBeDefined();
  });

  test('bringing back a phrasing that another answer has got since: it is refused with that one’s name', async () => {
    const scene = await openScene();
    await scene.publish(ADA, RULES);
    const { version } = await scene.editing.versions.remove(ADA, ID);
    await scene.publish(BEN, { ...RULES, title: 'Laws' });
    const refusal = {
      code: 'question-taken',
      message:
        'The phrasing "rules of the server" already belongs to "Laws" (laws). Change it in one of the two answers. To change a version before it comes back, edit it from /answer history.',
    };
    await expect(scene.editing.versions.restore(ADA, ID)).rejects.toMatchObject(refusal);
    await expect(scene.editing.versions.undo(ADA, ID, version.version)).rejects.toMatchObject(refusal);
    expect((await scene.store.answer(GUILD, ID))?.version).toBe(2);
  });

  test('a curated answer does not come back while another one has its phrasings', async () => {
    const scene = await openScene();
    await scene.editing.versions.remove(ADA, CURATED_ID);
    await scene.publish(BEN, { ...RULES, questions: CURATED.title });
    await expect(scene.editing.versions.restore(ADA, CURATED_ID)).rejects.toMatchObject({ code: 'question-taken' });
  });
});

describe('undoing', () => {
  test('a change, and undoing that does it again', async () => {
    const scene = await openScene();
    await scene.publish(ADA, RULES);
    await scene.publish(ADA, { body: 'Second.' }, ID);
    const undone = await scene.editing.versions.undo(ADA, ID, 2);
    expect((await seen(scene))?.short).toBe('They are in #rules.');
    await scene.editing.versions.undo(ADA, ID, undone.version.version);
    expect((await seen(scene))?.short).toBe('Second.');
  });

  test('the first version takes the answer away; of a curated one it shows that again', async () => {
    const scene = await openScene();
    await scene.publish(ADA, RULES);
    await scene.editing.versions.undo(ADA, ID, 1);
    expect(await seen(scene)).toBeUndefined();
    await scene.publish(ADA, { title: 'RLHF here' }, CURATED_ID);
    await scene.editing.versions.undo(ADA, CURATED_ID, 1);
    expect(await seen(scene, CURATED_ID)).toBe(CURATED);
  });

  test('is refused once somebody else has changed the answer, naming them', async () => {
    const scene = await openScene();
    await scene.publish(ADA, RULES);
    await scene.publish(BEN, { body: 'Second.' }, ID);
    await expect(scene.editing.versions.undo(ADA, ID, 1)).rejects.toMatchObject({
      code: 'changed-since',
      message: `Ben has changed "${ID}" since then; it is now at version 2. Check /answer history before you bring anything back.`,
    });
  });

  test('is also refused to the person who has changed it since', async () => {
    const scene = await openScene();
    await scene.publish(ADA, RULES);
    await scene.publish(ADA, { body: 'Second.' }, ID);
    await expect(scene.editing.versions.undo(ADA, ID, 1)).rejects.toMatchObject({
      message: expect.stringMatching(/^You have changed "where-are-the-rules" since then; it is now at version 2\./),
    });
  });

  test('whatever was changed, undoing it leaves the server as it was', async () => {
    const scene = await openScene();
    const view = async () => {
      const book = await scene.books.of(GUILD);
      return [ID, CURATED_ID, 'other'].map((id) => book.answer(id));
    };
    const step = fc.record({
      action: fc.constantFrom('edit', 'remove', 'restore', 'original'),
      id: fc.constantFrom(ID, CURATED_ID),
      body: fc.constantFrom('One.', 'Two.', 'Three.'),
      isUndone: fc.boolean(),
    });
    await scene.publish(ADA, RULES);
    const act = async ({ action, id, body }: { action: string; id: string; body: string }) => {
      if (action === 'remove') return scene.editing.versions.remove(ADA, id);
      if (action === 'restore') return scene.editing.versions.restore(ADA, id);
      if (action === 'original') return scene.editing.versions.restore(ADA, id, 0);
      return scene.publish(ADA, { body }, id);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        for (const one of steps) {
          const before = await view();
          // What cannot be changed so in this state needs no undoing.
          const written = await act(one).catch(() => undefined);
          if (!written || !one.isUndone) continue;
          await scene.editing.versions.undo(BEN, one.id, written.version.version);
          expect(await view()).toEqual(before);
        }
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
