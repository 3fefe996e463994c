import { parseArgs } from 'node:util';
import { printColumns, type Subcommand, UsageError } from '../../src/cli/run.ts';
import { isBefore, NOT_DISCLOSED, type PartialDate } from '../../src/knowledge/dates.ts';
import type { Model } from '../../src/knowledge/Model.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { counted } from '../../src/shared/text.ts';
import { folderIn, folderOption } from './curatedSet.ts';
import {
  makersAtModelsDev,
  modalitiesIn,
  MODELS_DEV,
  ModelsDev,
  type ModelsDevModel,
  type ModelsDevModels,
} from './modelsDev.ts';

/** A fact that differs between the set and models.dev, as written in both. */
interface Difference {
  /** As in a model's file: `contextWindow`. */
  readonly field: string;
  readonly here: string;
  readonly there: string;
}

/** The facts that models.dev gives differently. What it doesn't give is no difference. */
function differencesOf(model: Model, there: ModelsDevModel): readonly Difference[] {
  return [
    ...dates('released', model.released, there.release_date),
    ...dates('knowledgeCutoff', model.knowledgeCutoff, there.knowledge),
    ...tokens('contextWindow', model.contextWindow, there.limit?.context),
    ...tokens('maxOutput', model.maxOutput, there.limit?.output),
    ...modalities('input', model.input, there.modalities?.input),
    ...modalities('output', model.output, there.modalities?.output),
    ...prices(model.price, there.cost),
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

function modalities(field: string, here: Model['input'], there: readonly string[] | undefined): Difference[] {
  if (!there) return [];
  const [ours, theirs] = [here, there].map((list) => modalitiesIn(list).join(', '));
  return ours === theirs ? [] : [{ field, here: ours!, there: theirs! }];
}

function prices(here: Model['price'], there: ModelsDevModel['cost']): Difference[] {
  if (!there?.input && !there?.output) return [];
  const { input = 0, output = 0 } = there;
  if (here?.input === input && here.output === output) return [];
  const written = { here: here ? priceText(here.input, here.output) : 'none', there: priceText(input, output) };
  return [{ field: 'price', ...written }];
}

const priceText = (input: number, output: number): string => `${input} in, ${output} out`;

/** Models of one maker. */
export interface Comparison {
  /** API names at models.dev that no model in the set has. */
  readonly newThere: readonly { readonly apiId: string; readonly entry: ModelsDevModel }[];
  /** Models in the set whose API names models.dev doesn't have. */
  readonly goneThere: readonly Model[];
  readonly different: readonly {
    readonly model: Model;
    /** The API name that models.dev has for it. */
    readonly apiId: string;
    readonly differences: readonly Difference[];
  }[];
  /** Models in the set without an API name, which can't be compared. */
  readonly nameless: readonly Model[];
}

/**
 * Compares the set's models of one maker with those of models.dev by API name. A model with several is compared by the name that is
 * its id, or else by the first that models.dev has: the others are dated versions, with dates of their own.
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
      const found = differencesOf(model, there[apiId]!);
      return found.length === 0 ? [] : { model, apiId, differences: found };
    }),
    nameless: models.filter(({ apiIds }) => apiIds.length === 0),
  };
}

function nameThere({ id, apiIds }: Model, there: ModelsDevModels): string | undefined {
  const names = apiIds.filter((apiId) => Object.hasOwn(there, apiId));
  return names.includes(id) ? id : names[0];
}

export const diffModels: Subcommand = {
  usage: 'FILE|URL [--maker NAME] [--folder DIR]',
  summary: "report what is new, missing or different in models.dev's api.json, maker by maker; changes nothing",
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { folder: folderOption, maker: { type: 'string' } },
    });
    const [place, ...more] = positionals;
    if (place === undefined || more.length > 0) {
      throw new UsageError(`diff-models takes one file or address: npm run knowledge -- diff-models ${MODELS_DEV}`);
    }
    const knowledge = await readKnowledge(folderIn(values.folder));
    const makers = makersAtModelsDev(knowledge.makers, values.maker);
    const modelsDev = await ModelsDev.read(place, [...makers.values()].flat());
    const models = Map.groupBy(knowledge.models.values(), ({ maker }) => maker);
    for (const [maker, providers] of makers) {
      const there = modelsDev.modelsOf(providers);
      if (there) printMaker(maker, models.get(maker) ?? [], there);
      else console.log(`${maker}: models.dev has no provider ${providers.join(', ')}. Correct it in makers.yaml.\n`);
    }
    const others = [...models].filter(([maker]) => values.maker === undefined && !makers.has(maker));
    printSection(
      'Makers without a provider there, according to makers.yaml',
      others.map(([maker, list]) => [maker, counted(list.length, 'model')]),
    );
    return 0;
  },
};

function printMaker(maker: string, models: readonly Model[], there: ModelsDevModels): void {
  const count = counted(Object.keys(there).length, 'model');
  console.log(`${maker}: ${counted(models.length, 'model')} here, ${count} there.\n`);
  const { newThere, goneThere, different, nameless } = compareModels(models, there);
  printSection(
    `New at ${maker}`,
    newThere.map(({ apiId, entry }) => [apiId, entry.release_date ?? 'no date', entry.name]),
  );
  printSection(
    `Gone at ${maker}`,
    goneThere.map((model) => [model.id, retirement(model), model.apiIds.join(', ')]),
  );
  printSection(
    `Different at ${maker}`,
    different.flatMap(({ model, apiId, differences }) =>
      differences.map(({ field, here, there: given }) => [
        apiId === model.id ? apiId : `${model.id} (there ${apiId})`,
        field,
        `here ${here}`,
        `there ${given}`,
      ]),
    ),
  );
  printSection(
    `Not compared at ${maker}, because they have no API name`,
    nameless.map(({ id, name }) => [id, name]),
  );
}

function printSection(heading: string, rows: readonly (readonly string[])[]): void {
  if (rows.length === 0) return;
  console.log(heading);
  printColumns(rows);
  console.log();
}

/** Whether it was retired, so that its absence is expected. */
function retirement({ retired }: Model): string {
  return retired?.api === undefined ? 'no end in the API known here' : `end in the API here ${retired.api}`;
}
