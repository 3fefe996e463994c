import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openFixtureBook } from '../../support/fixtureBook.ts';
import { ServerBooks } from '../../../src/answers/servers/ServerBooks.ts';
import type { AnswerContent, Store } from '../../../src/store/Store.ts';
import { ADA, add, BEN, change, GUILD, OTHER_GUILD } from '../../store/examples.ts';
import { BACKENDS, openTestStore, SQLITE } from '../../support/stores.ts';

const curated = await openFixtureBook();
const CURATED_ID = 'what-is-rlhf';
const CURATED_QUESTION = curated.answer(CURATED_ID)!.title;

const RULES: AnswerContent = {
  title: 'Where are the rules of this server?',
  questions: ['rules of the server', 'what is forbidden here'],
  body: 'They are in #rules.\n\nRead them once.',
  sources: ['https://www.example.com/rules'],
  reviewBy: '2027-01-31',
};

async function openBooks(store: Store, options: Partial<Parameters<typeof ServerBooks.start>[0]> = {}) {
  const faults: unknown[] = [];
  const books = await ServerBooks.start({ store, curated, onFault: (error) => faults.push(error), ...options });
  onTestFinished(() => books.stop());
  const answersTo = async (guildId: string | undefined, question: string): Promise<string> => {
    const { decision, answerIds } = (await books.of(guildId)).ask(question, 'direct');
    return decision === 'answer' ? answerIds[0]! : decision;
  };
  return { books, faults, answersTo };
}

async function freshStore(): Promise<Store> {
  return openTestStore(await SQLITE.freshUrl());
}

describe('a server that wrote an answer', () => {
  test('gets it in the shape of all others, dated by the day of writing', async () => {
    const store = await openTestStore(await SQLITE.freshUrl(), { now: () => Date.UTC(2026, 10, 22, 23, 59) });
    await store.write(GUILD, [change('rules', 'add', RULES, 0)], ADA);
    const { books } = await openBooks(store);
    const book = await books.of(GUILD);
    const { decision, answerIds } = book.ask('what is forbidden here?', 'direct');
    expect([decision, answerIds]).toEqual(['answer', ['rules']]);
    expect(book.titleOf('rules')).toBe('Where are the rules of this server?');
    expect(book.answer('rules')).toEqual({
      id: 'rules',
      title: 'Where are the rules of this server?',
      questions: ['rules of the server', 'what is forbidden here'],
      notThis: [],
      short: 'They are in #rules.',
      body: 'Read them once.',
      sources: [
        {
          id: 'https://www.example.com/rules',
          title: 'example.com',
          url: 'https://www.example.com/rules',
          publisher: 'example.com',
          date: null,
          read: 'direct',
        },
      ],
      checked: '2026-11-22',
      reviewBy: '2027-01-31',
      related: [],
    });
  });

  test('is offered its own answer instead of one generated with the same title', async () => {
    const store = await freshStore();
    await store.write(GUILD, [change('our-gpt-4', 'add', { ...RULES, title: 'GPT-4' }, 0)], ADA);
    const { books } = await openBooks(store);
    const offered = (await books.of(GUILD)).offerAnswers('gpt-4', 25).filter(({ label }) => label === 'GPT-4');
    expect(offered.map(({ id }) => id)).toEqual(['our-gpt-4']);
    expect(curated.offerAnswers('gpt-4', 25)[0]!.id).toBe('model:gpt-4');
  });

  test('finds it by its title, sees it offered before curated ones, and keeps all of those', async () => {
    const store = await freshStore();
    await store.write(GUILD, [change('rules', 'add', RULES, 0)], ADA);
    const { books, answersTo } = await openBooks(store);
    const book = await books.of(GUILD);
    expect(await answersTo(GUILD, RULES.title)).toBe('rules');
    expect(book.offerAnswers('', 25)[0]).toEqual({ id: 'rules', label: RULES.title });
    expect(book.offerAnswers('forbidden', 25)[0]?.id).toBe('rules');
    expect(book.offerAnswers('wher are the ruls', 25)[0]?.id).toBe('rules');
    expect(await answersTo(GUILD, CURATED_QUESTION)).toBe(CURATED_ID);
    expect(await answersTo(GUILD, 'when was gpt-4o released')).toBe('model:gpt-4o:released');
    expect(book.models.named('gpt 4 o')).toEqual({ id: 'gpt-4o', label: 'GPT-4o' });
    expect(book.models.search('', 1)).toEqual(curated.models.search('', 1));
    expect(book.matcher.explain('rules of the server', 'direct').candidates[0]?.id).toBe('rules');
  });

  test('may call it what answers about models begin with', async () => {
    const store = await freshStore();
    const content = { ...RULES, title: 'Model', questions: ['when is the model railway club released'] };
    await store.write(GUILD, [change('model', 'add', content, 0)], ADA);
    const { answersTo } = await openBooks(store);
    expect(await answersTo(GUILD, 'when is the model railway club released')).toBe('model');
  });

  test('keeps it to itself: neither other servers nor direct messages see it', async () => {
    const store = await freshStore();
    await store.write(GUILD, [change('rules', 'add', RULES, 0)], ADA);
    const { books, answersTo } = await openBooks(store);
    expect(await answersTo(GUILD, 'rules of the server')).toBe('rules');
    for (const elsewhere of [OTHER_GUILD, undefined]) {
      expect(await books.of(elsewhere)).toBe(curated);
      expect((await books.of(elsewhere)).answer('rules')).toBeUndefined();
    }
  });
});

describe('a server that hid a curated answer', () => {
  test('sees nothing of it any more: not asked, not by id, not offered; all others do', async () => {
    const store = await freshStore();
    await store.write(GUILD, [change(CURATED_ID, 'remove', null, 0)], ADA);
    const { books, answersTo } = await openBooks(store);
    const book = await books.of(GUILD);
    expect(book.ask(CURATED_QUESTION, 'direct').candidates.map(({ id }) => id)).not.toContain(CURATED_ID);
    expect(book.answer(CURATED_ID)).toBeUndefined();
    expect(book.titleOf(CURATED_ID)).toBeUndefined();
    expect(book.offerAnswers(CURATED_QUESTION, 25).map(({ id }) => id)).not.toContain(CURATED_ID);
    expect(book.offerAnswers('', 999).map(({ id }) => id)).not.toContain(CURATED_ID);
    expect(await answersTo(OTHER_GUILD, CURATED_QUESTION)).toBe(CURATED_ID);
    expect(curated.offerAnswers(CURATED_QUESTION, 1)[0]?.id).toBe(CURATED_ID);
  });

  test('sees it again when it is restored', async () => {
    const store = await freshStore();
    await store.write(GUILD, [change(CURATED_ID, 'remove', null, 0)], ADA);
    const { books, answersTo } = await openBooks(store);
    expect((await books.of(GUILD)).answer(CURATED_ID)).toBeUndefined();
    await store.write(GUILD, [change(CURATED_ID, 'restore', null, 1)], ADA);
    await books.refresh(GUILD);
    expect(await answersTo(GUILD, CURATED_QUESTION)).toBe(CURATED_ID);
    expect(await books.of(GUILD)).toBe(curated);
  });
});

describe('a server with its own version of a curated answer', () => {
  const own = { ...RULES, title: 'What is RLHF, here?', questions: ['how do we call rlhf'] };

  test('gets that one, once, with what was not meant and what is related', async () => {
    const store = await freshStore();
    await store.write(GUILD, [change(CURATED_ID, 'edit', own, 0)], ADA);
    const { books, answersTo } = await openBooks(store);
    const book = await books.of(GUILD);
    expect(await answersTo(GUILD, 'how do we call rlhf')).toBe(CURATED_ID);
    expect(book.answer(CURATED_ID)).toMatchObject({
      title: 'What is RLHF, here?',
      short: 'They are in #rules.',
      notThis: curated.answer(CURATED_ID)!.notThis,
      related: curated.answer(CURATED_ID)!.related,
    });
    const offered = book.offerAnswers('', 999);
    expect(offered.filter(({ id }) => id === CURATED_ID)).toEqual([{ id: CURATED_ID, label: 'What is RLHF, here?' }]);
    expect((await books.of(OTHER_GUILD)).answer(CURATED_ID)?.title).toBe(CURATED_QUESTION);
  });
});

describe.each(BACKENDS)('on $name', ({ freshUrl }) => {
  test('a change is seen by the next question, once refreshed', async () => {
    const store = await openTestStore(await freshUrl());
    const { books, answersTo } = await openBooks(store);
    expect(await answersTo(GUILD, 'rules of the server')).not.toBe('rules');
    await store.write(GUILD, [change('rules', 'add', RULES, 0)], ADA);
    await books.refresh(GUILD);
    expect(await answersTo(GUILD, 'rules of the server')).toBe('rules');
    await store.write(GUILD, [change('rules', 'remove', null, 1)], BEN);
    await books.refresh(GUILD);
    expect(await answersTo(GUILD, 'rules of the server')).not.toBe('rules');
  });

  test('what another process changes is seen without being asked', async () => {
    const url = await freshUrl();
    const here = await openTestStore(url);
    const elsewhere = await openTestStore(url);
    const { books, answersTo } = await openBooks(here);
    await books.of(GUILD);
    await elsewhere.write(GUILD, [change('rules', 'add', RULES, 0)], ADA);
    const begin = performance.now();
    await vi.waitUntil(async () => (await answersTo(GUILD, 'rules of the server')) === 'rules', { timeout: 60_000 });
    // Two seconds on a quiet machine; PostgreSQL's clients would look by themselves after 30.
    expect(performance.now() - begin).toBeLessThan(20_000);
  });
});

test('a server that is forgotten sees the curated answers again', async () => {
  const store = await freshStore();
  await store.write(GUILD, [change('rules', 'add', RULES, 0)], ADA);
  const { books } = await openBooks(store);
  expect(await books.of(GUILD)).not.toBe(curated);
  await store.removeGuild(GUILD);
  await books.refresh(GUILD);
  expect(await books.of(GUILD)).toBe(curated);
});

/** Reads as often as it is asked to, and counts. */
async function countingStore() {
  const store = await freshStore();
  const current = vi.spyOn(store, 'current');
  return { store, current };
}

describe('reading', () => {
  test('the start reads no server, and a book is read once however many ask for it at once', async () => {
    const { store, current } = await countingStore();
    await store.write(GUILD, [add('rules')], ADA);
    const { books } = await openBooks(store);
    expect(current).not.toHaveBeenCalled();
    const [one, other] = await Promise.all([books.of(GUILD), books.of(GUILD)]);
    expect(one).toBe(other);
    await books.of(GUILD);
    expect(current).toHaveBeenCalledTimes(1);
  });

  test('a server without answers is read once, and costs next to nothing', async () => {
    const { store, current } = await countingStore();
    const { books } = await openBooks(store);
    await books.of(GUILD);
    expect(await books.of(GUILD)).toBe(curated);
    expect(current).toHaveBeenCalledTimes(1);
    expect(books.kept).toEqual({ bytes: 300, servers: 1 });
  });

  test('a server that nobody has asked for is not read when it changes', async () => {
    const { store, current } = await countingStore();
    const { books } = await openBooks(store);
    await store.write(GUILD, [add('rules')], ADA);
    await books.refresh(GUILD);
    expect(current).not.toHaveBeenCalled();
  });

  test('beyond the budget the book that was used longest ago goes, and is read again when asked for', async () => {
    const { store, current } = await countingStore();
    const guilds = ['1', '2', '3'];
    for (const guild of guilds) await store.write(guild, [add('rules')], ADA);
    const { books } = await openBooks(store, { budgetBytes: 150_000 });
    for (const guild of ['1', '2', '1', '3']) await books.of(guild);
    expect(books.kept.servers).toBe(2);
    await books.of('1');
    expect(current).toHaveBeenCalledTimes(3);
    await books.of('2');
    expect(current).toHaveBeenCalledTimes(4);
  });
});

describe('changing', () => {
  const rules = { answerId: 'rules', kind: 'add', content: RULES, expectedVersion: 0 } as const;

  test('a server that is changed again and again is read once, and each change is answered at once', async () => {
    const { store, current } = await countingStore();
    const { books, answersTo } = await openBooks(store);
    await books.of(GUILD);
    await books.change(GUILD, ADA, async () => ({ changes: [rules], result: () => undefined }));
    expect(await answersTo(GUILD, 'rules of the server')).toBe('rules');
    const titles = await books.change(GUILD, BEN, async ({ own }) => ({
      changes: [{ ...rules, kind: 'remove', content: null, expectedVersion: 1 }],
      result: ([version]) => [own.get('rules')?.title, version?.version],
    }));
    expect(titles).toEqual([RULES.title, 2]);
    expect(await answersTo(GUILD, 'rules of the server')).not.toBe('rules');
    expect(current).toHaveBeenCalledTimes(1);
  });

  test('what another process wrote is read before the next change is planned', async () => {
    const url = await SQLITE.freshUrl();
    const store = await openTestStore(url);
    const elsewhere = await openTestStore(url);
    const { books } = await openBooks(store);
    await books.state(GUILD);
    await elsewhere.write(GUILD, [rules], ADA);
    const known = await books.change(GUILD, BEN, async ({ latest }) => ({
      changes: [],
      result: () => [...latest.keys()],
    }));
    expect(known).toEqual(['rules']);
  });

  test('when another process is faster by a moment, the change is planned again', async () => {
    const store = await freshStore();
    const { books } = await openBooks(store);
    const seen: number[] = [];
    const version = await books.change(GUILD, BEN, async ({ latest }) => {
      const expectedVersion = latest.get('rules')?.version ?? 0;
      if (seen.push(expectedVersion) === 1) await store.write(GUILD, [rules], ADA);
      return { changes: [{ ...rules, expectedVersion }], result: ([written]) => written?.version };
    });
    expect([seen, version]).toEqual([[0, 1], 2]);
  });
});

describe('when the store fails', () => {
  test('the curated answers answer, the fault is told, and some seconds later it is tried again', async () => {
    const { store, current } = await countingStore();
    await store.write(GUILD, [change('rules', 'add', RULES, 0)], ADA);
    const { books, faults } = await openBooks(store);
    const broken = new Error('disk on fire');
    current.mockRejectedValueOnce(broken);
    expect(await books.of(GUILD)).toBe(curated);
    expect(await books.of(GUILD)).toBe(curated);
    expect(faults).toEqual([broken]);
    expect(current).toHaveBeenCalledTimes(1);
    const later = performance.now() + 6_000;
    vi.spyOn(performance, 'now').mockReturnValue(later);
    onTestFinished(() => void vi.restoreAllMocks());
    expect((await books.of(GUILD)).answer('rules')?.id).toBe('rules');
  });

  test('the book that is there goes on answering, and catches up', async () => {
    const { store, current } = await countingStore();
    await store.write(GUILD, [change('rules', 'add', RULES, 0)], ADA);
    const { books, faults } = await openBooks(store);
    await books.of(GUILD);
    await store.write(GUILD, [change('rules', 'edit', { ...RULES, body: 'New.' }, 1)], BEN);
    current.mockRejectedValue(new Error('disk on fire'));
    await books.refresh(GUILD);
    expect(faults).not.toEqual([]);
    expect((await books.of(GUILD)).answer('rules')?.id).toBe('rules');
  });
});

test('a book that is still being updated when the store closes is no fault', async () => {
  const store = await freshStore();
  await store.write(GUILD, [change('rules', 'add', RULES, 0)], ADA);
  const { books, faults } = await openBooks(store);
  await books.of(GUILD);
  const updating = books.refresh(GUILD);
  await books.stop();
  await store.close();
  await updating;
  await books.refresh(GUILD);
  expect(faults).toEqual([]);
});

describe('a server with many answers', () => {
  /** Sixty, each about two words that no other has. */
  const many = Array.from(
    { length: 60 },
    (_, place) => `topic${'abcdefghij'[place % 10]}${'klmnop'[Math.floor(place / 10)]}x`,
  );
  const filled = async (): Promise<Store> => {
    const store = await freshStore();
    await store.write(
      GUILD,
      many.map((word) => change(word, 'add', about(word), 0)),
      ADA,
    );
    return store;
  };

  test('sees one that is added, changed, removed, hidden and shown again over the others', async () => {
    const store = await filled();
    const { books, answersTo } = await openBooks(store);
    const first = await books.of(GUILD);
    const [kept, edited, removed] = many as [string, string, string];
    await store.write(
      GUILD,
      [
        change('rules', 'add', RULES, 0),
        change(edited, 'edit', { ...about(edited), questions: ['zebra crossing'] }, 1),
        change(removed, 'remove', null, 1),
        change(CURATED_ID, 'remove', null, 0),
      ],
      BEN,
    );
    await books.refresh(GUILD);
    expect(await books.of(GUILD)).not.toBe(first);
    expect(await answersTo(GUILD, 'rules of the server')).toBe('rules');
    expect(await answersTo(GUILD, 'zebra crossing')).toBe(edited);
    expect(await answersTo(GUILD, `explain ${kept}`)).toBe(kept);
    expect(await answersTo(GUILD, `explain ${removed}`)).not.toBe(removed);
    expect(await answersTo(GUILD, CURATED_QUESTION)).not.toBe(CURATED_ID);

    await store.write(
      GUILD,
      [change(removed, 'restore', about(removed), 2), change(CURATED_ID, 'restore', null, 1)],
      BEN,
    );
    await books.refresh(GUILD);
    expect(await answersTo(GUILD, `explain ${removed}`)).toBe(removed);
    expect(await answersTo(GUILD, CURATED_QUESTION)).toBe(CURATED_ID);
  });

  test('gets another base once many changes lie over the old one, and sees the same', async () => {
    const store = await filled();
    const { books, answersTo } = await openBooks(store);
    await books.of(GUILD);
    const changed = many.slice(0, 30);
    const changes = changed.map((word) => change(word, 'edit', { ...about(word), body: 'No.' }, 1));
    await store.write(GUILD, [...changes, change(CURATED_ID, 'remove', null, 0)], BEN);
    await books.refresh(GUILD);
    const laidOver = await books.of(GUILD);
    await vi.waitUntil(async () => (await books.of(GUILD)) !== laidOver, { timeout: 60_000 });
    expect((await books.of(GUILD)).answer(changed[0]!)?.short).toBe('No.');
    expect(await answersTo(GUILD, `explain ${changed[0]}`)).toBe(changed[0]);
    expect(await answersTo(GUILD, `explain ${many[40]}`)).toBe(many[40]);
    expect(await answersTo(GUILD, CURATED_QUESTION)).not.toBe(CURATED_ID);
  });

  test('is answered by the old book until the new one is there', async () => {
    const store = await filled();
    const { books, answersTo } = await openBooks(store);
    const old = await books.of(GUILD);
    const changed = many.map((word) => change(word, 'edit', { ...about(word), body: 'No.' }, 1));
    await store.write(GUILD, [...changed, change('rules', 'add', RULES, 0)], BEN);
    const refreshed = books.refresh(GUILD);
    expect(await books.of(GUILD)).toBe(old);
    await refreshed;
    expect(await answersTo(GUILD, 'rules of the server')).toBe('rules');
    expect((await books.of(GUILD)).answer(many[0]!)?.short).toBe('No.');
  });

  test('whose answers change again while a book is built, gets the last state', async () => {
    const store = await filled();
    const { books } = await openBooks(store);
    await books.of(GUILD);
    const refreshes: Promise<void>[] = [];
    for (let version = 1; version <= 5; version++) {
      await store.write(GUILD, [change(many[0]!, 'edit', { ...about('x'), body: `State ${version}.` }, version)], BEN);
      refreshes.push(books.refresh(GUILD));
      await pause(1);
    }
    await refreshes.at(-1);
    expect((await books.of(GUILD)).answer(many[0]!)?.short).toBe('State 5.');
  });
});

function about(word: string): AnswerContent {
  return { title: `About ${word}`, questions: [`explain ${word}`], body: 'Yes.', sources: [] };
}
