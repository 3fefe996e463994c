import { ID } from '../../src/knowledge/ids.ts';
import { expect, test } from 'vitest';
import { KNOWLEDGE_FOLDER, loadKnowledge, openBook } from '../../src/answers/openBook.ts';
import { CHATGPT } from '../../src/knowledge/ids.ts';
import { chatGptTimeline } from '../../src/knowledge/Knowledge.ts';
import { checkKnowledge } from '../../tools/knowledge/checks/checkKnowledge.ts';
import { COMPARE_FACTS, LINEAGE_FACTS, MODEL_FACTS } from '../../src/knowledge/Phrasings.ts';
import { type Answer, MAX_SHORT, MAX_TITLE } from '../../src/knowledge/Answer.ts';
import { generateAnswer } from '../../src/lineage/generateAnswer.ts';

/*
 * The only tests of the live set. Everything else is tested on fixtures, so that correcting a fact turns nothing else red.
 */

const TODAY = '2026-11-22';
const { knowledge } = await loadKnowledge();
const book = await openBook({ today: () => TODAY });

test('the live set is sound', async () => {
  expect((await checkKnowledge(KNOWLEDGE_FOLDER)).faults).toEqual([]);
});

test.each([
  ['which model is chatgpt based on', 'chatgpt-base-model'],
  ['Is ChatGPT the same as GPT-4?', 'gpt-vs-chatgpt'],
  ['what is rlhf', 'what-is-rlhf'],
  ['who owns chatgpt', 'who-made-chatgpt'],
  ['which model does chatgpt use right now', 'which-model-now'],
  ['when was gpt 4o released', 'model:gpt-4o:released'],
  ['difference between gpt-3.5 and gpt-4', 'compare:gpt-3.5+gpt-4'],
  ['what came before gpt-4', 'lineage:gpt-4'],
  ['all models chatgpt ever ran on', 'lineage:chatgpt'],
  ['which model did plus have in april 2023', 'plan:plus:2023-04'],
  ['what is gpt-5', 'model:gpt-5'],
  ['what is gpt-6', 'model:gpt-6'],
  ['which model does siri use', 'assistant:siri'],
  ['is grok based on gpt', 'assistant:grok:gpt'],
  ['is grok based on gpt-4', 'assistant:grok:gpt'],
  ['gemini vs chatgpt', 'compare:gemini+chatgpt'],
  ['claude or gpt', 'compare:claude+chatgpt'],
  ['how much does gpt-4o cost', 'model:gpt-4o:price'],
  ['everybody is using kimi k2. how big is it?', 'model:kimi-k2:size'],
  ['v0: gpt or claude?', 'assistant:v0'],
  ['what is vicuna based on', 'lineage:vicuna:base'],
  ['is amazon nova based on claude', 'lineage:amazon-nova:base'],
  ['is rlhf still used today', 'what-is-rlhf'],
  ['в чём разница между gpt-4o и gpt-5', 'compare:gpt-4o+gpt-5'],
  ['gpt-4o랑 gpt-5 차이점', 'compare:gpt-4o+gpt-5'],
  ['deepseek r1是基于哪个模型的', 'lineage:deepseek-r1:base'],
  ['qual modelo o copilot usa', 'assistant:microsoft-copilot'],
])('"%s" is answered by %s', (question, id) => {
  const { decision, answerIds } = book.ask(question, 'direct');
  expect([decision, answerIds]).toEqual(['answer', [id]]);
});

test('in a channel, somebody who tells what a bot said is not answered', () => {
  expect(book.ask('my friend asked chatgpt which model it is and it said gpt-4', 'passive').decision).toBe('pass');
});

test('a comparison that became an answer about one of the two is told by that answer', () => {
  expect(book.ask('is grok based on gpt-4', 'direct').candidates[0]?.id).toBe('assistant:grok');
});

test('every title finds its own answer, because people see it on buttons and in lists', () => {
  const lost = [...knowledge.answers.values()].filter(({ id, title }) => {
    const { decision, answerIds } = book.ask(title, 'direct');
    return decision !== 'answer' || answerIds[0] !== id;
  });
  expect(lost.map(({ id }) => id)).toEqual([]);
});

test('an assistant is found by its bare name, or else the answer that asks which one is meant', () => {
  const lost = [...knowledge.assistants.values()].filter(({ id, name }) => {
    const { candidates } = book.ask(name, 'direct');
    return candidates[0]?.id !== `assistant:${id}` && candidates[0]?.id !== id && id !== CHATGPT;
  });
  expect(lost.map(({ id }) => id)).toEqual([]);
});

const models = [...knowledge.models.keys()];
const years = [...new Set(chatGptTimeline(knowledge).map(({ from }) => from.slice(0, 4)))];
const neighbours = models.slice(1).map((id, index) => `compare:${models[index]!}+${id}`);
const withFacts = (id: string, facts: readonly string[]): string[] => [id, ...facts.map((fact) => `${id}:${fact}`)];
const generatedIds = [
  models.flatMap((id) => withFacts(`model:${id}`, MODEL_FACTS)),
  models.flatMap((id) => withFacts(`lineage:${id}`, LINEAGE_FACTS)),
  neighbours.flatMap((id) => withFacts(id, COMPARE_FACTS)),
  years.flatMap((year) => [`plan:${year}`, `plan:plus:${year}-12`]),
  ['lineage:chatgpt'],
].flat();
const generated = generatedIds.map((id) => generateAnswer(knowledge, id, TODAY));
const those = (isWrong: (answer: Answer) => boolean): readonly string[] =>
  generated.flatMap((answer) => (answer && isWrong(answer) ? `${answer.id}: ${answer.short}` : []));

test('its facts make an answer for every model, lineage, pair of neighbours and year', () => {
  expect(generated.map((answer) => answer?.id)).toEqual(generatedIds);
});

/** A source may have no date. */
const orNoDate = (key: string, value: unknown): unknown => (key === 'date' ? '' : value);

test('what it generates fits, has sources, and leaves nothing blank', () => {
  expect(those(({ title }) => title.length > MAX_TITLE)).toEqual([]);
  expect(those(({ short }) => short.trim() === '' || short.length > MAX_SHORT)).toEqual([]);
  expect(those(({ sources }) => sources.length === 0)).toEqual([]);
  expect(those(({ table }) => table?.rows.flat().some(({ text }) => text.trim() === '') ?? false)).toEqual([]);
  expect(those((answer) => /undefined|null|NaN|\[object|\(\)|\{\{/.test(JSON.stringify(answer, orNoDate)))).toEqual([]);
});

test('what it generates leads to other answers that exist', () => {
  const known = new Set(generatedIds);
  const exists = (id: string): boolean =>
    ID.test(id) ? knowledge.answers.has(id) : known.has(id) || generateAnswer(knowledge, id, TODAY)?.id === id;
  expect(those(({ id, related }) => related.includes(id) || !related.every(exists))).toEqual([]);
});
