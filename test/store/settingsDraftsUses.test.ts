import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, DRAFT_LIFE_MS, type GivenReply, REPLY_LIFE_MS } from '../../src/store/Store.ts';
import { BACKENDS, openTestStore } from '../support/stores.ts';
import { ADA, add, change, contentOf, GUILD, OTHER_GUILD } from './examples.ts';

describe.each(BACKENDS)('on $name', ({ freshUrl, execute }) => {
  describe('settings', () => {
    test('are the default ones until somebody saves others', async () => {
      const store = await openTestStore(await freshUrl());
      expect(await store.settings(GUILD)).toEqual({ ...DEFAULT_SETTINGS, editorRoleIds: [], logChannelId: null });
      await store.saveSettings(GUILD, { editorRoleIds: ['1', '2'], logChannelId: '3' });
      await store.saveSettings(GUILD, { editorRoleIds: ['2'], logChannelId: '3' });
      expect(await store.settings(GUILD)).toEqual({ ...DEFAULT_SETTINGS, editorRoleIds: ['2'], logChannelId: '3' });
      expect(await store.settings(OTHER_GUILD)).toEqual({ ...DEFAULT_SETTINGS, editorRoleIds: [], logChannelId: null });
    });

    test('that different people set at the same moment, in two processes, are all kept', async () => {
      const url = await freshUrl();
      const [here, there] = [await openTestStore(url), await openTestStore(url)];
      for (const round of ['1', '2', '3', '4']) {
        await Promise.all([
          here.saveSettings(GUILD, { editorRoleIds: [round] }),
          there.saveSettings(GUILD, { logChannelId: round }),
        ]);
        expect(await here.settings(GUILD)).toEqual({
          ...DEFAULT_SETTINGS,
          editorRoleIds: [round],
          logChannelId: round,
        });
      }
    });

    test('are answered as they are then', async () => {
      const store = await openTestStore(await freshUrl());
      await store.saveSettings(GUILD, { editorRoleIds: ['1'] });
      expect(await store.saveSettings(GUILD, { logChannelId: '3' })).toEqual({
        ...DEFAULT_SETTINGS,
        editorRoleIds: ['1'],
        logChannelId: '3',
      });
    });

    test('that did not exist when they were saved are as by default', async () => {
      const url = await freshUrl();
      const store = await openTestStore(url);
      await execute(url, `insert into guild_settings values ('${GUILD}', '{"logChannelId":"3"}')`);
      expect(await store.settings(GUILD)).toEqual({ ...DEFAULT_SETTINGS, editorRoleIds: [], logChannelId: '3' });
    });
  });

  describe('a draft', () => {
    const draft = {
      ...change('rules', 'edit', contentOf('rules'), 3),
      id: 'k3J9x',
      guildId: GUILD,
      editorId: ADA.id,
    };

    test('is kept between the modal and publishing, also over a restart', async () => {
      const url = await freshUrl();
      const store = await openTestStore(url, { now: () => 1_000 });
      await store.saveDraft(draft);
      await store.close();
      expect(await (await openTestStore(url, { now: () => 2_000 })).draft('k3J9x')).toEqual({ ...draft, at: 1_000 });
    });

    test('can be changed, and deleted', async () => {
      const store = await openTestStore(await freshUrl());
      await store.saveDraft(draft);
      await store.saveDraft({ ...draft, id: 'other', content: null, kind: 'remove' });
      await store.saveDraft({ ...draft, content: contentOf('changed') });
      expect((await store.draft('k3J9x'))?.content?.title).toBe('changed');
      await store.deleteDraft('k3J9x');
      expect(await store.draft('k3J9x')).toBeUndefined();
      expect((await store.draft('other'))?.content).toBeNull();
      await store.deleteDraft('never there');
    });

    test('is forgotten after a day', async () => {
      let now = 1_000;
      const url = await freshUrl();
      const store = await openTestStore(url, { now: () => now });
      await store.saveDraft(draft);
      now += DRAFT_LIFE_MS - 1;
      expect(await store.draft('k3J9x')).toBeDefined();
      now += 1;
      expect(await store.draft('k3J9x')).toBeUndefined();
      await store.saveDraft({ ...draft, id: 'newer' });
      await store.purge(() => true);
      // Now the first one is deleted, not only hidden.
      now -= 1;
      expect(await store.draft('k3J9x')).toBeUndefined();
      expect(await store.draft('newer')).toBeDefined();
    });

    test('is nobody else’s business: no revision counts it', async () => {
      const store = await openTestStore(await freshUrl());
      await store.saveDraft(draft);
      await store.learning.record([{ guildId: GUILD, uses: new Map([['rules', 1]]) }]);
      expect(await store.revision()).toBe(0);
    });
  });

  describe('uses', () => {
    test('add up, for answers of every kind', async () => {
      let now = 1_000;
      const store = await openTestStore(await freshUrl(), { now: () => now });
      const first = new Map([
        ['rules', 2],
        ['model:gpt-4', 1],
      ]);
      await store.learning.record([{ guildId: GUILD, uses: first }]);
      now = 2_000;
      await store.learning.record([
        { guildId: GUILD, uses: new Map([['rules', 3]]) },
        { guildId: OTHER_GUILD, uses: new Map([['rules', 7]]) },
      ]);
      await store.learning.record([{ guildId: GUILD, uses: new Map() }]);
      expect(await store.uses(GUILD)).toEqual(
        new Map([
          ['rules', { count: 5, lastAt: 2_000 }],
          ['model:gpt-4', { count: 1, lastAt: 1_000 }],
        ]),
      );
    });

    test('are not lost when several processes count at once', async () => {
      const url = await freshUrl();
      const stores = await Promise.all(Array.from({ length: 3 }, () => openTestStore(url)));
      const ids = Array.from({ length: 150 }, (_, index) => `answer-${index}`);
      await Promise.all(
        stores.flatMap((store, index) =>
          // Each in an order of its own.
          [ids, ids.toReversed()].map((some) =>
            store.learning.record([{ guildId: GUILD, uses: new Map(some.map((id) => [id, index + 1])) }]),
          ),
        ),
      );
      const uses = await stores[0]!.uses(GUILD);
      expect(uses.size).toBe(150);
      expect(new Set([...uses.values()].map(({ count }) => count))).toEqual(new Set([12]));
    });
  });

  test('temporary replies are those of the last day that nobody has taken away', async () => {
    let now = Date.parse('2026-11-20T13:00:00Z');
    const store = await openTestStore(await freshUrl(), { now: () => now });
    const reply = (questionId: string, more: Partial<GivenReply> = {}): GivenReply => {
      const ids = { questionId, replyId: `${questionId}0`, channelId: '7', guildId: GUILD, askerId: '12' };
      return { ...ids, answerId: null, digest: null, isDismissed: false, isTemporary: true, at: now, ...more };
    };
    const dismissed = reply('3', { isDismissed: true });
    await store.rememberReplies([reply('1'), reply('2', { isTemporary: false }), dismissed, reply('4')]);
    await store.forgetReply('4');
    expect(await store.temporaryReplies()).toEqual([reply('1')]);
    now += REPLY_LIFE_MS;
    expect(await store.temporaryReplies()).toEqual([]);
  });

  test('closing waits for what is under way, and closing twice is closing once', async () => {
    const url = await freshUrl();
    const store = await openTestStore(url);
    const writing = store.write(GUILD, [add('rules')], ADA);
    await Promise.all([store.close(), store.close()]);
    expect(await writing).toBeDefined();
    expect(await (await openTestStore(url)).current(GUILD)).toHaveLength(1);
  });
});
