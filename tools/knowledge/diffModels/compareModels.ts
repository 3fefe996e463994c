import type { Model } from '../../../src/knowledge/Model.ts';
import { differences, type Difference } from './differences.ts';
import type { ModelsDevModel, ModelsDevModels } from './ModelsDev.ts';

export interface Comparison {
  /** Known there under an API name that no model here has. */
  readonly newThere: readonly { readonly apiId: string; readonly entry: ModelsDevModel }[];
  /** Models here of whose API names none is known there. */
  readonly goneThere: readonly Model[];
  readonly different: readonly {
    readonly model: Model;
    /** The API name under which it is known there. */
    readonly apiId: string;
    readonly differences: readonly Difference[];
  }[];
  /** Models here without an API name, which nothing can be compared with. */
  readonly nameless: readonly Model[];
}

/**
 * Compares our models with models.dev's by API name. A model with several is compared under the name that is its id, or
 * else the first that is known there: the others are dated versions of it, with dates of their own.
 */
export function compareModels(models: readonly Model[], there: ModelsDevModels): Comparison {
  const known = new Set(models.flatMap(({ apiIds }) => apiIds));
  const pairs = models.map((model) => ({ model, apiId: nameThere(model, there) }));
  return {
    newThere: Object.entries(there)
      .filter(([apiId]) => !known.has(apiId))
      .map(([apiId, entry]) => ({ apiId, entry })),
    goneThere: pairs.flatMap(({ model, apiId }) => (apiId === undefined && model.apiIds.length > 0 ? model : [])),
    different: pairs.flatMap(({ model, apiId }) => {
      if (apiId === undefined) return [];
      const found = differences(model, there[apiId]!);
      return found.length === 0 ? [] : { model, apiId, differences: found };
    }),
    nameless: models.filter(({ apiIds }) => apiIds.length === 0),
  };
}

function nameThere({ id, apiIds }: Model, there: ModelsDevModels): string | undefined {
  const names = apiIds.filter((apiId) => Object.hasOwn(there, apiId));
  return names.includes(id) ? id : names[0];
}
