import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { NO_SOURCE, overdue } from '../../../src/answers/editing/strings.ts';
import { AnswerExchange } from '../../../src/answers/exchange/AnswerExchange.ts';
import type { ImportRequest } from '../../../src/answers/exchange/entries.ts';
import { DEFAULT_SETTINGS } from '../../../src/store/Store.ts';
import { accepted, ADA, BEN, type EditingScene, GUILD, openScene, TODAY } from '../../support/editing.ts';
import { BACKENDS, SQLITE } from '../../support/stores.ts';

/** One process that edits and exchanges answers. */
async function openProcess(url: string): Promise<EditingScene & { readonly exchange: AnswerExchange }> {
  const scene = await openScene(url);
  const exchange = new AnswerExchange({
    books: scene.books,
    learning: scene.store.learning,
    today: () => TODAY,
  });
  return { ...scene, exchange };
}

/** A file with one answer. */
function fileOf(id: string, phrasing: string): ImportRequest {
  const table = `id,title,questions,body\n${id},About ${id},${phrasing},Behind the house.\n`;
  return { files: [{ bytes: Buffer.from(table), name: 'answers.csv' }], overwrite: false };
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
      { outcome: 'conflict', why: expect.stringContaining(`(${written!.answerId})`) as string },
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

/** Processor time in milliseconds. */
const msOf = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1_000;

/**
 * For how long the event loop was held at most meanwhile, and how long all threads worked. In processor time: others may
 * be using the machine as well.
 */
async function measure(work: () => Promise<unknown>): Promise<{ longestTurnMs: number; allMs: number }> {
  const before = process.cpuUsage();
  let [longestTurnMs, last] = [0, msOf(process.threadCpuUsage())];
  const ticking = setInterval(() => {
    const now = msOf(process.threadCpuUsage());
    [longestTurnMs, last] = [Math.max(longestTurnMs, now - last), now];
  }, 1);
  await work();
  await sleep(10);
  clearInterval(ticking);
  return { longestTurnMs, allMs: msOf(process.cpuUsage(before)) };
}

test('a file that takes long to read keeps nobody waiting', async () => {
  const { exchange } = await openProcess(await SQLITE.freshUrl());
  const file = { name: 'a.yml', bytes: Buffer.from('"\n'.repeat(60_000)) };
  const plan = (): Promise<unknown> => exchange.plan(GUILD, { files: [file], overwrite: false });
  const { longestTurnMs, allMs } = await measure(() => expect(plan()).rejects.toMatchObject({ code: 'bad-yaml' }));
  expect(longestTurnMs).toBeLessThan(allMs / 4);
});

test.each([
  "What's the invite?",
  'What is the difference between the rules of this server and those of Discord itself?',
  'правила сервера',
])('a file without ids changes what a dialog has written: %s', async (title) => {
  const { publish, exchange } = await openProcess(await SQLITE.freshUrl());
  const { version } = await publish(ADA, { title, body: 'As in the dialog.' });
  const bytes = Buffer.from(`title,body\n"${title}",As in the file.\n`);
  const { plan } = await exchange.plan(GUILD, { files: [{ bytes, name: 'a.csv' }], overwrite: false });
  expect(plan.entries).toMatchObject([{ outcome: 'changed', id: version.answerId, fields: ['body'] }]);
});

describe('a plan', () => {
  const TABLE = `title,questions,body,sources,reviewBy
What rules are here?,"rules server
which rules do apply on the server",Be kind.,,2020-01-01
`;
  const CLOSE: ImportRequest = { files: [{ bytes: Buffer.from(TABLE), name: 'a.csv' }], overwrite: false };

  test('warns as the preview of a dialog does: of questions taken, said already, no source, and what is overdue', async () => {
    const { publish, editing, exchange } = await openProcess(await SQLITE.freshUrl());
    await publish(ADA, {
      title: 'What are the rules here?',
      questions: 'which rules apply on this server\nserver rules',
      body: 'Be kind.',
    });
    const fields = {
      title: 'What rules are here?',
      questions: 'rules server\nwhich rules do apply on the server',
      body: 'Be kind.',
      sources: '',
      reviewBy: '2020-01-01',
    };
    const { warnings } = accepted(await editing.drafts.propose(ADA, { expectedVersion: 0 }, fields));
    expect(warnings).toEqual([expect.stringContaining('already answers'), NO_SOURCE, overdue('2020-01-01')]);
    const { plan } = await exchange.plan(GUILD, CLOSE);
    expect(plan.entries).toMatchObject([{ outcome: 'added', warnings }]);
  });

  test('that was agreed to is carried out although its warnings are others by now', async () => {
    const { publish, exchange } = await openProcess(await SQLITE.freshUrl());
    const before = await exchange.plan(GUILD, CLOSE);
    await publish(BEN, { title: 'What are the rules here?', questions: 'server rules', body: 'Be kind.' });
    const after = await exchange.plan(GUILD, CLOSE);
    expect(after.plan.entries[0]!.warnings).not.toEqual(before.plan.entries[0]!.warnings);
    expect((await exchange.carryOut(ADA, CLOSE, before.digest)).kind).toBe('imported');
  });

  test('of many answers says what holds for all of them once, and how many were held against others', async () => {
    const { exchange } = await openProcess(await SQLITE.freshUrl());
    const similar = ['wat is RLHF', 'is 4o gone'];
    const titles = [similar[0]!, ...Array.from({ length: 30 }, (_, n) => `topic number ${n}`), similar[1]!];
    const bytes = Buffer.from(`title,body\n${titles.map((title) => `${title},Yes.`).join('\n')}\n`);
    const { plan } = await exchange.plan(GUILD, { files: [{ bytes, name: 'a.csv' }], overwrite: false });
    expect(plan.notes).toEqual([
      'Read column "title" as question, "body" as answer. If that is wrong, correct it with the option map: question=NAME,answer=NAME.',
      'Only the first 25 answers were compared with the questions of others. Check the rest with /answer why after the import.',
      "32 of these answers: It has no source, so members can't check whether it still holds.",
    ]);
    expect(plan.entries[0]!.warnings).toEqual([
      expect.stringContaining('would get this answer instead'),
      expect.stringContaining('already answers "wat is RLHF"'),
    ]);
    expect(plan.entries.slice(1).flatMap(({ warnings }) => warnings)).toEqual([]);
  });
});
