import type { Answer } from '../../../src/knowledge/Answer.ts';
import type { Knowledge } from '../../../src/knowledge/Knowledge.ts';
import type { Source } from '../../../src/knowledge/Source.ts';

/** How many answers, models and timeline entries name each source, by its id; those that none names have 0. */
export function usesOfSources({ answers, models, timeline, sources }: Knowledge): ReadonlyMap<string, number> {
  const uses = new Map(Array.from(sources.keys(), (id) => [id, 0]));
  const named = [
    ...Array.from(answers.values(), sourcesOf),
    ...[...models.values(), ...timeline].map((user) => user.sources),
  ];
  for (const { id } of named.flatMap((list) => Array.from(new Set(list)))) uses.set(id, uses.get(id)! + 1);
  return uses;
}

/** Of its text and of the cells of its table. */
function sourcesOf(answer: Answer): readonly Source[] {
  const cells = answer.table?.rows.flat() ?? [];
  return [answer.sources, ...cells.map((cell) => cell.sources)].flat();
}
