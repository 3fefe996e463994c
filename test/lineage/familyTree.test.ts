import { expect, test } from 'vitest';
import { chainTo, linkBefore, linksAfter, releasedBefore } from '../../src/lineage/familyTree.ts';
import { family, knowledgeOf, model } from './family.ts';

const get = (id: string) => family.models.get(id)!;
const told = (links: ReturnType<typeof chainTo>) => links.map(({ from, to, how }) => `${from.id} ${how} ${to.id}`);

test('the chain to a model starts at the earliest one and tells how each link is known', () => {
  expect(told(chainTo(family, get('gpt-4o')))).toEqual([
    'gpt-3 disclosed gpt-3.5',
    'gpt-3.5 release-order gpt-4',
    'gpt-4 release-order gpt-4o',
  ]);
});

test.each(['gpt-3', 'o1'])('%s, trained from scratch or of undisclosed origin, has no link before it', (id) => {
  expect(linkBefore(family, get(id))).toBeUndefined();
  expect(chainTo(family, get(id))).toEqual([]);
});

test('what came of a model is every model that names it', () => {
  expect(told(linksAfter(family, get('gpt-3.5')))).toEqual(['gpt-3.5 release-order gpt-4']);
  expect(linksAfter(family, get('gpt-4o'))).toEqual([]);
});

test('a circle in the facts ends the chain', () => {
  const a = model('a', { madeFrom: { how: 'disclosed', model: 'b' } });
  const b = model('b', { madeFrom: { how: 'disclosed', model: 'a' } });
  expect(told(chainTo(knowledgeOf([a, b]), a))).toEqual(['b disclosed a']);
});

test('a link to a model that nobody knows is no link', () => {
  const orphan = model('orphan', { madeFrom: { how: 'disclosed', model: 'lost' } });
  expect(linkBefore(knowledgeOf([orphan]), orphan)).toBeUndefined();
});

test('the release before is that of the same maker and certainly earlier', () => {
  const stranger = model('stranger', { maker: 'Somebody', released: '2024-11-01' });
  const sameYear = model('same-year', { released: '2024' });
  const knowledge = knowledgeOf([...family.models.values(), stranger, sameYear]);
  expect(releasedBefore(knowledge, get('o1'))?.id).toBe('gpt-4o');
  expect(releasedBefore(knowledge, get('gpt-3'))).toBeUndefined();
});

test('the release before does the same kind of work', () => {
  const painter = model('painter', { output: ['image'], released: '2024-08-01' });
  const nextPainter = model('next-painter', { input: ['text', 'image'], output: ['image'], released: '2024-09-01' });
  const speaker = model('speaker', { input: ['audio'], output: ['audio'], released: '2024-09-02' });
  const listener = model('listener', { input: ['audio'], released: '2024-09-03' });
  const before = knowledgeOf([model('writer', { released: '2024-07-01' }), painter, nextPainter, speaker, listener]);
  expect(releasedBefore(before, get('o1'))?.id).toBe('writer');
  expect(releasedBefore(before, nextPainter)?.id).toBe('painter');
  expect(releasedBefore(before, painter)).toBeUndefined();
  expect(releasedBefore(before, speaker)).toBeUndefined();
});
