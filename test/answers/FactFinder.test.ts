import { describe, expect, test } from 'vitest';
import { FactFinder } from '../../src/answers/FactFinder.ts';
import { compileKnowledge, KnowledgeBook } from '../../src/answers/KnowledgeBook.ts';
import { family, TODAY } from '../lineage/family.ts';

const compiled = compileKnowledge(family);
const { matcher } = new KnowledgeBook(compiled, () => TODAY);
const finder = new FactFinder(compiled.facts);

function naming(question: string): string {
  const models = question.split('<model>').length > 2 ? ['gpt-3', 'gpt-4', 'gpt-4o', 'o1'] : ['gpt-4'];
  return models.reduce((text, name) => text.replace('<model>', name), question);
}

test.each([
  ['model:gpt-4', family.phrasings.model],
  ['lineage:gpt-4', family.phrasings.lineage],
  ['compare:gpt-3+gpt-4', family.phrasings.compare],
])('every phrasing for %s leads with what it asks for', (id, phrasings) => {
  const asked = Object.entries({ '': phrasings.questions, ...phrasings.facts }).flatMap(([fact, questions]) =>
    questions.map((question) => [question, fact === '' ? id : `${id}:${fact}`]),
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

test('ChatGPT is compared with a model in the words for two models', () => {
  const found = ['which is better, chatgpt or gpt-4', 'gpt-4 vs chatgpt'].flatMap((question) =>
    finder.complete(['compare:chatgpt+gpt-4'], matcher.read(question)),
  );
  expect(found).toEqual(['compare:chatgpt+gpt-4:better', 'compare:chatgpt+gpt-4']);
});

test.each([
  'compare:gpt-3+gpt-4+gpt-4o',
  'plan:plus:2023-04',
  'plan:free+plus:2023',
  'what-is-chatgpt',
  'lineage:chatgpt',
])('%s leads with no fact', (id) => {
  expect(finder.complete([id], matcher.read('was gpt-4 made from gpt-3'))).toEqual([id]);
});
