import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AspectFinder } from '../../src/answers/AspectFinder.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { lineageAspects } from '../../src/lineage/lineagePattern.ts';
import { modelNames } from '../../src/lineage/modelNames.ts';
import { modelAspects } from '../../src/lineage/modelPattern.ts';

const names = modelNames(await readKnowledge(join(import.meta.dirname, '../../knowledge')));
const finder = new AspectFinder(names);

test.each([
  ['model:gpt-4', modelAspects],
  ['lineage:gpt-4', lineageAspects],
])('every phrasing for %s leads with what it asks for', (id, aspects) => {
  const asked = aspects.flatMap(({ aspect, questions }) =>
    questions.map((question) => [question, aspect === undefined ? id : `${id}:${aspect}`]),
  );
  const found = asked.map(([question]) => [question, finder.complete(id, question!.replace('<model>', 'gpt-4'))]);
  expect(found).toEqual(asked);
});

describe('in other words', () => {
  test.each([
    ['when will gpt-4 be shut down?', 'model:gpt-4:retired'],
    ['wen was gpt 4 relased', 'model:gpt-4:released'],
    ['how many billion parameters has gpt-4 got', 'model:gpt-4:size'],
    ['gpt-4 knowledge cutoff date please', 'model:gpt-4:cutoff'],
    ['gpt-4', 'model:gpt-4'],
    ['gpt-4 lol', 'model:gpt-4'],
  ])('"%s" is about %s', (question, id) => {
    expect(finder.complete('model:gpt-4', question)).toBe(id);
  });
});

test.each(['compare:gpt-3+gpt-4', 'plan:plus:2023-04', 'what-is-chatgpt', 'lineage:chatgpt'])(
  '%s has no aspects',
  (id) => {
    expect(finder.complete(id, 'which of them was released first')).toBe(id);
  },
);
