import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { fromCallersFolder } from '../../src/cli/run.ts';
import type { Knowledge } from '../../src/knowledge/Knowledge.ts';
import { UserError } from '../../src/shared/UserError.ts';

/** The parts of a model at models.dev that are read. Missing fields are unknown there. */
const modelSchema = z.object({
  name: z.string(),
  /** Known to the day, the month or the year, like `knowledge`. */
  release_date: z.string().optional(),
  /** Where its training data ends. */
  knowledge: z.string().optional(),
  /** Tokens; 0 if they don't apply, as for image models. */
  limit: z.object({ context: z.number().optional(), output: z.number().optional() }).optional(),
  modalities: z.object({ input: z.array(z.string()), output: z.array(z.string()) }).optional(),
  /** Dollars per million tokens; both 0 if they don't apply. */
  cost: z.object({ input: z.number().optional(), output: z.number().optional() }).optional(),
  open_weights: z.boolean().optional(),
  reasoning: z.boolean().optional(),
  /** How callers control its reasoning. `toggle` and the effort `none` turn it off. */
  reasoning_options: z.array(z.object({ type: z.string(), values: z.array(z.unknown()).optional() })).optional(),
});

export type ModelsDevModel = z.output<typeof modelSchema>;

/** Models by API name. */
export type ModelsDevModels = Readonly<Record<string, ModelsDevModel>>;

const providerSchema = z.object({ models: z.record(z.string(), modelSchema) });

/** Where models.dev publishes its list: models by provider, then by API name. */
export const MODELS_DEV = 'https://models.dev/api.json';

/** The file has several megabytes. */
const TIMEOUT_MS = 60_000;

/** A copy of models.dev's `api.json`, by provider. Only the providers that are asked for have to look like providers. */
export class ModelsDev {
  readonly #place: string;
  readonly #providers: Readonly<Record<string, unknown>>;

  constructor(place: string, providers: Readonly<Record<string, unknown>>) {
    this.#place = place;
    this.#providers = providers;
  }

  /**
   * @param place - A file, relative to where npm was called, or an address.
   * @param expected - Providers, at least one of which it has to have.
   * @throws UserError `models-dev-unreadable` if it cannot be read, `models-dev-faulty` if it is something else.
   */
  static async read(place: string, expected: readonly string[]): Promise<ModelsDev> {
    const path = isAddress(place) ? place : fromCallersFolder(place);
    const parsed = z.record(z.string(), z.unknown()).safeParse(parseJson(path, await readText(path)));
    if (!parsed.success) throw faulty(path, 'it is not a map of providers');
    const modelsDev = new ModelsDev(path, parsed.data);
    if (expected.some((provider) => modelsDev.has(provider))) return modelsDev;
    throw faulty(path, `it has no provider ${expected.join(', ')}`);
  }

  /**
   * The models of a maker. An API name that several of its providers have is taken from the first.
   *
   * @param providers - As in `knowledge/makers.yaml`: `openai`, or `amazon-bedrock/amazon.`, whose models begin with
   *   `amazon.`
   * @returns `undefined` if the list has none of the providers.
   * @throws UserError `models-dev-faulty` if a provider does not look like one.
   */
  modelsOf(providers: readonly string[]): ModelsDevModels | undefined {
    const found = providers.map(splitAtSlash).filter(([id]) => this.has(id));
    if (found.length === 0) return undefined;
    const models = new Map<string, ModelsDevModel>();
    for (const [id, start] of found) {
      for (const [apiId, model] of Object.entries(this.#provider(id).models)) {
        if (apiId.startsWith(start) && !models.has(apiId)) models.set(apiId, model);
      }
    }
    return Object.fromEntries(models);
  }

  has(provider: string): boolean {
    return Object.hasOwn(this.#providers, splitAtSlash(provider)[0]);
  }

  #provider(id: string): z.output<typeof providerSchema> {
    const parsed = providerSchema.safeParse(this.#providers[id]);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw faulty(this.#place, `${[id, ...(issue?.path ?? [])].join('.')}: ${issue?.message}`);
  }
}

/** `amazon-bedrock/amazon.` is `['amazon-bedrock', 'amazon.']`. */
function splitAtSlash(provider: string): readonly [id: string, start: string] {
  const [id = '', ...start] = provider.split('/');
  return [id, start.join('/')];
}

/**
 * The makers in `makers.yaml` that models.dev has providers of.
 *
 * @param only - A maker's name, in any case. Default: all of them.
 * @returns Their providers by their names.
 * @throws UserError `unknown-maker` if there is no such maker.
 */
export function makersAtModelsDev(makers: Knowledge['makers'], only?: string): ReadonlyMap<string, readonly string[]> {
  const all = [...makers].filter(([, { modelsDev }]) => modelsDev.length > 0);
  const chosen = all.filter(([name]) => only === undefined || name.toLowerCase() === only.toLowerCase());
  if (only !== undefined && chosen.length === 0) {
    throw new UserError(
      'unknown-maker',
      `makers.yaml names no providers at models.dev for "${only}": add them there, or use one of ${all.map(([name]) => name).join(', ')}.`,
    );
  }
  return new Map(chosen.map(([name, { modelsDev }]) => [name, modelsDev]));
}

/** Those that models in the set can have. models.dev also lists `pdf`, which is text and images to a model. */
const MODALITIES = ['text', 'image', 'audio', 'video'] as const;

/** What a model accepts or outputs, in one order. */
export function modalitiesIn(values: readonly string[]): readonly string[] {
  return MODALITIES.filter((modality) => values.includes(modality));
}

const isAddress = (place: string): boolean => /^https?:/i.test(place);

async function readText(place: string): Promise<string> {
  try {
    if (!isAddress(place)) return await readFile(place, 'utf8');
    const response = await fetch(place, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.text();
  } catch (error) {
    throw new UserError(
      'models-dev-unreadable',
      `"${place}" cannot be read (${reason(error)}): give a copy of ${MODELS_DEV}, or that address.`,
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
    `"${place}" does not look like models.dev's api.json (${what}): give a copy of ${MODELS_DEV}.`,
  );
}

function reason(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
