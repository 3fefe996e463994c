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
  'which model preceded <model>',
  'what did <model> replace',
  'what did openai have before <model>',
  'what was the model before <model> called',
  'origin of <model>',
  'which family does <model> belong to',
  "where in the timeline of openai's models is <model>",
  '<model> predecessor and successor',
  'development history of <model>',
  'what led to <model>',
  'genealogy of <model>',
  '<model> is the follow-up of what',
  'which models came before and after <model>',
  'parents of <model>',
  'how did openai get to <model>',
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
    'so <model> is based on what',
    '<model> is built on which model',
    '<model> base model',
    'underlying model of <model>',
    'anyone know if <model> is a finetune of something',
    'is <model> derived from another model',
    'does <model> come from an earlier gpt',
    'is <model> a distilled version of a larger model',
    '<model> was made out of which model',
    'is <model> completely new or based on something earlier',
    'did openai say what <model> is based on',
    'what was the starting point for <model>',
    "i thought <model> was trained from zero, wasn't it",
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
    '<model> successor',
    'which model came next after <model>',
    'is there a newer model than <model>',
    'what did openai release after <model>',
    '<model> was replaced by which model',
    'which model took the place of <model>',
    'descendants of <model>',
    'which other models were fine-tuned from <model>',
    'is <model> the newest or is there something after it',
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
  'use <model> as the base of my agent',
  'before <model> replies it shows an error',
  'after <model> answered the page crashed',
  'which product is built with <model>',
  'when will the successor of <model> be released',
  'family plan for <model>',
  'write a family tree of my relatives with <model>',
  'where do i find my old <model> chats',
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
