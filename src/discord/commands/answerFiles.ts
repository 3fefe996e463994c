import { ApplicationCommandOptionType, type Attachment, type Message } from 'discord.js';
import type { Log } from '../../shared/Log.ts';
import { UserError } from '../../shared/UserError.ts';
import { exportMessage, planMessage } from '../editing/exchangeMessages.ts';
import type { Subcommand } from './Command.ts';
import { EXPORT_FORMATS } from '../../answers/exchange/formats.ts';
import type { ExportFormat } from '../../answers/exchange/formats.ts';
import { MAX_FILE_BYTES } from '../../answers/exchange/formats.ts';

const NAMES: Readonly<Record<ExportFormat, string>> = {
  json: 'JSON, for programs and to keep',
  csv: 'CSV, for a spreadsheet',
  md: 'Markdown, for a text editor',
};

/** `/answer export [format]`: all that the server wrote and hides, as a file. */
export const exportFile: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'export',
    description: 'Get the answers of this server as a file',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'format',
        description: 'All hold the same (default: JSON)',
        choices: EXPORT_FORMATS.map((value) => ({ name: NAMES[value], value })),
      },
    ],
  },
  mode: 'private',
  async run({ exchange, guildId }, { options, attachmentSizeLimit }) {
    const asked = options.getString('format') ?? 'json';
    const format = EXPORT_FORMATS.find((one) => one === asked);
    if (!format) throw new UserError('unknown-format', 'There is no such format. Pick one from the list.');
    return exportMessage(await exchange.export(guildId, format), attachmentSizeLimit);
  },
};

/** What the ending of a file may look like, so that it can stand in an address of Discord's. */
const ENDING = /\.[a-z]{1,10}$/i;

/** `.csv`, which can say the format; nothing else of a name is kept. */
export function endingOf(name: string): string {
  return ENDING.exec(name)?.[0].toLowerCase() ?? '';
}

/**
 * The file that an import is about: the message that shows what it would do carries it, so that nothing has to be
 * remembered until somebody agrees.
 *
 * @throws UserError `no-such-import`
 */
export function importedFile({ attachments, client, author }: Message): Attachment {
  const file = attachments.find(({ name }) => /^import(?:\.[a-z]+)?$/.test(name));
  if (file && author.id === client.user.id) return file;
  throw new UserError('no-such-import', 'The file is not here any more. Import it again with /answer import.');
}

/** `/answer import file [overwrite]`: shows what a file would change, and asks. */
export const importFile: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'import',
    description: 'See what a file of answers would change here, and then take it in or not',
    options: [
      {
        type: ApplicationCommandOptionType.Attachment,
        name: 'file',
        description: 'An export of answers, or the tags of another bot; at most 1 MB',
        required: true,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'overwrite',
        description: 'Let the file win where moderators have removed, changed or hidden something (default: no)',
      },
    ],
  },
  mode: 'private',
  async run(session, { options }) {
    const attached = options.getAttachment('file', true);
    const request = {
      bytes: await session.fetch(attached),
      name: `import${endingOf(attached.name)}`,
      overwrite: options.getBoolean('overwrite') ?? false,
    };
    return planMessage(await session.exchange.plan(session.guildId, request), request);
  },
};

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
  if (size > MAX_FILE_BYTES) throw tooLarge();
  if (!isDiscords(url, apiUrl)) {
    log.warn({ url }, 'a file is said to be where Discord keeps none');
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
