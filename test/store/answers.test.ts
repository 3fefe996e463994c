import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AnswerContent, DEFAULT_SETTINGS } from '../../src/store/Store.ts';
import { BACKENDS, openTestStore } from '../support/stores.ts';
import { ADA, add, BEN, change, contentOf, GUILD, OTHER_GUILD } from './examples.ts';
import { codePoint } from '../support/codePoint.ts';

const text = (maxLength: number) => fc.string({ unit: codePoint, maxLength });

describe.each(BACKENDS)('answers on $name', ({ freshUrl }) => {
  const openFresh = async (now?: () => number) => openTestStore(await freshUrl(), now && { now });

  test('a server has no answers before somebody writes one', async () => {
    const store = await openFresh();
    expect(await store.current(GUILD)).toEqual([]);
    expect(await store.answer(GUILD, 'rules')).toBeUndefined();
    expect(await store.history(GUILD, 'rules')).toEqual([]);
  });

  test('what was written is given back, with who wrote it and when', async () => {
    const store = await openFresh(() => 1_793_000_000_123);
    const content: AnswerContent = {
      title: 'Where are the rules?',
      questions: ['where are the rules', 'rules?'],
      body: 'In **#rules**.',
      sources: ['https://example.com/rules'],
      reviewBy: '2027-01-31',
    };
    const result = await store.write(GUILD, [change('rules', 'add', content, 0)], ADA);
    const version = {
      guildId: GUILD,
      answerId: 'rules',
      version: 1,
      kind: 'add',
      content,
      editorId: ADA.id,
      editorName: ADA.name,
      at: 1_793_000_000_123,
    };
    expect(result).toEqual({ versions: [version], revision: await store.revision() });
    expect(await store.current(GUILD)).toEqual([version]);
    expect(await store.answer(GUILD, 'rules')).toEqual(version);
  });

  test('it is still there when the store is opened again', async () => {
    const url = await freshUrl();
    const first = await openTestStore(url);
    await first.write(GUILD, [add('rules')], ADA);
    const written = await first.current(GUILD);
    await first.close();
    expect(await (await openTestStore(url)).current(GUILD)).toEqual(written);
  });

  test('every version is kept, and history tells them newest first', async () => {
    let now = 1_000;
    const store = await openFresh(() => (now += 1));
    await store.write(GUILD, [change('rules', 'add', contentOf('one'), 0)], ADA);
    await store.write(GUILD, [change('rules', 'edit', contentOf('two'), 1)], BEN);
    await store.write(GUILD, [change('rules', 'remove', null, 2)], ADA);
    await store.write(GUILD, [change('rules', 'restore', contentOf('two'), 3)], BEN);
    const told = (await store.history(GUILD, 'rules')).map(({ version, kind, content, editorName, at }) => [
      version,
      kind,
      content?.title,
      editorName,
      at,
    ]);
    expect(told).toEqual([
      [4, 'restore', 'two', 'Ben', 1_004],
      [3, 'remove', undefined, 'Ada', 1_003],
      [2, 'edit', 'two', 'Ben', 1_002],
      [1, 'add', 'one', 'Ada', 1_001],
    ]);
  });

  test('a removed answer is current too, without content', async () => {
    const store = await openFresh();
    await store.write(GUILD, [add('rules'), add('events')], ADA);
    await store.write(GUILD, [change('rules', 'remove', null, 1)], ADA);
    expect((await store.current(GUILD)).map(({ answerId, version, content }) => [answerId, version, content])).toEqual([
      ['events', 1, contentOf('events')],
      ['rules', 2, null],
    ]);
  });

  test('a curated answer that the server never wrote can be hidden', async () => {
    const store = await openFresh();
    const result = await store.write(GUILD, [change('gpt-vs-chatgpt', 'remove', null, 0)], ADA);
    expect(result).toMatchObject({ versions: [{ version: 1, kind: 'remove', content: null }] });
  });

  test('answers are in the order of their ids, on either database', async () => {
    const store = await openFresh();
    const ids = ['a', 'a-b', 'a-c', 'aa', 'ab', 'a1', '1'];
    await store.write(GUILD, ids.toReversed().map(add), ADA);
    expect((await store.current(GUILD)).map(({ answerId }) => answerId)).toEqual(ids.toSorted());
  });

  test('servers do not see each other', async () => {
    const store = await openFresh();
    await store.write(GUILD, [change('rules', 'add', contentOf('ours'), 0)], ADA);
    await store.write(OTHER_GUILD, [change('rules', 'add', contentOf('theirs'), 0), add('events')], BEN);
    await store.write(GUILD, [change('rules', 'edit', contentOf('ours, better'), 1)], ADA);
    expect((await store.current(GUILD)).map(({ content }) => content?.title)).toEqual(['ours, better']);
    expect((await store.current(OTHER_GUILD)).map(({ content }) => content?.title)).toEqual(['events', 'theirs']);
    expect((await store.history(OTHER_GUILD, 'rules')).map(({ content }) => content?.title)).toEqual(['theirs']);
    expect(await store.answer(GUILD, 'events')).toBeUndefined();
  });

  describe('two editors', () => {
    test('the second to edit one version writes nothing', async () => {
      const store = await openFresh();
      await store.write(GUILD, [add('rules')], ADA);
      const first = await store.write(GUILD, [change('rules', 'edit', contentOf('by Ada'), 1)], ADA);
      const second = await store.write(GUILD, [change('rules', 'edit', contentOf('by Ben'), 1)], BEN);
      expect(first).toBeDefined();
      expect(second).toBeUndefined();
      expect((await store.answer(GUILD, 'rules'))?.content?.title).toBe('by Ada');
    });

    test('an answer that is there already cannot be added, nor one that was removed', async () => {
      const store = await openFresh();
      await store.write(GUILD, [add('rules')], ADA);
      expect(await store.write(GUILD, [add('rules')], BEN)).toBeUndefined();
      await store.write(GUILD, [change('rules', 'remove', null, 1)], ADA);
      expect(await store.write(GUILD, [add('rules')], BEN)).toBeUndefined();
      expect(await store.write(GUILD, [change('rules', 'add', contentOf('anew'), 2)], BEN)).toMatchObject({
        versions: [{ version: 3 }],
      });
    });

    test('a version that is not there yet cannot be edited', async () => {
      const store = await openFresh();
      expect(await store.write(GUILD, [change('rules', 'edit', contentOf('early'), 1)], ADA)).toBeUndefined();
    });

    test('what was checked against all that the server had is written only while that is so', async () => {
      const url = await freshUrl();
      const [store, other] = [await openTestStore(url), await openTestStore(url)];
      const asOf = await store.revision();
      expect(await store.write(GUILD, [add('rules')], ADA, { asOf })).toBeDefined();
      expect(await other.write(GUILD, [add('events')], BEN, { asOf })).toBeUndefined();
      expect(await other.write(GUILD, [add('rules')], BEN, { asOf })).toBeUndefined();
      expect((await other.current(GUILD)).map(({ answerId }) => answerId)).toEqual(['rules']);
      expect(await other.write(OTHER_GUILD, [add('events')], BEN, { asOf })).toBeDefined();
      expect(await other.hasChangedSince(GUILD, asOf)).toBe(true);
      const now = await other.revision();
      expect(await other.hasChangedSince(GUILD, now)).toBe(false);
      expect(await other.write(GUILD, [add('events')], BEN, { asOf: now })).toBeDefined();
    });

    test('of many at the same moment, over connections of their own, exactly one succeeds', async () => {
      const url = await freshUrl();
      const stores = await Promise.all(Array.from({ length: 4 }, () => openTestStore(url)));
      await stores[0]!.write(GUILD, [add('rules')], ADA);
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          stores[index % 4]!.write(GUILD, [change('rules', 'edit', contentOf(`try ${index}`), 1)], BEN),
        ),
      );
      expect(results.filter((written) => written)).toHaveLength(1);
      expect(await stores[0]!.history(GUILD, 'rules')).toHaveLength(2);
    });
  });

  describe('several changes at once', () => {
    test('are all written, in their order', async () => {
      const store = await openFresh();
      const result = await store.write(GUILD, [add('c'), add('a'), add('b')], ADA);
      expect(result?.versions.map(({ answerId }) => answerId)).toEqual(['c', 'a', 'b']);
      expect(await store.current(GUILD)).toHaveLength(3);
    });

    test('are all dropped when one comes too late', async () => {
      const store = await openFresh();
      await store.write(GUILD, [add('a'), add('b')], ADA);
      const before = await store.current(GUILD);
      const revision = await store.revision();
      const result = await store.write(GUILD, [add('new'), add('b'), change('a', 'edit', contentOf('x'), 5)], BEN);
      expect(result).toBeUndefined();
      expect(await store.current(GUILD)).toEqual(before);
      expect(await store.hasChangedSince(GUILD, revision)).toBe(false);
    });

    test('are all dropped when one cannot be written', async () => {
      const store = await openFresh();
      const unwritable = { ...add('bad'), kind: null as never };
      await expect(store.write(GUILD, [add('good'), unwritable], ADA)).rejects.toThrow(/null/i);
      expect(await store.current(GUILD)).toEqual([]);
      expect(await store.write(GUILD, [add('good')], ADA)).toBeDefined();
    });

    test('may be none', async () => {
      const store = await openFresh();
      expect(await store.write(GUILD, [], ADA)).toEqual({ versions: [], revision: 0 });
      expect(await store.revision()).toBe(0);
    });

    test('may not name an answer twice', async () => {
      const store = await openFresh();
      await expect(store.write(GUILD, [add('a'), add('a')], ADA)).rejects.toThrow('each answer only once');
    });
  });

  describe('a full server', () => {
    const ids = Array.from({ length: 2_000 }, (_, index) => `answer-${index}`);

    test('with 2,000 answers is written, read, and found in conflict as a whole', async () => {
      const store = await openFresh();
      await store.write(GUILD, ids.map(add), ADA);
      await store.write(
        GUILD,
        ids.map((id) => change(id, 'edit', contentOf(`${id}, edited`), 1)),
        ADA,
      );
      const current = await store.current(GUILD);
      expect(current.map(({ answerId }) => answerId)).toEqual(ids.toSorted());
      expect(current.every(({ answerId, content }) => content?.title === `${answerId}, edited`)).toBe(true);
      expect(await store.write(GUILD, ids.map(add), BEN)).toBeUndefined();
    });

    test('is read as it was at one moment, while others write', async () => {
      const url = await freshUrl();
      const [reader, writer] = [await openTestStore(url), await openTestStore(url)];
      const some = ids.slice(0, 500);
      await writer.write(GUILD, some.map(add), ADA);
      const writing = { isDone: false };
      const written = (async () => {
        for (let version = 1; version <= 5; version += 1) {
          const content = contentOf(`version ${version + 1}`);
          await writer.write(
            GUILD,
            some.map((id) => change(id, 'edit', content, version)),
            ADA,
          );
        }
        writing.isDone = true;
      })();
      do {
        const versions = new Set((await reader.current(GUILD)).map(({ version }) => version));
        expect(versions.size).toBe(1);
      } while (!writing.isDone);
      await written;
    });
  });

  test('a server that removed the bot leaves nothing behind, and others keep theirs', async () => {
    const store = await openFresh();
    for (const guildId of [GUILD, OTHER_GUILD]) {
      await store.write(guildId, [add('rules')], ADA);
      await store.saveSettings(guildId, { ...DEFAULT_SETTINGS, editorRoleIds: ['5'], logChannelId: '6' });
      await store.learning.record([{ guildId, uses: new Map([['rules', 1]]) }]);
      await store.saveDraft({ ...add('rules'), id: `draft-${guildId}`, guildId, editorId: ADA.id });
    }
    await store.removeGuild(GUILD);
    expect(await store.current(GUILD)).toEqual([]);
    expect(await store.history(GUILD, 'rules')).toEqual([]);
    expect(await store.settings(GUILD)).toEqual(DEFAULT_SETTINGS);
    expect(await store.uses(GUILD)).toEqual(new Map());
    expect(await store.draft(`draft-${GUILD}`)).toBeUndefined();
    expect(await store.history(OTHER_GUILD, 'rules')).toHaveLength(1);
    expect(await store.settings(OTHER_GUILD)).toEqual({ ...DEFAULT_SETTINGS, editorRoleIds: ['5'], logChannelId: '6' });
    expect(await store.draft(`draft-${OTHER_GUILD}`)).toBeDefined();
    expect(await store.write(GUILD, [add('rules')], ADA)).toMatchObject({ versions: [{ version: 1 }] });
  });

  test('whatever can be typed comes back unchanged', async () => {
    const store = await openFresh();
    const content = fc.record(
      {
        title: text(100),
        questions: fc.array(text(200), { maxLength: 5 }),
        body: fc.oneof(text(4_000), fc.constant('🤖'.repeat(4_000)), fc.constant('\u202E"\'\\\n\r\t\u2028$1 ?')),
        sources: fc.array(fc.webUrl(), { maxLength: 3 }),
        reviewBy: fc.constant('2027-02-28'),
      },
      { requiredKeys: ['title', 'questions', 'body', 'sources'] },
    );
    let version = 0;
    await fc.assert(
      fc.asyncProperty(content, text(32), async (written, name) => {
        await store.write(GUILD, [change('odd', version === 0 ? 'add' : 'edit', written, version)], { id: '1', name });
        version += 1;
        const read = await store.answer(GUILD, 'odd');
        expect(read?.version).toBe(version);
        expect(read?.content).toEqual(written);
        expect(read?.editorName).toBe(name.replaceAll('\0', '').toWellFormed());
      }),
      { numRuns: 50 },
    );
  });

  test('what somebody types into an option finds nothing, and does not fail, even if no database can hold it', async () => {
    const store = await openTestStore(await freshUrl());
    expect(await store.answer(GUILD, 'a\0b')).toBeUndefined();
    expect(await store.history(GUILD, 'a\ud800b')).toEqual([]);
  });
});
