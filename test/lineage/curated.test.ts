import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Answer } from '../../src/knowledge/Answer.ts';
import { ANSWER_ID } from '../../src/knowledge/ids.ts';
import { COMPARE_FACTS, LINEAGE_FACTS, MODEL_FACTS } from '../../src/knowledge/Phrasings.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { generateAnswer } from '../../src/lineage/generateAnswer.ts';
import { TODAY } from './family.ts';

const knowledge = await readKnowledge(join(import.meta.dirname, '../../knowledge'));
const ids = [...knowledge.models.keys()];
const years = Array.from({ length: 8 }, (_, index) => `${2021 + index}`);
const months = years.flatMap((year) => ['01', '04', '08', '11'].map((month) => `${year}-${month}`));
const times = [...years, ...months, '2023-03-14', '2026-11-21', TODAY, '2026-11-23'];
const pairs = ids.flatMap((one, index) => ids.slice(index + 1).map((other) => `compare:${one}+${other}`));
const made = [
  ...ids.flatMap((id) => [`model:${id}`, `lineage:${id}`]),
  ...ids.flatMap((id) => LINEAGE_FACTS.map((aspect) => `lineage:${id}:${aspect}`)),
  ...ids.flatMap((id) => MODEL_FACTS.map((aspect) => `model:${id}:${aspect}`)),
  'lineage:chatgpt',
  ...times.flatMap((date) =>
    ['', ...[...knowledge.plans.keys()].map((plan) => `${plan}:`)].map((plans) => `plan:${plans}${date}`),
  ),
  ...pairs,
  ...pairs.flatMap((pair) => COMPARE_FACTS.map((aspect) => `${pair}:${aspect}`)),
].map((id) => [id, generateAnswer(knowledge, id, TODAY)] as const);
const answers = made.flatMap(([, answer]) => answer ?? []);

const those = (isWrong: (answer: Answer) => boolean): readonly string[] =>
  answers.filter(isWrong).map(({ id, short }) => `${id}: ${short}`);

const exists = (id: string): boolean =>
  ANSWER_ID.test(id) ? knowledge.answers.has(id) : generateAnswer(knowledge, id, TODAY)?.id === id;

test('every model, every lineage, every pair and every time of the curated set makes its answer', () => {
  expect(made.filter(([id, answer]) => answer?.id !== id).map(([id]) => id)).toEqual([]);
});

test("every short answer fits a phone's notification", () => {
  expect(those(({ short }) => short.trim() === '' || short.length > 200)).toEqual([]);
});

test('what leads with one fact names its models there', () => {
  const nameless = answers.filter(({ id, short }) => {
    const [kind, models, aspect] = id.split(':');
    if (aspect === undefined || (kind !== 'model' && !/:(?:released|size)$/.test(id))) return false;
    return models!.split('+').some((model) => !short.includes(knowledge.models.get(model)!.name));
  });
  expect(nameless.map(({ id, short }) => `${id}: ${short}`)).toEqual([]);
});

test('only models of which a source says so have public weights', () => {
  const open = [...knowledge.models.values()].filter(({ openWeights }) => openWeights);
  expect(open.map(({ id }) => id).toSorted()).toEqual(['gpt-1', 'gpt-2', 'gpt-oss-120b', 'gpt-oss-20b', 'whisper']);
});

test('every title fits', () => {
  expect(those(({ title }) => title.length > 100)).toEqual([]);
});

test('every made answer has a source', () => {
  expect(those(({ sources }) => sources.length === 0)).toEqual([]);
});

test('no cell is blank, and nothing that is missing shows', () => {
  expect(those(({ table }) => table?.rows.flat().some(({ text }) => text.trim() === '') ?? false)).toEqual([]);
  expect(those((answer) => /undefined|null|NaN|\[object|\(\)|\{\{/.test(JSON.stringify(answer)))).toEqual([]);
});

test('what leads with one fact leads to what is said of it for all models', () => {
  const size = generateAnswer(knowledge, 'model:gpt-4:size', TODAY)!;
  expect(size.related[0]).toBe('parameters-count');
});

test('every related answer is another one that exists', () => {
  expect(those(({ id, related }) => related.includes(id) || !related.every(exists))).toEqual([]);
});
