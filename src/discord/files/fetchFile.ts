import { MOST_BYTES } from '../../answers/exchange/readAnswersFile.ts';
import { UserError } from '../../UserError.ts';
import type { Log } from '../Log.ts';

/** https://discord.com/developers/docs/reference#cdn-formatting; the second one is where `proxy_url` leads. */
const DISCORDS = new Set(['https://cdn.discordapp.com', 'https://media.discordapp.net']);

/** Files of messages, and those of commands. */
const PATH = /^\/(?:ephemeral-)?attachments\//;

/** A megabyte takes a second on a slow line. */
const GIVE_UP_AFTER_MS = 8_000;

/** What Discord says of a file. */
export interface AttachedFile {
  readonly url: string;
  readonly size: number;
}

export interface FetchOptions {
  /** Base of the API that said so. On the playground the files are there too. */
  readonly apiUrl: string;
  readonly log: Log;
  /** Default: 8 s. */
  readonly timeoutMs?: number;
}

/**
 * Fetches a file that somebody has uploaded to Discord, and nothing from anywhere else: not even Discord itself, or who
 * speaks in its name, can send the bot to another host. How large the file is said to be is not believed.
 *
 * @throws UserError `file-too-large`, `file-not-fetched`
 */
export async function fetchFile({ url, size }: AttachedFile, options: FetchOptions): Promise<Uint8Array> {
  const { apiUrl, log, timeoutMs = GIVE_UP_AFTER_MS } = options;
  if (size > MOST_BYTES) throw tooLarge();
  if (!isDiscords(url, apiUrl)) {
    log.warn({ url }, 'a file is said to be where Discord keeps none');
    throw notFetched();
  }
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (response.ok && response.body) return await readUpTo(MOST_BYTES, response.body);
    await response.body?.cancel();
    log.warn({ status: response.status }, 'could not fetch a file');
  } catch (error) {
    if (error instanceof UserError) throw error;
    log.warn({ err: error }, 'could not fetch a file');
  }
  throw notFetched();
}

function isDiscords(url: string, apiUrl: string): boolean {
  const { origin, pathname, username } = URL.parse(url) ?? {};
  if (origin === undefined || pathname === undefined || username !== '' || !PATH.test(pathname)) return false;
  return DISCORDS.has(origin) || origin === URL.parse(apiUrl)?.origin;
}

/** Leaving the loop ends the download. */
async function readUpTo(limit: number, body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): UserError {
  return new UserError('file-too-large', 'The file is larger than 1 MB, and that is the most. Split it into several.');
}

function notFetched(): UserError {
  return new UserError('file-not-fetched', 'I could not get the file from Discord. Try again in a moment.');
}
