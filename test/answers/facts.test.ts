import { describe, expect, test } from 'vitest';
import { compileKnowledge, KnowledgeBook, matchableKnowledge } from '../../src/answers/KnowledgeBook.ts';
import { Matcher } from '../../src/matching/Matcher.ts';
import { family, TODAY } from '../lineage/family.ts';

const book = new KnowledgeBook(compileKnowledge(family), () => TODAY);
const factIn = (id: string, question: string): string => book.matcher.factIn(id, book.matcher.read(question));

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
    questions.map((question) => [question, fact]),
  );
  const found = asked.map(([question]) => [question, factIn(id, naming(question!))]);
  expect(found).toEqual(asked);
});

describe('in other words', () => {
  test.each([
    ['when will gpt-4 be shut down?', 'retired'],
    ['wen was gpt 4 relased', 'released'],
    ['how many billion parameters has gpt-4 got', 'size'],
    ['gpt-4 knowledge cutoff date please', 'cutoff'],
    ['gpt-4', ''],
    ['gpt-4 lol', ''],
  ])('"%s" asks for "%s"', (question, fact) => {
    expect(factIn('model:gpt-4', question)).toBe(fact);
  });
});

test('ChatGPT is compared with a model in the words for two models', () => {
  expect(factIn('compare:chatgpt+gpt-4', 'which is better, chatgpt or gpt-4')).toBe('better');
  expect(factIn('compare:chatgpt+gpt-4', 'gpt-4 vs chatgpt')).toBe('');
});

test.each([
  ['which is better, gpt-3, gpt-4 or gpt-4o', 'compare:gpt-3+gpt-4+gpt-4o:better'],
  ['was gpt-4 made from gpt-3 or gpt-4o', 'compare:gpt-4+gpt-3+gpt-4o'],
])('a comparison of three models leads with what can be said of three: %s', (question, id) => {
  expect(book.ask(question, 'direct').answerIds).toEqual([id]);
});

test.each(['plan:plus:2023-04', 'plan:free+plus:2023', 'what-is-chatgpt'])('%s leads with no fact', (id) => {
  expect(factIn(id, 'was gpt-4 made from gpt-3')).toBe('');
});

test('a fact that is plainly asked for makes the model surer than all its phrasings together do', () => {
  const { answers, ...options } = matchableKnowledge(family);
  const undivided = Matcher.of(
    answers.map(({ facts: _facts, ...answer }) => answer),
    options,
  );
  const [divided, whole] = [book.matcher, undivided].map((matcher) => {
    return matcher.match('gpt-4 total size then', 'direct').candidates[0]!;
  });
  expect([divided!.id, whole!.id]).toEqual(['model:gpt-4', 'model:gpt-4']);
  expect(divided!.confidence).toBeGreaterThan(whole!.confidence);
});
