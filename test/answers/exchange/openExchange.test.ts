import { onTestFinished, describe, expect, test } from 'vitest';
import { InTurn } from '../../../src/answers/editing/InTurn.ts';
import type { AnswerExchange, ImportRequest } from '../../../src/answers/exchange/AnswerExchange.ts';
import { openExchange } from '../../../src/answers/exchange/openExchange.ts';
import { ServerBooks } from '../../../src/answers/servers/ServerBooks.ts';
import { DEFAULT_SETTINGS } from '../../../src/store/GuildSettings.ts';
import type { Store } from '../../../src/store/Store.ts';
import { ADA, BEN, curated, GUILD, openScene } from '../../support/editing.ts';
import { BACKENDS, openTestStore, SQLITE } from '../../support/stores.ts';

/** What one process does with files. */
async function openProcess(url: string): Promise<{ readonly store: Store; readonly exchange: AnswerExchange }> {
  const store = await openTestStore(url);
  const books = await ServerBooks.start({
    store,
    curated,
    onFault: (error) => {
      throw error;
    },
  });
  onTestFinished(() => books.stop());
  return { store, exchange: openExchange({ store, curated: curated.curated, books, inTurn: new InTurn() }) };
}

/** A file with one answer. */
function fileOf(id: string, phrasing: string): ImportRequest {
  const table = `id,title,questions,body\n${id},About ${id},${phrasing},Behind the house.\n`;
  return { bytes: Buffer.from(table), name: 'answers.csv', overwrite: false };
}

describe.each(BACKENDS)('of two processes on $name', ({ freshUrl }) => {
  test('that import one phrasing at the same moment, the second is shown the conflict', async () => {
    const url = await freshUrl();
    const [here, elsewhere] = [await openProcess(url), await openProcess(url)];
    const files = [fileOf('parking', 'where to park'), fileOf('cars', 'Where to park?')] as const;
    const [mine, theirs] = [await here.exchange.plan(GUILD, files[0]), await elsewhere.exchange.plan(GUILD, files[1])];
    const results = await Promise.all([
      here.exchange.carryOut(ADA, files[0], mine.digest),
      elsewhere.exchange.carryOut(BEN, files[1], theirs.digest),
    ]);
    expect(results.map(({ kind }) => kind).toSorted()).toEqual(['differs', 'imported']);
    const [written] = await here.store.current(GUILD);
    expect(results.find(({ kind }) => kind === 'differs')!.plan.entries).toMatchObject([
      { outcome: 'conflict', why: expect.stringContaining(`belongs to ${written!.answerId}:`) as string },
    ]);
    expect(await here.store.current(GUILD)).toHaveLength(1);
  });

  test('the one imports what it showed, whatever the other does that makes no difference', async () => {
    const url = await freshUrl();
    const [here, elsewhere] = [await openProcess(url), await openProcess(url)];
    const file = fileOf('parking', 'where to park');
    const { digest } = await here.exchange.plan(GUILD, file);
    const [result] = await Promise.all([
      here.exchange.carryOut(ADA, file, digest),
      elsewhere.store.saveSettings(GUILD, DEFAULT_SETTINGS),
      elsewhere.store.saveSettings(GUILD, DEFAULT_SETTINGS),
    ]);
    expect(result.kind).toBe('imported');
  });
});

test.each([
  "What's the invite?",
  'What is the difference between the rules of this server and those of Discord itself?',
  'правила сервера',
])('a file without ids changes what a dialog has written: %s', async (title) => {
  const url = await SQLITE.freshUrl();
  const [{ publish }, { exchange }] = [await openScene(url), await openProcess(url)];
  const { version } = await publish(ADA, { title, body: 'As in the dialog.' });
  const bytes = Buffer.from(`title,body\n"${title}",As in the file.\n`);
  const { plan } = await exchange.plan(GUILD, { bytes, name: 'a.csv', overwrite: false });
  expect(plan.entries).toMatchObject([{ outcome: 'changed', id: version.answerId, fields: ['body'] }]);
});
