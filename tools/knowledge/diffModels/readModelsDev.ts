import { readFile } from 'node:fs/promises';
import { UserError } from '../../../src/UserError.ts';
import { modelsDevSchema, type ModelsDevModels } from './ModelsDev.ts';

/** The whole file is some megabytes. */
const TIMEOUT_MS = 60_000;

/**
 * Reads models.dev's `api.json`.
 *
 * @param place - A file or an address.
 * @throws UserError `models-dev-unreadable` when there is none, `models-dev-faulty` when it is something else.
 */
export async function readModelsDev(place: string): Promise<ModelsDevModels> {
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
