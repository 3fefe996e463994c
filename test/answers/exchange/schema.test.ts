import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readAnswersFiles } from '../../../src/answers/exchange/readAnswersFile.ts';
import { curatedAnswer, EVENTS, RULES, stateOf, version } from './contents.ts';
import { answersJsonSchema } from '../../../src/answers/exchange/entries.ts';
import { exportAnswers } from '../../../src/answers/exchange/export.ts';

const docs = join(import.meta.dirname, '../../../docs');
const published: unknown = JSON.parse(readFileSync(join(docs, 'answers.schema.json'), 'utf8'));
const page = readFileSync(join(docs, 'answers-file.md'), 'utf8');

test('the published schema is the one that files are read by', () => {
  // After a change on purpose, write down what this test expects.
  expect(published).toEqual(answersJsonSchema());
});

test('the published schema explains every field', () => {
  const { answers, ...fields } = (published as { properties: Record<string, { items?: object }> }).properties;
  const { properties } = answers!.items as { properties: Record<string, object> };
  const unexplained = Object.entries({ ...fields, ...properties }).filter(([name, field]) => {
    return name !== 'format' && !('description' in field);
  });
  expect(unexplained).toEqual([]);
});

test('an exported file keeps to the published schema, and one with a misspelled field does not', () => {
  const versions = [version('rules', RULES), version('events', EVENTS), version('gpt', null)];
  const state = stateOf(versions, new Map([['gpt', curatedAnswer('gpt', EVENTS)]]));
  const options = { guildId: '80351110224678912', format: 'json', exportedAt: new Date(0) } as const;
  const { text } = exportAnswers(state, options);
  const schema = z.fromJSONSchema(published as Parameters<typeof z.fromJSONSchema>[0]);
  expect(schema.safeParse(JSON.parse(text)).error).toBeUndefined();
  expect(schema.safeParse(JSON.parse(text.replace('"sources"', '"source"'))).success).toBe(false);
});

/** The examples of the page, each with the name of a file of that format. */
const examples = [...page.matchAll(/```(json|csv|markdown|toml)\n(.*?)```/gs)].map(([, format, text]) => ({
  name: `example.${format}`,
  text: text!,
}));

test('the page shows each format', () => {
  expect(new Set(examples.map(({ name }) => name))).toEqual(
    new Set(['example.json', 'example.csv', 'example.markdown', 'example.toml']),
  );
});

test.each(examples)('the page shows $name, all of which can be read', ({ name, text }) => {
  const { entries } = readAnswersFiles([{ bytes: new TextEncoder().encode(text), name }]);
  expect(entries.length).toBeGreaterThan(0);
  expect(entries.filter(({ kind }) => kind === 'refused')).toEqual([]);
});

test('the page shows the same entries in each of our own formats', () => {
  for (const { name, text } of examples.slice(0, 3)) {
    const { entries } = readAnswersFiles([{ bytes: new TextEncoder().encode(text), name }]);
    expect(entries.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'answer server-rules',
      'hidden gpt-vs-chatgpt',
      'phrasings what-is-rlhf',
    ]);
  }
});
