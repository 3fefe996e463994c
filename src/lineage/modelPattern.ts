import type { Matchable } from '../matching/Match.ts';
import type { Aspect } from './Aspect.ts';
import { MODEL_ASPECTS, type ModelAspect } from './madeIds.ts';

/** How people ask for a model as a whole. */
const CARD: readonly string[] = [
  'what is <model>',
  'what is the <model> model exactly',
  'tell me about <model>',
  'facts about <model>',
  '<model> specs',
  '<model> info',
  'explain what <model> is',
  'what kind of model is <model>',
];

/** How people ask for one of its facts. */
const ASPECTS: Readonly<Record<ModelAspect, readonly string[]>> = {
  released: [
    'when was <model> released',
    'when did <model> come out',
    '<model> when',
    '<model> release date',
    'when was <model> announced',
    'how old is <model>',
    'since when does <model> exist',
    'what year is <model> from',
  ],
  retired: [
    'is <model> retired',
    'when was <model> retired from chatgpt',
    'when was <model> removed from chatgpt',
    'when did <model> leave chatgpt',
    'when does <model> shut down',
    'is <model> still available in chatgpt',
    'did they get rid of <model>',
    'is <model> gone',
    'what happened to <model>',
    'what became of <model>',
    'was <model> discontinued',
    '<model> end of life date',
  ],
  chatgpt: [
    'when was <model> in chatgpt and for which plans',
    'who gets <model> in chatgpt',
    'is <model> free or only for plus',
    'was <model> ever in chatgpt',
    'which plans had <model>',
  ],
  window: [
    '<model> context window',
    'what is the context length of <model>',
    'how many tokens can <model> handle',
    '<model> token limit',
    'how much context does <model> have',
  ],
  reply: ['how long can a reply of <model> be', '<model> max output tokens', 'most tokens <model> can write at once'],
  cutoff: [
    'what is the knowledge cutoff of <model>',
    '<model> training data cutoff date',
    '<model> cutoff',
    'up to when does <model> know things',
    'how recent is the knowledge of <model>',
  ],
  size: [
    'how many parameters does <model> have',
    '<model> parameter count',
    'how big is <model>',
    'what size is the <model> model',
    '<model> model size',
  ],
  modalities: [
    'can <model> see images',
    'does <model> take audio as input',
    'is <model> multimodal',
    'what can <model> take in and put out',
    'does <model> have vision',
  ],
  tuning: [
    'how was <model> trained',
    'how was <model> tuned',
    'was <model> trained with rlhf',
    'training method of <model>',
  ],
  api: ['what is <model> called in the api', 'api name of <model>', 'is <model> in the api'],
  maker: ['who made <model>', 'who built <model>', 'which company is behind <model>'],
};

const NOT_THIS: readonly string[] = [
  'error when i call <model> through the api',
  '<model> returns 429 too many requests',
  'model <model> does not exist or you do not have access to it',
  'how much does <model> cost per million tokens',
  '<model> pricing',
  'how do i use <model> in python',
  'how do i call <model> from node',
  'is <model> down right now',
  '<model> is so slow today',
  '<model> keeps forgetting what i said',
  'i love <model>',
  '<model> is terrible at math',
  'is <model> any good for writing essays',
  'jailbreak prompt for <model>',
  'how do i fine-tune <model> on my own data',
  'my <model> fine-tuning job failed',
  'best system prompt for <model>',
  'i asked <model> to write a poem about my cat',
  'just built a bot with <model>',
  'how many messages do i have left with <model>',
  'why did they take <model> away',
  'will <model> be back some day',
];

/** How people ask for a model: as a whole, or for one of its facts. */
export const modelPattern: Matchable = {
  id: 'model:',
  models: { min: 1, max: 1 },
  questions: [CARD, ...Object.values(ASPECTS)].flat(),
  notThis: NOT_THIS,
};

/** The same by what they ask for, to find the fact that the answer leads with; the first asks for none in particular. */
export const modelAspects: readonly Aspect<ModelAspect>[] = [
  { questions: CARD },
  ...MODEL_ASPECTS.map((aspect) => ({ aspect, questions: ASPECTS[aspect] })),
];
