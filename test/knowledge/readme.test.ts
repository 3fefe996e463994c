import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Fault, TextFile } from '../../src/knowledge/faults.ts';
import { parseAnswer } from '../../src/knowledge/parse.ts';
import { answerSchema, phrasingsSchema } from '../../src/knowledge/schemas/answer.ts';
import { makerSchema, namesSchema, sourceSchema } from '../../src/knowledge/schemas/entries.ts';
import { assistantSchema, modelSchema, useSchema } from '../../src/knowledge/schemas/model.ts';
import { relatedSchema } from '../../src/knowledge/schemas/phrasings.ts';

const readme = readFileSync(join(import.meta.dirname, '../../knowledge/README.md'), 'utf8');

test.each([
  ['an answer', answerSchema],
  ['the phrasings of an answer', phrasingsSchema],
  ['names', namesSchema],
  ['related answers', relatedSchema],
  ['a model', modelSchema],
  ['an assistant', assistantSchema],
  ['what an assistant runs on', useSchema],
  ['a source', sourceSchema],
  ['a maker', makerSchema],
])('the page for writers explains every field of %s', (_, { shape }) => {
  const explained = new Set([...readme.matchAll(/`([a-zA-Z]+)(?=[`:])/g)].map(([, field]) => field));
  expect(Object.keys(shape).filter((field) => !explained.has(field))).toEqual([]);
});

test('the answer that the page for writers shows is a sound one', () => {
  const [page, phrasings] = [/```markdown\n(.*?)```/s, /```yaml\n( *questions:.*?)```/s].map((block) => {
    const [, indented = ''] = block.exec(readme) ?? [];
    return new TextFile('example', indented.replaceAll(/^ {3}/gm, ''));
  });
  const faults: Fault[] = [];
  const { data } = parseAnswer('example', page!, phrasings, faults);
  expect(faults).toEqual([]);
  expect(data?.body).toBe('The longer answer, in Markdown.');
});
