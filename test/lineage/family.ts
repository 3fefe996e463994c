import type { Assistant, AssistantUse, Knowledge } from '../../src/knowledge/Knowledge.ts';
import type { Model } from '../../src/knowledge/Model.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import type { Source } from '../../src/knowledge/Answer.ts';
import { SOUND } from '../knowledge/soundFolder.ts';
import { FIXTURE_BOOK } from '../support/fixtureBook.ts';

/** The day of every test that needs one. */
export const TODAY = '2026-11-22';

export const source = (id: string): Source => ({
  id,
  title: `About ${id}`,
  url: `https://example.org/${id}`,
  publisher: 'OpenAI',
  date: null,
  read: 'direct',
});

/** A model about which nothing is published but what a test names. */
export function model(id: string, facts: Partial<Model> = {}): Model {
  return {
    id,
    name: id.toUpperCase(),
    aliases: [],
    ordinaryNames: [],
    family: 'GPT',
    maker: 'OpenAI',
    short: `${id} is a model.`,
    madeFrom: { how: 'not-disclosed' },
    tuning: null,
    announced: null,
    released: '2020',
    parameters: null,
    input: ['text'],
    output: ['text'],
    limits: [],
    benchmarks: [],
    contextWindow: null,
    maxOutput: null,
    knowledgeCutoff: null,
    apiIds: [],
    retired: null,
    facts: [],
    checked: '2026-11-22',
    sources: [source(id)],
    ...facts,
  };
}

export type Use = Pick<AssistantUse, 'from'> & Partial<AssistantUse>;

export const use = (entry: Use): AssistantUse => ({
  plans: [],
  role: 'default',
  sources: [source('notes')],
  ...entry,
});

/** An assistant of which only that is known which models it has run on. */
export const assistant = (id: string, runsOn: readonly Use[] = []): Assistant => ({
  id,
  name: id.toUpperCase(),
  aliases: [],
  ordinaryNames: [],
  maker: 'Acme',
  short: `${id} is an assistant.`,
  basedOnGpt: 'no',
  runsOn: runsOn.map(use),
  facts: [],
  checked: '2026-11-30',
  sources: [source(id)],
});

const PLANS = {
  free: 'Free',
  go: 'Go',
  plus: 'Plus',
  pro: 'Pro',
  business: 'Business',
  enterprise: 'Enterprise',
  api: 'API',
};

const plans = new Map(Object.entries(PLANS).map(([id, name]) => [id, { id, name, spellings: [`${name} plan`] }]));

const { phrasings } = await readKnowledge(SOUND);
const { spellingRules } = await readKnowledge(FIXTURE_BOOK);

export function knowledgeOf(models: readonly Model[], timeline: readonly Use[] = []): Knowledge {
  const chatGpt = { ...assistant('chatgpt', timeline), name: 'ChatGPT', maker: 'OpenAI' };
  return {
    answers: new Map(),
    models: new Map(models.map((one) => [one.id, one])),
    families: new Map(),
    assistants: new Map(timeline.length > 0 ? [[chatGpt.id, chatGpt]] : []),
    makers: new Map(),
    sources: new Map(),
    plans,
    terms: new Map([
      ['gpt', ['gpt']],
      ['chatgpt', ['chatgpt']],
    ]),
    spellingRules,
    phrasings,
    related: { model: {}, better: [], history: [], plan: [], api: [], offered: [] },
    outOfScope: [],
  };
}

/** With further assistants beside ChatGPT. */
export const withAssistants = <K extends Knowledge>(knowledge: K, ...some: readonly Assistant[]): K => ({
  ...knowledge,
  assistants: new Map([...knowledge.assistants, ...some.map((one) => [one.id, one] as const)]),
});

/** Five models with every kind of link between them, and how a ChatGPT of two plans used them. */
export const family: Knowledge = knowledgeOf(
  [
    model('gpt-3', {
      name: 'GPT-3',
      aliases: ['davinci'],
      apiIds: ['davinci', 'curie'],
      madeFrom: { how: 'disclosed', note: 'trained from scratch' },
      tuning: 'none',
      announced: '2020-05-28',
      released: '2020-06-11',
      parameters: '175 billion',
      architecture: 'a decoder-only Transformer',
      contextWindow: 2048,
      knowledgeCutoff: '2019-11',
      chatgptNote: 'It was never in ChatGPT.',
      retired: { api: '2024-01-04' },
    }),
    model('gpt-3.5', {
      name: 'GPT-3.5',
      madeFrom: { how: 'disclosed', model: 'gpt-3', note: 'pretrained further on code' },
      tuning: 'supervised fine-tuning or RLHF',
      released: '2022',
      releasedNote: 'a series',
      contextWindow: 4096,
      knowledgeCutoff: '2021-06',
      retired: { chatgpt: '2024-07-18', api: '2026-10-23' },
    }),
    model('gpt-4', {
      name: 'GPT-4',
      madeFrom: { how: 'release-order', model: 'gpt-3.5' },
      tuning: 'RLHF',
      announced: '2023-03-14',
      released: '2023-03-14',
      input: ['text', 'image'],
      contextWindow: 8192,
      maxOutput: 4096,
      knowledgeCutoff: '2021-09',
      retired: { chatgpt: '2025-04-30', api: '2027-01-14', note: 'snapshots earlier' },
      facts: ['Its report withholds the size.'],
    }),
    model('gpt-4o', {
      name: 'GPT-4o',
      madeFrom: { how: 'release-order', model: 'gpt-4' },
      released: '2024-05-13',
      input: ['text', 'image', 'audio'],
      output: ['text', 'image', 'audio'],
      contextWindow: 128_000,
      maxOutput: 16_384,
      knowledgeCutoff: '2023-10-01',
    }),
    model('o1', { name: 'o1', family: 'o-series', released: '2024-12-05', checked: '2026-10-08' }),
  ],
  [
    use({ model: 'gpt-3.5', plans: ['free'], role: 'default', from: '2022-11-30', to: '2024-05-13' }),
    use({ model: 'gpt-3.5', plans: ['plus'], role: 'default', from: '2023-02-01', to: '2023-08-03' }),
    use({ model: 'gpt-4', plans: ['plus'], role: 'choice', from: '2023-03-14', to: '2023-08-03', note: 'with a cap' }),
    use({ model: 'gpt-4', plans: ['plus'], role: 'default', from: '2023-08-03', to: '2024-05-13' }),
    use({ model: 'gpt-4', plans: ['plus'], role: 'choice', from: '2024-05-13', to: '2025-04-30' }),
    use({ model: 'gpt-4o', plans: ['free', 'plus'], role: 'default', from: '2024-05-13' }),
    use({ model: 'o1', plans: ['plus'], role: 'choice', from: '2024-12-05', to: '2025-04-16' }),
    use({ model: 'gpt-4o', plans: ['go'], role: 'default', from: '2025-08-20', note: 'in India first' }),
  ],
);
