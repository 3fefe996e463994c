import type { Knowledge } from '../../../knowledge/Knowledge.ts';

/** How many answers, models and timeline entries name each source, by its id; those that none names have 0. */
export function usesOfSources({ answers, models, timeline, sources }: Knowledge): ReadonlyMap<string, number> {
  const uses = new Map([...sources.keys()].map((id) => [id, 0]));
  const inAnswers = [...answers.values()].map((answer) => [
    ...answer.sources,
    ...(answer.table?.rows.flat().flatMap((cell) => cell.sources) ?? []),
  ]);
  const users = [...inAnswers, ...[...models.values(), ...timeline].map((user) => user.sources)];
  for (const id of users.flatMap((named) => [...new Set(named.map((source) => source.id))])) {
    uses.set(id, uses.get(id)! + 1);
  }
  return uses;
}
