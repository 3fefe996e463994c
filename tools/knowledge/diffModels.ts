import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { fromCallersFolder, printColumns, type Subcommand, UsageError } from '../../src/cli/run.ts';
import { isBefore, NOT_DISCLOSED, type PartialDate } from '../../src/knowledge/dates.ts';
import type { Model } from '../../src/knowledge/Model.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { counted } from '../../src/shared/text.ts';
import { UserError } from '../../src/shared/UserError.ts';
import { folderIn, folderOption } from './curatedSet.ts';

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

/** Those that models in the set can have. models.dev also lists `pdf`, which is text and images to a model. */
const MODALITIES = ['text', 'image', 'audio', 'video'] as const;

function modalities(field: string, here: Model['input'], there: readonly string[] | undefined): Difference[] {
  if (!there) return [];
  const [ours, theirs] = [here, there].map((list: readonly string[]) =>
    MODALITIES.filter((modality) => list.includes(modality)).join(', '),
  );
  return ours === theirs ? [] : [{ field, here: ours!, there: theirs! }];
}

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
 * Compares the set's models with those of models.dev by API name. A model with several is compared by the name that is
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

/**
 * The parts of https://models.dev/api.json that are read: models by provider, then by API name. Missing fields are
 * unknown to models.dev.
 */
const modelsDevSchema = z.object({
  openai: z.object({
    models: z.record(
      z.string(),
      z.object({
        name: z.string(),
        /** Known to the day, the month or the year, like `knowledge`. */
        release_date: z.string().optional(),
        /** Where its training data ends. */
        knowledge: z.string().optional(),
        /** Tokens; 0 if they don't apply, as for image models. */
        limit: z.object({ context: z.number().optional(), output: z.number().optional() }).optional(),
        modalities: z.object({ input: z.array(z.string()), output: z.array(z.string()) }).optional(),
      }),
    ),
  }),
});

/** OpenAI's models at models.dev, by API name. */
export type ModelsDevModels = z.output<typeof modelsDevSchema>['openai']['models'];

export type ModelsDevModel = ModelsDevModels[string];

/** The file has several megabytes. */
const TIMEOUT_MS = 60_000;

/**
 * Reads models.dev's `api.json`.
 *
 * @param place - A file or an address.
 * @throws UserError `models-dev-unreadable` if it cannot be read, `models-dev-faulty` if it is something else.
 */
async function readModelsDev(place: string): Promise<ModelsDevModels> {
  const parsed = modelsDevSchema.safeParse(parseJson(place, await readText(place)));
  if (parsed.success) return parsed.data.openai.models;
  const [issue] = parsed.error.issues;
  throw faulty(place, `${issue?.path.join('.') || 'all of it'}: ${issue?.message}`);
}

async function readText(place: string): Promise<string> {
  try {
    if (!/^https?:/i.test(place)) return await readFile(place, 'utf8');
    const response = await fetch(place, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.text();
  } catch (error) {
    throw new UserError(
      'models-dev-unreadable',
      `"${place}" cannot be read (${reason(error)}): give a copy of https://models.dev/api.json, or that address.`,
    );
  }
}

function parseJson(place: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw faulty(place, 'it is not JSON');
  }
}

function faulty(place: string, what: string): UserError {
  return new UserError(
    'models-dev-faulty',
    `"${place}" does not look like models.dev's api.json (${what}): give a copy of https://models.dev/api.json.`,
  );
}

function reason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}

export const diffModels: Subcommand = {
  usage: 'FILE|URL [--folder DIR]',
  summary: "report what is new, missing or different in models.dev's api.json; changes nothing",
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { folder: folderOption },
    });
    const [place, ...more] = positionals;
    if (place === undefined || more.length > 0) {
      throw new UsageError(
        'diff-models takes one file or address: npm run knowledge -- diff-models https://models.dev/api.json',
      );
    }
    const { models } = await readKnowledge(folderIn(values.folder));
    const there = await readModelsDev(/^https?:/i.test(place) ? place : fromCallersFolder(place));
    console.log(
      `${counted(models.size, 'model')} here, ${counted(Object.keys(there).length, 'model')} of OpenAI there.`,
    );
    printComparison(compareModels([...models.values()], there));
    return 0;
  },
};

function printComparison({ newThere, goneThere, different, nameless }: Comparison): void {
  printSection(
    'New there',
    newThere.map(({ apiId, entry }) => [apiId, entry.release_date ?? 'no date', entry.name]),
  );
  printSection(
    'Gone there',
    goneThere.map((model) => [model.id, retirement(model), model.apiIds.join(', ')]),
  );
  printSection(
    'Different',
    different.flatMap(({ model, apiId, differences }) =>
      differences.map(({ field, here, there }) => [
        apiId === model.id ? apiId : `${model.id} (there ${apiId})`,
        field,
        `here ${here}`,
        `there ${there}`,
      ]),
    ),
  );
  printSection(
    'Not compared, for they have no API name',
    nameless.map(({ id, name }) => [id, name]),
  );
}

function printSection(heading: string, rows: readonly (readonly string[])[]): void {
  if (rows.length === 0) return;
  console.log(`\n${heading}`);
  printColumns(rows);
}

/** Whether it was retired, so that its absence is expected. */
function retirement({ retired }: Model): string {
  return retired?.api === undefined ? 'no end in the API known here' : `end in the API here ${retired.api}`;
}
