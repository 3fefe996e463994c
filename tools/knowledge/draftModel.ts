import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { type Subcommand, UsageError } from '../../src/cli/run.ts';
import { isPartialDate, today } from '../../src/knowledge/dates.ts';
import { type ParsedKnowledge, parseFolder } from '../../src/knowledge/parse.ts';
import { UserError } from '../../src/shared/UserError.ts';
import { folderIn, folderOption } from './curatedSet.ts';
import { makersAtModelsDev, modalitiesIn, MODELS_DEV, ModelsDev, type ModelsDevModel } from './modelsDev.ts';

/** The id of the source for what comes from models.dev, unless `sources.yaml` has its address under another. */
const SOURCE = 'models-dev';

interface Draft {
  readonly maker: string;
  readonly apiId: string;
  readonly entry: ModelsDevModel;
  /** The id of the source. */
  readonly source: string;
  /** The day on which it is drafted. */
  readonly day: string;
}

/**
 * The file of a model, with what models.dev knows. A field that a person has to fill in is empty, so that the check names
 * it; one that may stay `null` only has a comment.
 */
function draftText({ maker, apiId, entry, source, day }: Draft): string {
  const { name, release_date: released, knowledge, limit, modalities, cost, open_weights: openWeights } = entry;
  const reasoning = reasoningOf(entry);
  const lines = [
    `name: ${written(name)}`,
    'family: # fill in: the name that the models released with it share',
    maker === 'OpenAI' ? [] : `maker: ${written(maker)}`,
    'short: # fill in: one sentence that says what it is, at most 200 characters',
    'madeFrom: # fill in: "how", and the "model" before it',
    'tuning: null # fill in: how it was fine-tuned, if that is published',
    'announced: null # fill in: the day, if it was announced',
    date('released', released),
    'parameters: null # fill in: its size, if that is published',
    openWeights ? ['openWeights: true', 'licence: # fill in: of the weights, such as Apache 2.0'] : [],
    reasoning === undefined ? [] : `reasoning: '${reasoning}'`,
    cost?.input || cost?.output
      ? ['price:', `  input: ${cost.input ?? 0}`, `  output: ${cost.output ?? 0}`, `  on: ${day}`]
      : [],
    list('input', modalities?.input),
    list('output', modalities?.output),
    tokens('contextWindow', limit?.context),
    tokens('maxOutput', limit?.output),
    date('knowledgeCutoff', knowledge),
    `apiIds: ${written([apiId])}`,
    'retired: null',
    `checked: ${day}`,
    `sources: ${written([source])} # fill in: the maker's own pages`,
  ];
  return `${lines.flat().join('\n')}\n`;
}

const written = (value: string | readonly string[]): string =>
  stringify(value, { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 }).trim();

const date = (field: string, value: string | undefined): string =>
  value && isPartialDate(value) ? `${field}: ${value}` : `${field}: null # fill in: the date, if a source says it`;

const tokens = (field: string, count: number | undefined): string =>
  count ? `${field}: ${count}` : `${field}: null # fill in: tokens, if that is published`;

function list(field: string, values: readonly string[] | undefined): string {
  const known = modalitiesIn(values ?? []);
  return known.length > 0 ? `${field}: ${written(known)}` : `${field}: # fill in: any of text, image, audio, video`;
}

/** Whether it reasons before it answers, as a model's file says it; `undefined` if models.dev doesn't know. */
function reasoningOf({ reasoning, reasoning_options: options = [] }: ModelsDevModel): string | undefined {
  if (reasoning === undefined) return undefined;
  if (!reasoning) return 'no';
  return options.some(({ type, values }) => type === 'toggle' || values?.includes('none')) ? 'optional' : 'yes';
}

/**
 * The usual form of an id, made of an API name.
 *
 * @example
 * idOf('nvidia/Nemotron_9:free'); // 'nemotron-9-free'
 */
function idOf(apiId: string): string {
  const [name] = /[^/]*$/.exec(apiId.toLowerCase())!;
  return name
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/[-.]{2,}/g, '-')
    .replaceAll(/^[-.]|[-.]$/g, '');
}

export const draftModel: Subcommand = {
  usage: 'MAKER/ID --from FILE|URL [--folder DIR]',
  summary: "write models/<id>.yaml with what models.dev's api.json knows, and mark what is left to fill in",
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { folder: folderOption, from: { type: 'string' } },
    });
    const [, maker, apiId] = /^([^/]+)\/(.+)$/.exec(positionals[0] ?? '') ?? [];
    if (!maker || !apiId || positionals.length > 1 || values.from === undefined) {
      throw new UsageError(
        'draft-model takes a maker, a slash and an API name: npm run knowledge -- draft-model openai/gpt-4.1 --from api.json',
      );
    }
    const folder = folderIn(values.folder);
    // Not `readKnowledge`, which refuses a set with faults: other drafts may be unfinished.
    const { records } = await parseFolder(folder);
    const file = join(folder, 'models', `${newId(records, apiId)}.yaml`);
    const draft = await draftOf(records, { maker, apiId, place: values.from });
    // "wx" refuses to overwrite a file.
    await writeFile(file, draftText(draft), { flag: 'wx' });
    console.log(`Wrote ${file}. Fill in what it marks with "fill in", then run "npm run knowledge -- check".`);
    return 0;
  },
};

/**
 * @returns The id of the new model.
 * @throws UserError `model-exists` if the set has it.
 */
function newId({ models }: ParsedKnowledge, apiId: string): string {
  const id = idOf(apiId);
  const known = models.get(id) ?? [...models.values()].find(({ data }) => data?.apiIds.includes(apiId));
  if (!known) return id;
  throw new UserError('model-exists', `The set already has "${apiId}": correct models/${known.id}.yaml instead.`);
}

interface Wanted {
  /** A maker's name, or the id of its provider, in any case. */
  readonly maker: string;
  readonly apiId: string;
  /** Where the list is. */
  readonly place: string;
}

/** @throws UserError `unknown-maker` or `unknown-model`. */
async function draftOf(
  { makers: parsed, sources }: ParsedKnowledge,
  { maker: given, apiId, place }: Wanted,
): Promise<Draft> {
  const records = new Map([...parsed].flatMap(([name, { data }]) => (data ? [[name, data] as const] : [])));
  const makers = makersAtModelsDev(records);
  const isMeant = (name: string): boolean => name.toLowerCase().split('/')[0] === given.toLowerCase();
  const found = [...makers].find(([name, providers]) => isMeant(name) || providers.some(isMeant));
  const [maker, providers] = found ?? [...makersAtModelsDev(records, given)][0]!;
  const models = (await ModelsDev.read(place, providers)).modelsOf(providers) ?? {};
  if (!Object.hasOwn(models, apiId)) {
    throw new UserError(
      'unknown-model',
      `models.dev has no model "${apiId}" of ${maker}: "npm run knowledge -- diff-models ${place} --maker '${maker}'" lists what is new there.`,
    );
  }
  const source = [...(sources?.values() ?? [])].find(({ data }) => data?.url === MODELS_DEV)?.id ?? SOURCE;
  return { maker, apiId, entry: models[apiId]!, source, day: today() };
}
