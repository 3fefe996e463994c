import type { Knowledge } from '../knowledge/Knowledge.ts';
import { MAX_COMPARED, type Phrasings } from '../knowledge/Phrasings.ts';
import type { Matchable } from '../matching/Match.ts';
import { CHATGPT_LINEAGE } from './ids.ts';

/** How people ask for answers that are generated from facts. `generateAnswer` understands their completed ids. */
export function generatedPatterns({ phrasings }: Pick<Knowledge, 'phrasings'>): readonly Matchable[] {
  const { model, compare, lineage, history, plan } = phrasings;
  return [
    { id: 'model:', models: { min: 1, max: 1 }, ...allPhrasings(model) },
    { id: 'compare:', models: { min: 2, max: MAX_COMPARED }, ...allPhrasings(compare) },
    { id: 'lineage:', models: { min: 1, max: 1 }, ...allPhrasings(lineage) },
    { id: CHATGPT_LINEAGE, ...allPhrasings(history) },
    { id: 'plan:', isDated: true, ...allPhrasings(plan) },
  ];
}

function allPhrasings({ questions, facts = {}, notThis }: Phrasings): Pick<Matchable, 'questions' | 'notThis'> {
  return { questions: [questions, ...Object.values(facts)].flat(), notThis };
}

/** One fact that people ask about, and how they ask. */
export interface FactPhrasings {
  /** Absent: nothing in particular. */
  readonly fact?: string;
  readonly questions: readonly string[];
}

/** The phrasings of one kind of generated answer by the fact they ask about; the first entry is about none in particular. */
export function factPhrasings({ questions, facts = {} }: Phrasings): readonly FactPhrasings[] {
  return [{ questions }, ...Object.entries(facts).map(([fact, asked]) => ({ fact, questions: asked }))];
}
