import { type Attachment, type Client, DefaultRestOptions, type Message } from 'discord.js';
import type { Log } from '../shared/Log.ts';
import { UserError } from '../shared/UserError.ts';
import { FILE_NOT_FETCHED, FILE_TOO_LARGE, IMPORT_GONE } from './strings.ts';
import { type ImportRequest, MAX_FILE_BYTES } from '../answers/exchange/entries.ts';

/** Long enough to recognise a file by, and for the name of a tag. */
const MAX_STEM = 80;

/**
 * A file's name with nothing that Discord would change, or that could disturb a message.
 *
 * @example
 * plainName('Häufige Fragen.CSV'); // 'Haufige_Fragen.csv'
 */
export function plainName(name: string): string {
  const [, stem = '', extension = ''] = /^(.*?)(\.[a-z]{1,10})?$/is.exec(name) ?? [];
  const plain = stem
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\w-]+/g, '_')
    .replaceAll(/^_+|(?<!_)_+$/g, '');
  return `${plain.slice(0, MAX_STEM) || 'file'}${extension.toLowerCase()}`;
}

/** The most characters of a `map`: its place is in the name of an attached file. */
export const MAX_MAP = 150;

/**
 * What the message that previews an import carries, so that nothing has to be remembered: the files, and in the name of the
 * first what their columns mean.
 *
 * @example
 * // `faq.csv` with the map `question=Frage` is called `import-faq.cXVlc3Rpb249RnJhZ2U.csv`
 */
export function filesToAttach({ files, map = '' }: ImportRequest) {
  return files.map(({ name, bytes }, index) => {
    const [, stem = '', extension = ''] = /^(.*?)(\.[a-z]+)?$/.exec(name) ?? [];
    const coded = index === 0 && map !== '' ? `.${Buffer.from(map).toString('base64url')}` : '';
    return { name: `import-${stem}${coded}${extension}`, attachment: Buffer.from(bytes) };
  });
}

/** The message that previews an import carries its files. @throws UserError `no-such-import` */
export function attachedImport({ attachments, client, author }: Message) {
  const parts = [...attachments.values()].flatMap((file) => {
    const [, stem, coded = '', extension = ''] =
      /^import-([\w-]+)(?:\.([\w-]{2,}))??(\.[a-z]{1,10})?$/.exec(file.name) ?? [];
    return stem === undefined
      ? []
      : [{ file, name: stem + extension, map: Buffer.from(coded, 'base64url').toString() }];
  });
  if (parts.length === 0 || author.id !== client.user.id) throw new UserError('no-such-import', IMPORT_GONE);
  return { files: parts, map: parts.map(({ map }) => map).join('') };
}

/** Discord's file hosts; the second is that of `proxy_url`: https://discord.com/developers/docs/reference#cdn-formatting */
const FILE_HOSTS = new Set(['https://cdn.discordapp.com', 'https://media.discordapp.net']);

/** Of files in messages and in command options. */
const PATH = /^\/(?:ephemeral-)?attachments\//;

/** Enough for a megabyte on a slow connection. */
const TIMEOUT_MS = 8_000;

type AttachedFile = Pick<Attachment, 'url' | 'size'>;

export interface FetchOptions {
  /** Base of the API that named the file. The playground hosts files too. */
  readonly apiUrl: string;
  readonly log: Log;
  /** Default: 8 s. */
  readonly timeoutMs?: number;
}

export function fetchFiles(
  files: readonly { readonly file: AttachedFile; readonly name: string }[],
  { client, log }: { readonly client: Client; readonly log: Log },
): Promise<{ bytes: Uint8Array; name: string }[]> {
  const apiUrl = client.options.rest?.api ?? DefaultRestOptions.api;
  return Promise.all(files.map(async ({ file, name }) => ({ bytes: await fetchFile(file, { apiUrl, log }), name })));
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
  let bytes: Buffer | undefined;
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new Error(`it answered ${response.status}`);
    }
    bytes = await readUpTo(MAX_FILE_BYTES, response.body);
  } catch (error) {
    log.warn({ err: error }, 'could not fetch a file');
    throw notFetched();
  }
  if (!bytes) throw tooLarge();
  return bytes;
}

function isAtDiscord(url: string, apiUrl: string): boolean {
  const { origin, pathname, username } = URL.parse(url) ?? {};
  if (origin === undefined || pathname === undefined || username !== '' || !PATH.test(pathname)) return false;
  return FILE_HOSTS.has(origin) || origin === URL.parse(apiUrl)?.origin;
}

/** @returns `undefined` if there is more. Leaving the loop then aborts the download. */
export async function readUpTo(limit: number, body: AsyncIterable<Uint8Array>): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = (): UserError => new UserError('file-too-large', FILE_TOO_LARGE);

const notFetched = (): UserError => new UserError('file-not-fetched', FILE_NOT_FETCHED);
