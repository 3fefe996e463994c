import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { NewQuestion } from '../../src/store/LearningStore.ts';
import type { Store } from '../../src/store/Store.ts';
import { eventually } from '../support/eventually.ts';
import { BACKENDS, freshFolder, hasPostgres, inFiles, onServer, openTestStore, POSTGRES } from '../support/stores.ts';
import { ADA, add, BEN, GUILD, OTHER_GUILD } from './examples.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOON = Date.UTC(2026, 10, 30, 12);

/** People whose ids are long enough to be searched for in files. */
const CARL = { id: '80351110224678999', name: 'Carl of Zürich' };

const asked = (id: string, personId: string, text = `question ${id}`): NewQuestion => ({
  id,
  personId,
  kind: 'unanswered',
  text,
  note: '',
  answerId: null,
  at: NOON,
});

async function openAt(url: string, now = { is: NOON }): Promise<Store> {
  return openTestStore(url, { now: () => now.is });
}

describe.each(BACKENDS)('on $name', (backend) => {
  describe('kept questions', () => {
    test('count people by a hash that is another one on each server, and hold no ids of people', async () => {
      const { learning } = await openAt(await backend.freshUrl());
      await learning.record([
        { guildId: GUILD, questions: [asked('1', CARL.id), asked('2', CARL.id), asked('3', BEN.id)] },
      ]);
      await learning.record([{ guildId: OTHER_GUILD, questions: [asked('1', CARL.id)] }]);
      const here = await learning.questions(GUILD);
      const [there] = await learning.questions(OTHER_GUILD);
      expect(here.map(({ id }) => id)).toEqual(['1', '2', '3']);
      expect(new Set(here.map(({ person }) => person)).size).toBe(2);
      expect(here.map(({ person }) => person)).not.toContain(there!.person);
      expect(JSON.stringify([here, there])).not.toContain(CARL.id);
    });

    test('are gone after as many days as the server has set, and at once with 0', async () => {
      const now = { is: NOON };
      const store = await openAt(await backend.freshUrl(), now);
      await store.learning.record([{ guildId: GUILD, questions: [asked('1', CARL.id)] }]);
      await store.learning.record([{ guildId: OTHER_GUILD, questions: [asked('1', CARL.id)] }]);
      await store.saveSettings(GUILD, { questionRetentionDays: 2 });
      now.is = NOON + 2 * DAY_MS - 1;
      expect(await store.learning.questions(GUILD)).toHaveLength(1);
      now.is = NOON + 2 * DAY_MS;
      expect(await store.learning.questions(GUILD)).toEqual([]);
      await store.purge(() => true);
      await store.saveSettings(GUILD, { questionRetentionDays: 90 });
      expect(await store.learning.questions(GUILD)).toEqual([]);
      expect(await store.learning.questionsOfAll()).toHaveLength(1);
      await store.saveSettings(OTHER_GUILD, { questionRetentionDays: 0 });
      expect(await store.learning.questions(OTHER_GUILD)).toEqual([]);
    });

    test('can be put aside, and say which answer a person chose', async () => {
      const { learning } = await openAt(await backend.freshUrl());
      await learning.record([
        { guildId: GUILD, questions: [{ ...asked('1', CARL.id), kind: 'offered' }, asked('2', CARL.id)] },
      ]);
      const choices = [['1', 'rules'] as const, ['2', 'rules'] as const];
      await learning.record([{ guildId: GUILD, questions: [], counts: [], choices }]);
      await learning.hide(GUILD, ['2'], NOON + 5);
      expect(await learning.questions(GUILD)).toMatchObject([
        { id: '1', kind: 'chosen', answerId: 'rules', hiddenUntil: 0 },
        { id: '2', kind: 'unanswered', answerId: null, hiddenUntil: NOON + 5 },
      ]);
    });

    test('that are disputed keep their text and line when the person says something else is wrong', async () => {
      const { learning } = await openAt(await backend.freshUrl());
      const vote = { replyId: '1', answerId: 'rules' };
      await learning.vote(GUILD, CARL.id, { ...vote, verdict: 'outdated' }, { text: 'what rules', askerId: BEN.id });
      expect(await learning.addNote(GUILD, '1', BEN.id, 'not mine')).toBe(false);
      expect(await learning.addNote(GUILD, '1', CARL.id, 'it is: Tuesday')).toBe(true);
      // As after a restart: the question is no longer in memory.
      await learning.vote(GUILD, CARL.id, { ...vote, verdict: 'unclear' }, { text: 'Rules', askerId: undefined });
      expect(await learning.questions(GUILD)).toMatchObject([
        { kind: 'disputed', text: 'what rules', note: 'unclear: it is: Tuesday' },
      ]);
      await learning.vote(GUILD, CARL.id, { ...vote, verdict: 'solved' });
      expect(await learning.questions(GUILD)).toEqual([]);
      expect(await learning.addNote(GUILD, '1', CARL.id, 'too late')).toBe(false);
    });
  });

  test('each person has one vote on a reply, the last one, and counts once for an answer', async () => {
    const { learning } = await openAt(await backend.freshUrl());
    await learning.vote(GUILD, CARL.id, { replyId: '1', answerId: 'rules', verdict: 'solved' });
    await learning.vote(GUILD, CARL.id, { replyId: '1', answerId: 'rules', verdict: 'outdated' });
    await learning.vote(GUILD, CARL.id, { replyId: '2', answerId: 'rules', verdict: 'outdated' });
    await learning.vote(GUILD, BEN.id, { replyId: '1', answerId: 'rules', verdict: 'outdated' });
    expect(await learning.votes(GUILD)).toEqual([{ answerId: 'rules', verdict: 'outdated', people: 2 }]);
    expect(await learning.votes(OTHER_GUILD)).toEqual([]);
  });

  test('the counts of a day add up', async () => {
    const { learning } = await openAt(await backend.freshUrl());
    await learning.record([{ guildId: GUILD, counts: [{ day: '2026-11-29', outcome: 'passed', count: 2 }] }]);
    await learning.record([
      {
        guildId: GUILD,
        counts: [
          { day: '2026-11-30', outcome: 'passed', count: 1 },
          { day: '2026-11-30', outcome: 'answered', count: 4 },
        ],
      },
    ]);
    await learning.record([{ guildId: GUILD, counts: [{ day: '2026-11-30', outcome: 'answered', count: 3 }] }]);
    expect(await learning.dayCounts(GUILD, '2026-11-30')).toEqual([
      { day: '2026-11-30', outcome: 'answered', count: 7 },
      { day: '2026-11-30', outcome: 'passed', count: 1 },
    ]);
  });

  test('phrasings have versions, and one made from an old version is refused', async () => {
    const { learning } = await openAt(await backend.freshUrl());
    const change = { answerId: 'rules', questions: ['what may i do'], notThis: [] };
    expect(await learning.teach(GUILD, { ...change, expectedVersion: 0 }, ADA)).toMatchObject({ version: 1 });
    expect(await learning.teach(GUILD, { ...change, expectedVersion: 0 }, BEN)).toBeUndefined();
    await learning.teach(GUILD, { ...change, questions: [], expectedVersion: 1 }, BEN);
    expect(await learning.taught(GUILD)).toMatchObject([{ answerId: 'rules', version: 2, questions: [] }]);
    expect(await learning.taughtHistory(GUILD, 'rules')).toMatchObject([
      { version: 2, editorName: BEN.name },
      { version: 1, editorName: ADA.name, questions: ['what may i do'] },
    ]);
  });

  test('is forgotten with its server, and part of a backup', async () => {
    const url = await backend.freshUrl();
    const store = await openAt(url);
    await learnAll(store, GUILD);
    const file = join(freshFolder(), 'backup.db');
    await store.backup(file);
    const texts = ['carls secret', CARL.name];
    expect(await inFiles(backend, url, texts)).toEqual(texts);
    const person = await personWhoAsked(store, 'q');
    await store.removeGuild(GUILD);
    expect(await store.learning.questions(GUILD)).toEqual([]);
    expect(await store.learning.votes(GUILD)).toEqual([]);
    expect(await store.learning.taught(GUILD)).toEqual([]);
    expect(await inFiles(backend, url, texts)).toEqual([]);
    await store.restore(file, { force: true });
    expect(await personWhoAsked(store, 'q')).toBe(person);
  });

  test('everything that is held of a person is counted, and after it is erased none of it is in the files', async () => {
    const url = await backend.freshUrl();
    const store = await openAt(url);
    await learnAll(store, GUILD);
    await learnAll(store, OTHER_GUILD);
    await store.learning.record([{ guildId: GUILD, questions: [asked('other', BEN.id, 'somebody else asks this')] }]);
    // Enough to be moved between pages.
    const many = Array.from({ length: 300 }, (_, i) => asked(`m${i}`, CARL.id, `carls secret question number ${i}`));
    await store.learning.record([{ guildId: GUILD, questions: many }]);
    const hash = await personWhoAsked(store, 'm1');
    const secrets = ['carls secret', CARL.id, CARL.name, hash];
    expect(await store.learning.heldOf(CARL.id)).toMatchObject({ votes: 2, replies: 4, drafts: 2, versions: 4 });
    const { questions } = await store.learning.heldOf(CARL.id);
    expect(questions).toHaveLength(304);
    // What somebody else says about the answer to his question is not his.
    expect(questions).toContainEqual(expect.objectContaining({ text: 'carls secret that ben disputes', note: '' }));
    expect(await inFiles(backend, url, secrets)).toEqual(secrets);

    await store.learning.erase(CARL.id);
    expect(await store.learning.heldOf(CARL.id)).toEqual({
      questions: [],
      votes: 0,
      replies: 0,
      drafts: 0,
      versions: 0,
    });
    expect(await inFiles(backend, url, [...secrets, 'somebody else asks this'])).toEqual(['somebody else asks this']);
    expect(await store.history(GUILD, 'rules')).toMatchObject([{ editorId: '0', editorName: 'deleted' }]);
  });
});

// It keeps what any older transaction may still read, as one that makes a backup, or of another store in the same database.
test.skipIf(!hasPostgres)(
  'nothing of a person is left in the files of PostgreSQL even if they are erased during a backup',
  async () => {
    const url = await POSTGRES.freshUrl();
    const store = await openAt(url);
    await learnAll(store, GUILD);
    let erasing: Promise<void> | undefined;
    await onServer(async (reader) => {
      await reader.query('begin isolation level repeatable read; select 1 from revision');
      erasing = store.learning.erase(CARL.id);
      await eventually(async () => expect(await store.learning.heldOf(CARL.id)).toMatchObject({ drafts: 0 }));
      // Far longer than rewriting these tables takes.
      await Promise.race([erasing, sleep(500)]);
      await reader.query('commit');
    }, url);
    await erasing;
    expect(await inFiles(POSTGRES, url, ['carls secret', CARL.id, CARL.name])).toEqual([]);
  },
);

/** What is kept in place of the id of the person who asked a question. */
async function personWhoAsked(store: Store, questionId: string): Promise<string> {
  const questions = await store.learning.questions(GUILD);
  return questions.find(({ id }) => id === questionId)!.person;
}

/** Something of Carl's in every table that has people. */
async function learnAll(store: Store, guildId: string): Promise<void> {
  await store.write(guildId, [add('rules')], CARL);
  await store.learning.teach(
    guildId,
    { answerId: 'rules', questions: ['what may i do'], notThis: [], expectedVersion: 0 },
    CARL,
  );
  await store.learning.record([{ guildId, questions: [asked('q', CARL.id, 'carls secret')] }]);
  await store.learning.vote(guildId, CARL.id, { replyId: '1', answerId: 'rules', verdict: 'unclear' });
  await store.saveDraft({ ...add('rules'), id: `d${guildId}`, guildId, editorId: CARL.id });
  const dispute = { text: 'carls secret that ben disputes', askerId: CARL.id };
  await store.learning.vote(guildId, BEN.id, { replyId: '1', answerId: 'rules', verdict: 'unclear' }, dispute);
  const reply = { channelId: '3', guildId, answerId: null, digest: null, isDismissed: false, at: NOON };
  await store.rememberReplies([
    { ...reply, questionId: `${guildId}1`, replyId: `${guildId}2`, askerId: CARL.id },
    { ...reply, questionId: `${guildId}3`, replyId: `${guildId}4`, askerId: BEN.id, forUserId: CARL.id },
  ]);
}
