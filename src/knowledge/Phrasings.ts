/** Facts of one model that people ask for by themselves: `model:gpt-4:retired`. */
export const MODEL_FACTS = [
  'released',
  'retired',
  'chatgpt',
  'window',
  'reply',
  'cutoff',
  'size',
  'architecture',
  'modalities',
  'tuning',
  'api',
  'weights',
  'maker',
  'price',
  'reasoning',
  'name',
  'limits',
  'benchmarks',
] as const;

export type ModelFact = (typeof MODEL_FACTS)[number];

/** What people ask about one of two models and the other: `compare:gpt-3+gpt-4:base`. */
export const PAIR_FACTS = ['base', 'successor'] as const;

export type PairFact = (typeof PAIR_FACTS)[number];

/** What people ask about models side by side, instead of everything that tells them apart: `compare:gpt-3+gpt-4:size`. */
export const COMPARE_FACTS = ['better', 'released', 'size', 'window', 'price', ...PAIR_FACTS] as const;

export type CompareFact = (typeof COMPARE_FACTS)[number];

/** What people ask about a model's lineage, besides what came before it: `lineage:gpt-4:after`. */
export const LINEAGE_FACTS = ['base', 'after'] as const;

export type LineageFact = (typeof LINEAGE_FACTS)[number];

/** What people ask about an assistant, besides what it runs on: `assistant:siri:gpt`. `history` becomes `lineage:siri`. */
export const ASSISTANT_FACTS = ['gpt', 'history', 'newest'] as const;

/** "Who made Claude?" is asked in the words for models. */
export type AssistantFact = (typeof ASSISTANT_FACTS)[number] | 'maker' | 'released';

/** As many models as fit side by side on a phone. */
export const MAX_COMPARED = 4;

export interface Phrasings {
  readonly questions: readonly string[];
  readonly notThis: readonly string[];
  /** By fact, in the order in which the bot knows them. */
  readonly facts?: Readonly<Record<string, readonly string[]>>;
}
