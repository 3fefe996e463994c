import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AspectFinder } from '../../src/answers/AspectFinder.ts';
import { openBook } from '../../src/app.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { compareAspects } from '../../src/lineage/comparePattern.ts';
import { lineageAspects } from '../../src/lineage/lineagePattern.ts';
import { modelNames } from '../../src/lineage/modelNames.ts';
import { modelAspects } from '../../src/lineage/modelPattern.ts';

const names = modelNames(await readKnowledge(join(import.meta.dirname, '../../knowledge')));
const { matcher } = await openBook();
const finder = new AspectFinder(AspectFinder.train(names));

function naming(question: string): string {
  const models = question.split('<model>').length > 2 ? ['gpt-3', 'gpt-4', 'o1', 'o3'] : ['gpt-4'];
  return models.reduce((text, name) => text.replace('<model>', name), question);
}

test.each([
  ['model:gpt-4', modelAspects],
  ['lineage:gpt-4', lineageAspects],
  ['compare:gpt-3+gpt-4', compareAspects],
])('every phrasing for %s leads with what it asks for', (id, aspects) => {
  const asked = aspects.flatMap(({ aspect, questions }) =>
    questions.map((question) => [question, aspect === undefined ? id : `${id}:${aspect}`]),
  );
  const found = asked.map(([question]) => [question, ...finder.complete([id], matcher.read(naming(question!)))]);
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
    expect(finder.complete(['model:gpt-4'], matcher.read(question))).toEqual([id]);
  });
});

test.each([
  'compare:gpt-3+gpt-4+gpt-4o',
  'plan:plus:2023-04',
  'plan:free+plus:2023',
  'what-is-chatgpt',
  'lineage:chatgpt',
])('%s has no aspects', (id) => {
  expect(finder.complete([id], matcher.read('was gpt-4 made from gpt-3'))).toEqual([id]);
});
