import type { Knowledge } from '../../../src/knowledge/Knowledge.ts';
import { matchingNames } from '../../../src/lineage/matcherInput.ts';
import type { LabelledSet } from './LabelledSet.ts';

/** One phrasing in so many is asked instead of known. */
const HELD_OUT = 10;

const isHeldOut = (place: number): boolean => place % HELD_OUT === 0;

/**
 * The curated answers, asked with phrasings of their own that no engine is told. Patterns are left out: no other engine
 * could complete them.
 */
export function curatedSet(knowledge: Knowledge): LabelledSet {
  const phrasings = [...knowledge.answers.values()].flatMap(({ id, questions }) =>
    questions.map((text) => ({ id, text })),
  );
  const known = Map.groupBy(
    phrasings.filter((_, place) => !isHeldOut(place)),
    ({ id }) => id,
  );
  return {
    name: 'curated knowledge, one phrasing in ten held out',
    answers: [...knowledge.answers.values()].map(({ id, notThis }) => ({
      id,
      notThis,
      questions: (known.get(id) ?? []).map(({ text }) => text),
    })),
    names: matchingNames(knowledge),
    questions: phrasings.filter((_, place) => isHeldOut(place)).map(({ id, text }) => ({ text, expect: [id] })),
  };
}
