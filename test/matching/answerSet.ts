import type { Matchable, Name, NameRules } from '../../src/matching/Match.ts';

/** A museum's answers beside three patterns: small enough to see why something matches. */
export const answers: readonly Matchable[] = [
  {
    id: 'prices',
    questions: [
      'how much does a ticket cost',
      'what is the price of a ticket',
      'ticket prices for adults and children',
      'what do I pay to get in',
      'admission fee',
    ],
    notThis: ['how much does a parking ticket cost', 'price of the parking garage'],
  },
  {
    id: 'hours',
    questions: [
      'when are you open',
      'what are your opening hours',
      'at what time do you close',
      'museum hours on Sunday',
      'are you open today',
    ],
  },
  {
    id: 'exhibits',
    questions: [
      'what can I see in the museum',
      'which paintings are on display',
      'what is the current exhibition about',
      'is gpt-4 in the museum',
    ],
  },
  {
    id: 'directions',
    questions: [
      'how do I get to the museum',
      'where is the entrance',
      'which bus stops nearby',
      'what is your address',
    ],
  },
  {
    id: 'model:',
    models: { min: 1, max: 1 },
    questions: ['what is <model>', 'when was <model> released', '<model> release date', 'how big is <model>'],
  },
  {
    id: 'compare:',
    models: { min: 2, max: 3 },
    questions: ['difference between <model> and <model>', 'compare <model> and <model>', '<model> vs <model>'],
  },
  {
    id: 'lineage:',
    models: { min: 1, max: 1 },
    questions: ['what came before <model>', 'what is <model> based on', 'predecessor of <model>'],
  },
];

export const names: readonly Name[] = [
  { id: 'gpt-3.5', kind: 'model', names: ['GPT-3.5'] },
  { id: 'gpt-4', kind: 'model', names: ['GPT-4'] },
  { id: 'gpt-4o', kind: 'model', names: ['GPT-4o', '4o'] },
  { id: 'o1', kind: 'model', names: ['o1'] },
  { id: 'chatgpt', kind: 'term', names: ['ChatGPT'] },
];

/** "ChatGPT 4" calls a model by the name of its app; "4.1 pro" may be another vendor's. */
export const rules: NameRules = {
  bareNames: { one: 'model:', several: 'compare:' },
  rewrite: [{ from: '^gpt(.+)$', to: ['chatgpt$1'] }],
  shorten: [{ from: '^gpt-(\\d\\.\\d)$', to: ['$1'] }],
  ambiguous: '^\\d+(?:pro)?$',
  ambiguousUnless: ['gpt', 'chatgpt', 'openai'],
  calledByApp: '^chat',
};
