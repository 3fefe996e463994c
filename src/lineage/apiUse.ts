import type { Knowledge } from '../knowledge/Knowledge.ts';
import type { TimelineEntry } from '../knowledge/Timeline.ts';

/**
 * From when to when the API had each model, as entries of a timeline in the order of `from`. It follows from the models,
 * so that their dates stand once. A model whose first day in the API is not on record has none.
 */
export function apiUse({ models }: Pick<Knowledge, 'models'>): readonly TimelineEntry[] {
  return [...models.values()]
    .flatMap(({ id, apiIds, released, releasedInApi = released, retired, sources }): TimelineEntry[] => {
      if (apiIds.length === 0 || releasedInApi === null) return [];
      return [{ model: id, plans: ['api'], role: 'choice', from: releasedInApi, to: retired?.api, sources }];
    })
    .toSorted((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from)));
}
