import type { Matchable } from '../matching/Match.ts';
import type { Aspect } from './Aspect.ts';
import { LINEAGE_ASPECTS, type LineageAspect } from './madeIds.ts';

/** How people ask where one model comes from. */
const BEFORE: readonly string[] = [
  'what came before <model>',
  'what was before <model>',
  'which model came before <model>',
  'predecessor of <model>',
  'what is the predecessor of <model>',
  'lineage of <model>',
  '<model> lineage',
  '<model> family tree',
  '<model> ancestors',
  'family of <model>',
  'where does <model> come from',
  'where does <model> stand in the gpt family',
  'history of <model>',
  '<model> evolution',
  'trace <model> back to the beginning',
  'which generation is <model>',
];

/** How they ask what it was made from, and what came of it. */
const ASPECTS: Readonly<Record<LineageAspect, readonly string[]>> = {
  base: [
    'what is <model> based on',
    'which model is <model> based on',
    'what was <model> made from',
    'what is <model> built on top of',
    'what is the base model of <model>',
    'is <model> a fine-tune of an older model',
    'which model was <model> fine-tuned from',
    'was <model> trained from scratch',
    'is <model> a new base model or an old one with more training',
    'what does <model> descend from',
  ],
  after: [
    'what came after <model>',
    'what replaced <model>',
    'what is the successor of <model>',
    'which model followed <model>',
    'what was made from <model>',
    'which models are based on <model>',
    'what models came out of <model>',
    'derivatives of <model>',
  ],
};

const NOT_THIS: readonly string[] = [
  'what is chatgpt based on',
  'my app is based on <model>',
  'can i build my startup on top of <model>',
  'how do i fine-tune my own model from <model>',
  'replace <model> in my code',
  'what should i use instead of <model>',
  'my chat history with <model> is gone',
  'delete my <model> history',
  'go back to <model> in the settings',
  '<model> based discord bot',
  'is your bot based on <model>',
  'what comes before the prompt in <model> api calls',
  'write a history essay with <model>',
];

/** How people ask for a model's place in the family tree. */
export const lineagePattern: Matchable = {
  id: 'lineage:',
  models: { min: 1, max: 1 },
  questions: [BEFORE, ...Object.values(ASPECTS)].flat(),
  notThis: NOT_THIS,
};

/** The same by what they ask for, to find what the answer leads with; the first asks what came before. */
export const lineageAspects: readonly Aspect<LineageAspect>[] = [
  { questions: BEFORE },
  ...LINEAGE_ASPECTS.map((aspect) => ({ aspect, questions: ASPECTS[aspect] })),
];
