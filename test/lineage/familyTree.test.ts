import { expect, test } from 'vitest';
import {
  chainTo,
  disclosedOrigins,
  isFromScratch,
  linkBefore,
  linksAfter,
  releasedBefore,
} from '../../src/lineage/familyTree.ts';
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

test('the origins of a model go back as far as they are disclosed', () => {
  const chat = model('chat', { madeFrom: { how: 'disclosed', model: 'gpt-3.5' } });
  const later = model('later', { madeFrom: { how: 'disclosed', model: 'gpt-4' } });
  const knowledge = knowledgeOf([...family.models.values(), chat, later]);
  expect(disclosedOrigins(knowledge, chat).map(({ id }) => id)).toEqual(['gpt-3.5', 'gpt-3']);
  expect(disclosedOrigins(knowledge, later).map(({ id }) => id)).toEqual(['gpt-4']);
  expect(disclosedOrigins(knowledge, get('gpt-4'))).toEqual([]);
});

test('from scratch is what is disclosed without a model, or known not to be made from the one before', () => {
  const next = model('next', { madeFrom: { how: 'release-order', model: 'gpt-3', fromScratch: true } });
  expect([get('gpt-3'), next, get('gpt-3.5'), get('gpt-4'), get('o1')].map(isFromScratch)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
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
  expect(releasedBefore(knowledge, get('o1')).at(-1)?.id).toBe('gpt-4o');
  expect(releasedBefore(knowledge, get('gpt-3'))).toEqual([]);
});

test('the release before does the same kind of work', () => {
  const painter = model('painter', { output: ['image'], released: '2024-08-01' });
  const nextPainter = model('next-painter', { input: ['text', 'image'], output: ['image'], released: '2024-09-01' });
  const speaker = model('speaker', { input: ['audio'], output: ['audio'], released: '2024-09-02' });
  const listener = model('listener', { input: ['audio'], released: '2024-09-03' });
  const before = knowledgeOf([model('writer', { released: '2024-07-01' }), painter, nextPainter, speaker, listener]);
  expect(releasedBefore(before, get('o1')).at(-1)?.id).toBe('writer');
  expect(releasedBefore(before, nextPainter).at(-1)?.id).toBe('painter');
  expect(releasedBefore(before, painter)).toEqual([]);
  expect(releasedBefore(before, speaker)).toEqual([]);
});
