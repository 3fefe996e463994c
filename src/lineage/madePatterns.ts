import type { Matchable } from '../matching/Match.ts';
import { chatgptLineagePattern } from './chatgptLineagePattern.ts';
import { comparePattern } from './comparePattern.ts';
import { lineagePattern } from './lineagePattern.ts';
import { modelPattern } from './modelPattern.ts';
import { planPattern } from './planPattern.ts';

/** The phrasings that lead to answers made from facts. `makeAnswer` makes what their completed ids stand for. */
export const madePatterns: readonly Matchable[] = [
  modelPattern,
  comparePattern,
  lineagePattern,
  chatgptLineagePattern,
  planPattern,
];
