import type { Attachment, Message } from 'discord.js';
import type { Log } from '../shared/Log.ts';
import { UserError } from '../shared/UserError.ts';
import { FILE_NOT_FETCHED, FILE_TOO_LARGE, IMPORT_GONE } from './strings.ts';
import { MAX_FILE_BYTES } from '../answers/exchange/formats.ts';

/** Extensions that Discord allows in a file name. */
const EXTENSION = /\.[a-z]{1,10}$/i;

/**
 * The extension of a file name, which can tell the format. Nothing else of the name is used.
 *
 * @example
 * extensionOf('Answers.CSV'); // '.csv'
 */
export function extensionOf(name: string): string {
  return EXTENSION.exec(name)?.[0].toLowerCase() ?? '';
}

/** The message that previews the import carries the file. @throws UserError `no-such-import` */
export function importedFile({ attachments, client, author }: Message): Attachment {
  const file = attachments.find(({ name }) => /^import(?:\.[a-z]+)?$/.test(name));
  if (file && author.id === client.user.id) return file;
  throw new UserError('no-such-import', IMPORT_GONE);
}

/** Discord's file hosts; the second is that of `proxy_url`: https://discord.com/developers/docs/reference#cdn-formatting */
const FILE_HOSTS = new Set(['https://cdn.discordapp.com', 'https://media.discordapp.net']);

/** Of files in messages and in command options. */
const PATH = /^\/(?:ephemeral-)?attachments\//;

/** Enough for a megabyte on a slow connection. */
const TIMEOUT_MS = 8_000;

/** What Discord says about a file. */
export type AttachedFile = Pick<Attachment, 'url' | 'size'>;

export interface FetchOptions {
  /** Base of the API that named the file. The playground hosts files too. */
  readonly apiUrl: string;
  readonly log: Log;
  /** Default: 8 s. */
  readonly timeoutMs?: number;
}

/**
 * Downloads a file that somebody uploaded to Discord. No other host is asked for it, whatever the address says, and the
 * stated size is not trusted.
 *
 * @throws UserError `file-too-large`, `file-not-fetched`
 */
export async function fetchFile({ url, size }: AttachedFile, options: FetchOptions): Promise<Uint8Array> {
  const { apiUrl, log, timeoutMs = TIMEOUT_MS } = options;
  if (size > MAX_FILE_BYTES) throw tooLarge();
  if (!isAtDiscord(url, apiUrl)) {
    log.warn({ url }, 'a file is not on a host of Discord');
    throw notFetched();
  }
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (response.ok && response.body) return await readUpTo(MAX_FILE_BYTES, response.body);
    await response.body?.cancel();
    log.warn({ status: response.status }, 'could not fetch a file');
  } catch (error) {
    if (error instanceof UserError) throw error;
    log.warn({ err: error }, 'could not fetch a file');
  }
  throw notFetched();
}

function isAtDiscord(url: string, apiUrl: string): boolean {
  const { origin, pathname, username } = URL.parse(url) ?? {};
  if (origin === undefined || pathname === undefined || username !== '' || !PATH.test(pathname)) return false;
  return FILE_HOSTS.has(origin) || origin === URL.parse(apiUrl)?.origin;
}

/** Leaving the loop aborts the download. */
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

const tooLarge = (): UserError => new UserError('file-too-large', FILE_TOO_LARGE);

const notFetched = (): UserError => new UserError('file-not-fetched', FILE_NOT_FETCHED);
