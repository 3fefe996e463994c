import type { Answer } from '../knowledge/Answer.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import { madePatterns } from '../lineage/madePatterns.ts';
import { modelNames } from '../lineage/modelNames.ts';
import type { Matchable, Name } from '../matching/Match.ts';

/** All that a Matcher needs to find what the curated set can answer, from pages and from facts. */
export interface MatchableKnowledge {
  readonly answers: readonly Matchable[];
  readonly names: readonly Name[];
  /** What none of the answers is for. */
  readonly outside: readonly string[];
}

/** What the bot matches with, so that whatever measures matching measures the bot. */
export function matchableKnowledge(knowledge: Knowledge): MatchableKnowledge {
  return {
    answers: [...[...knowledge.answers.values()].map(askedByTitle), ...madePatterns],
    names: modelNames(knowledge),
    outside: knowledge.outside,
  };
}

/** A title is shown on buttons and in lists, so people ask by it: it is a phrasing like the others. */
export function askedByTitle({ id, title, questions, notThis }: Answer): Matchable {
  return { id, questions: [...new Set([title, ...questions])], notThis };
}
