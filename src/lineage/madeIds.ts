import type { Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';

/** As many models as fit beside each other. */
export const MAX_COMPARED = 4;

/** What ChatGPT itself has run on. */
export const CHATGPT_LINEAGE = 'lineage:chatgpt';

export const modelId = (model: Model): string => `model:${model.id}`;

export const lineageId = (model: Model): string => `lineage:${model.id}`;

/** The one id for a comparison, in whatever order its models were named: theirs of release. */
export function compareId({ models }: Pick<Knowledge, 'models'>, compared: readonly Model[]): string {
  const wanted = new Set(compared.map(({ id }) => id));
  return `compare:${[...models.keys()].filter((id) => wanted.has(id)).join('+')}`;
}
