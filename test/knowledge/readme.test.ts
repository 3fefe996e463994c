import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answerSchema } from '../../src/knowledge/Answer.ts';
import { modelSchema } from '../../src/knowledge/Model.ts';
import { parseAnswer } from '../../src/knowledge/parse.ts';
import { timelineEntrySchema } from '../../src/knowledge/Timeline.ts';
import { sourceSchema } from '../../src/knowledge/Source.ts';
import { TextFile } from '../../src/knowledge/faults.ts';

const readme = readFileSync(join(import.meta.dirname, '../../knowledge/README.md'), 'utf8');

test.each([
  ['an answer', answerSchema],
  ['a model', modelSchema],
  ['the timeline', timelineEntrySchema],
  ['a source', sourceSchema],
])('the page for writers explains every field of %s', (_, { shape }) => {
  const explained = new Set([...readme.matchAll(/`([a-zA-Z]+)(?=[`:])/g)].map(([, field]) => field));
  expect(Object.keys(shape).filter((field) => !explained.has(field))).toEqual([]);
});

test('the answer that the page for writers shows is a sound one', () => {
  const [, indented = ''] = /```markdown\n(.*?)```/s.exec(readme) ?? [];
  const { value, faults } = parseAnswer('example', new TextFile('example.md', indented.replaceAll(/^ {3}/gm, '')));
  expect(faults).toEqual([]);
  expect(value.data?.body).toBe('The longer answer, in Markdown.');
});
