import { describe, expect, test } from 'vitest';
import { book, faultsIn, KNOWN_ID, startScene, titleOf } from '../support/bot.ts';

test('a question is offered by its title and phrasings, with the id of its answer', async () => {
  const { playground } = await startScene();
  const offered = await playground.addMember('ada').types('ask', 'question', 'which model is chatgpt based');
  expect(offered[0]).toEqual({ name: titleOf(KNOWN_ID), value: KNOWN_ID });
});

test('while nothing is typed the most useful questions are offered', async () => {
  const { playground } = await startScene();
  const offered = await playground.addMember('ada').types('ask', 'question', '');
  expect(offered.map(({ value }) => value)).toEqual(book.offerAnswers('', 25).map(({ id }) => id));
});

test.each([
  ['model', 'name'],
  ['lineage', 'model'],
  ['compare', 'model-a'],
])('/%s offers models in its option "%s", by any of their names', async (command, option) => {
  const { playground } = await startScene();
  const offered = await playground.addMember('ada').types(command, option, 'gpt-4o m');
  expect(offered[0]).toEqual({ name: 'GPT-4o mini', value: 'gpt-4o-mini' });
});

test.each(['', 'all', 'All mod', 'makers'])('/lineage offers all models at once for "%s"', async (typed) => {
  const { playground } = await startScene();
  const offered = await playground.addMember('ada').types('lineage', 'model', typed);
  expect(offered[0]).toEqual({ name: 'All models of all makers', value: 'all' });
});

test('/ask offers the family trees of all models while somebody asks for them', async () => {
  const { playground } = await startScene();
  const offered = await playground.addMember('ada').types('ask', 'question', 'family tree of all models');
  expect(offered[0]).toEqual({ name: 'Family trees of all models', value: 'lineage:all' });
});

test('the later models of a comparison are offered too', async () => {
  const { playground } = await startScene();
  const offered = await playground.addMember('ada').types('compare', 'model-b', 'gpt-4o m', { 'model-a': 'gpt-4' });
  expect(offered[0]).toEqual({ name: 'GPT-4o mini', value: 'gpt-4o-mini' });
});

test('no more than 25 are offered, long labels are cut, and ids that Discord would not take are left out', async () => {
  const { playground, keep } = await startScene();
  const answer = { questions: [], body: 'x', sources: [] };
  await keep({
    ['x'.repeat(101)]: { ...answer, title: 'Too long an id' },
    'long-label': { ...answer, title: 'y'.repeat(200) },
  });
  const offered = await playground.addMember('ada').types('ask', 'question', '');
  expect(offered.length).toBeLessThanOrEqual(25);
  expect(offered.filter(({ value }) => String(value).length > 100)).toEqual([]);
  expect(offered[0]).toEqual({ name: `${'y'.repeat(99)}…`, value: 'long-label' });
  expect(offered[1]!.value).toBe(book.offerAnswers('', 1)[0]!.id);
});

describe('whatever is typed', () => {
  test.each([
    ['very much', 'x'.repeat(6_000)],
    ['everyone', '@everyone'],
    ['backwards', '\u202E\u202E<@1>'],
    ['an emoji', '🤖'],
    ['a custom id', 'w1:dismiss:80351110224678912'],
  ])('%s, choices or none are offered', async (_what, text) => {
    const { playground, log } = await startScene();
    const ada = playground.addMember('ada');
    expect((await ada.types('ask', 'question', text)).length).toBeLessThanOrEqual(25);
    expect((await ada.types('model', 'name', text)).length).toBeLessThanOrEqual(25);
    expect(faultsIn(log)).toEqual([]);
  });
});

test('a failure offers nothing and is logged', async () => {
  const { playground, books, log } = await startScene();
  books.of = () => Promise.reject(new Error('the disk is gone'));
  expect(await playground.addMember('ada').types('ask', 'question', 'what')).toEqual([]);
  expect(faultsIn(log)).toEqual(['could not find choices to offer']);
});

test('nothing is offered rather than too late', async () => {
  const { playground, books, log } = await startScene();
  books.of = () => Promise.withResolvers<never>().promise;
  expect(await playground.addMember('ada').types('ask', 'question', 'what')).toEqual([]);
  expect(faultsIn(log)).toEqual([]);
});
