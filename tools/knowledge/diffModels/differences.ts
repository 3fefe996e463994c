import type { Model } from '../../../src/knowledge/Model.ts';
import { NOT_DISCLOSED } from '../../../src/knowledge/notDisclosed.ts';
import type { PartialDate } from '../../../src/knowledge/PartialDate.ts';
import { isBefore } from '../../../src/lineage/dateOrder.ts';
import type { ModelsDevModel } from './ModelsDev.ts';

/** A fact that reads differently here and there, as it is written in either place. */
export interface Difference {
  /** As in a model's file: `contextWindow`. */
  readonly field: string;
  readonly here: string;
  readonly there: string;
}

/** What models.dev says otherwise than a model of ours. What it does not say is no difference. */
export function differences(model: Model, there: ModelsDevModel): readonly Difference[] {
  return [
    ...dates('released', model.released, there.release_date),
    ...dates('knowledgeCutoff', model.knowledgeCutoff, there.knowledge),
    ...tokens('contextWindow', model.contextWindow, there.limit?.context),
    ...tokens('maxOutput', model.maxOutput, there.limit?.output),
    ...modalities('input', model.input, there.modalities?.input),
    ...modalities('output', model.output, there.modalities?.output),
  ];
}

/** Compared as far as both are known: `2023-10` agrees with `2023-10-01`. */
function dates(field: string, here: PartialDate | null, there: string | undefined): Difference[] {
  if (!there) return [];
  if (here !== null && !isBefore(here, there) && !isBefore(there, here)) return [];
  return [{ field, here: here ?? NOT_DISCLOSED, there }];
}

function tokens(field: string, here: number | null, there: number | undefined): Difference[] {
  if (!there || here === there) return [];
  return [{ field, here: here === null ? NOT_DISCLOSED : String(here), there: String(there) }];
}

/** The ones that models here may have: models.dev also lists `pdf`, which is text and images to a model. */
const MODALITIES = ['text', 'image', 'audio', 'video'] as const;

function modalities(field: string, here: Model['input'], there: readonly string[] | undefined): Difference[] {
  if (!there) return [];
  const [ours, theirs] = [here, there].map((list: readonly string[]) =>
    MODALITIES.filter((modality) => list.includes(modality)).join(', '),
  );
  return ours === theirs ? [] : [{ field, here: ours!, there: theirs! }];
}
