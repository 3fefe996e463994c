import { describe, expect, test } from 'vitest';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { type Changes, faultsOf, SOUND, swap } from './soundFolder.ts';

const NAMES = 'names.yaml';
const RELATED = 'related.yaml';
const MODEL = 'phrasings/model.yaml';
const COMPARE = 'phrasings/compare.yaml';
const HISTORY = 'phrasings/history.yaml';
const PLAN = 'phrasings/plan.yaml';
const NOW = 'answers/which-model-now.md';
const NOW_ASKED = 'answers/which-model-now.phrasings.yaml';

interface Case {
  readonly name: string;
  readonly changes: Changes;
  readonly faults: readonly string[];
}

describe('how people ask for generated answers', () => {
  test.each<Case>([
    {
      name: 'a question without the model it is about',
      changes: { [MODEL]: swap('tell me about <model>', 'tell me about the model') },
      faults: [`${MODEL}:3:5 "tell me about the model" has <model> no times: write it once`],
    },
    {
      name: 'a question about one model that names two',
      changes: { [MODEL]: swap('when was <model> released', 'when was <model> released, and <model>') },
      faults: [`${MODEL}:9:7 "when was <model> released, and <model>" has <model> twice: write it once`],
    },
    {
      name: 'a comparison of one model, or of five',
      changes: {
        [COMPARE]: swap('<model> or <model>', 'is <model> good\n  - <model> <model> <model> <model> <model>'),
      },
      faults: [
        `${COMPARE}:3:5 "is <model> good" has <model> once: write it twice to four times`,
        `${COMPARE}:4:5 "<model> <model> <model> <model> <model>" has <model> 5 times: write it twice to four times`,
      ],
    },
    {
      name: 'descent among three models',
      changes: { [COMPARE]: swap('was <model> made from <model>', 'was <model> made from <model> or <model>') },
      faults: [`${COMPARE}:14:7 "was <model> made from <model> or <model>" has <model> three times: write it twice`],
    },
    {
      name: 'a question about a time without a date',
      changes: { [PLAN]: swap('chatgpt model in <date>', 'chatgpt model in may') },
      faults: [`${PLAN}:6:5 "chatgpt model in may" has <date> no times: write it once`],
    },
    {
      name: 'an unknown placeholder',
      changes: {
        [MODEL]: swap('<model> specs', '<modle> specs'),
        [HISTORY]: swap('my chatgpt history is gone', 'my <model> history is gone'),
        [PLAN]: swap('was chatgpt down in <date>', 'was <app> down in <date>'),
        [NOW_ASKED]: swap('current model', 'current <model>'),
      },
      faults: [
        `${NOW_ASKED}:3:13 <model> is not a placeholder here: write it out`,
        `${HISTORY}:8:8 <model> is not a placeholder here: write it out`,
        `${MODEL}:4:5 <modle> is not a placeholder here: use <model>`,
        `${PLAN}:12:9 <app> is not a placeholder here: use <date>, <plan>, <model>`,
      ],
    },
    {
      name: 'a phrasing of two facts, whatever its case and punctuation,',
      changes: { [MODEL]: swap('how big is <model>', 'What can <model> do?') },
      faults: [`${MODEL}:38:7 phrasing "What can <model> do?" is here a second time: remove it`],
    },
    {
      name: 'a phrasing of two kinds of answers',
      changes: { 'phrasings/lineage.yaml': swap('history of <model>', '<model> specs') },
      faults: [`phrasings/lineage.yaml:6:5 phrasing "<model> specs" is also one of ${MODEL}: keep it in one of them`],
    },
    {
      name: 'a phrasing of a curated answer and of a generated one',
      changes: { [HISTORY]: swap('chatgpt models over time', 'Current model?') },
      faults: [`${HISTORY}:5:5 phrasing "Current model?" is also one of ${NOW_ASKED}: keep it in one of them`],
    },
    {
      name: 'a question that is meant and not meant',
      changes: { [MODEL]: swap('i love <model>', 'how old is <model>') },
      faults: [`${MODEL}:73:5 "how old is <model>" is in questions as well: keep it in one of them`],
    },
    {
      name: 'a remark that no answer covers and that asks for a model',
      changes: { 'out-of-scope.yaml': 'praise:\n  - what is <model>\n' },
      faults: [`out-of-scope.yaml:2:5 "what is <model>" is also a phrasing at ${MODEL}:2:5: keep it in one of them`],
    },
    {
      name: 'an unknown fact',
      changes: { [COMPARE]: swap('  size:', '  weight:') },
      faults: [
        `${COMPARE}:12:3 "facts.size" is missing: add it`,
        `${COMPARE}:24:3 "weight" is not a fact that can be asked for here: use better, released, size, window, price, base, successor`,
      ],
    },
    {
      name: 'a reference',
      changes: { [HISTORY]: swap('chatgpt models over time', 'chatgpt since {{gpt-4.released}}') },
      faults: [`${HISTORY}:5:19 references are not filled in here: write it out`],
    },
  ])('$name is a fault', async ({ changes, faults }) => {
    expect(await faultsOf(changes)).toEqual(faults);
  });

  test('a word in angle brackets is not the word itself', async () => {
    expect(await faultsOf({ [HISTORY]: swap('chatgpt models over time', 'what is model') })).toEqual([]);
  });
});

describe('names', () => {
  test('plans come in the order of the file, then the API', async () => {
    const { plans, terms } = await readKnowledge(SOUND);
    expect([...plans.values()].slice(-2)).toEqual([
      { id: 'pro', name: 'Pro', spellings: ['pro'] },
      { id: 'api', name: 'API', spellings: ['api'] },
    ]);
    expect(terms.get('gpt')).toEqual(['gpt', 'gtp']);
  });

  test('a plan that is added can be used in the timeline and in references', async () => {
    const changes: Changes = {
      [NAMES]: swap('api: [api]', '  edu-plus:\n    name: Edu Plus\n    spellings: [edu]\napi: [api]'),
      'assistants/chatgpt.yaml': swap('[plus, pro]', '[plus, edu-plus]'),
      [NOW]: swap('{{gpt-4.contextWindow}}', '{{gpt-4.edu-plus.from}} {{chatgpt.edu-plus.model}}'),
      'answers/what-is-gpt.md': swap('sources: [paper]', "sources: [paper]\nrelated: ['plan:edu-plus:2024']"),
    };
    expect(await faultsOf(changes)).toEqual([]);
  });

  test.each<Case>([
    {
      name: 'a spelling of two terms or plans',
      changes: { [NAMES]: swap('[gpt, gtp]', '[gpt, Chat-GPT, pro]') },
      faults: [
        `${NAMES}:3:14 spelling "Chat-GPT" also belongs to terms.chatgpt: keep it in one of them`,
        `${NAMES}:18:17 spelling "pro" also belongs to terms.gpt: keep it in one of them`,
      ],
    },
    {
      name: 'a plan with an id that is none',
      changes: { [NAMES]: swap('  go:', '  Go!:') },
      faults: [`${NAMES}:10:3 "Go!" is not an id: write it in lower case with hyphens, like edu-plus`],
    },
    {
      name: 'the API among the plans',
      changes: { [NAMES]: swap('  go:', '  api:') },
      faults: [`${NAMES}:10:3 "api" is the id of the API: list its spellings under "api"`],
    },
    {
      name: 'a plan without a name or spellings',
      changes: { [NAMES]: swap('    name: Go\n    spellings: [chatgpt go, go plan]', '    spellings: []') },
      faults: [
        `${NAMES}:11:5 "plans.go.name" is missing: add it`,
        `${NAMES}:11:16 "plans.go.spellings" has 0 entries: it needs at least 1`,
      ],
    },
    {
      name: 'terms that are a list',
      changes: { [NAMES]: (old) => `terms: [gpt]\n${old.slice(old.indexOf('plans:'))}` },
      faults: [`${NAMES}:1:8 "terms" must be a map`],
    },
  ])('$name: a fault', async ({ changes, faults }) => {
    expect(await faultsOf(changes)).toEqual(faults);
  });

  test('references to plans are not blamed for faults in the file of names', async () => {
    expect(await faultsOf({ [NAMES]: swap('    name: Go\n', '') })).toEqual([
      `${NAMES}:11:5 "plans.go.name" is missing: add it`,
    ]);
  });
});

describe('answers that generated ones lead to', () => {
  test.each<Case>([
    {
      name: 'an answer that is not there, because it was renamed,',
      changes: { [RELATED]: swap('size: [what-is-gpt]', 'size: [what-was-gpt]') },
      faults: [`${RELATED}:2:10 there is no answer "what-was-gpt": add it, or correct the id`],
    },
    {
      name: 'an answer that is there twice',
      changes: { [RELATED]: swap('plan: [which-model-now]', 'plan: [which-model-now, which-model-now]') },
      faults: [`${RELATED}:4:25 "which-model-now" is here a second time: keep one`],
    },
    {
      name: 'an id of a generated answer',
      changes: { [RELATED]: swap('plan: [which-model-now]', "plan: ['model:gpt-4']") },
      faults: [`${RELATED}:4:8 "plan[0]" is not the id of a curated answer: write it like context-window`],
    },
    {
      name: 'an unknown fact',
      changes: { [RELATED]: swap('size:', 'weight:') },
      faults: [
        `${RELATED}:2:3 "weight" is not a fact that can be asked for here: use released, retired, chatgpt, window, reply, cutoff, size, architecture, modalities, tuning, api, weights, maker, price, reasoning, name, limits, benchmarks`,
      ],
    },
  ])('$name is a fault', async ({ changes, faults }) => {
    expect(await faultsOf(changes)).toEqual(faults);
  });
});
