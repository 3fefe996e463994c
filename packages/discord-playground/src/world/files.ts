import { extname } from 'node:path';
import type { APIAttachment } from 'discord-api-types/v10';
import { snowflake } from './accounts.ts';

/**
 * How large one file may be without boosts or Nitro, for people and bots alike. It was 10 MiB until September 2026.
 * Source: reference#uploading-files, raised in discord/discord-api-docs#8578.
 */
export const MAX_FILE_BYTES = 20 * 1_024 * 1_024;

/** Files of one message. Source: resources/message#create-message. */
export const MAX_FILES = 10;

/** Of the files that people and bots are likely to send. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
};

const UNKNOWN = 'application/octet-stream';

/** What kind of file it is: as the sender says, or else by the ending of its name. */
export function contentTypeOf(name: string, said: string = UNKNOWN): string {
  return said === UNKNOWN || said === '' ? (CONTENT_TYPES[extname(name).toLowerCase()] ?? UNKNOWN) : said;
}

/** A file that was sent with a message. */
export interface StoredFile {
  readonly attachmentId: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A file as it arrived. */
export interface FileContents {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly description?: string | undefined;
}

export interface StoredAttachment {
  readonly attachment: APIAttachment;
  readonly file: StoredFile;
}

/**
 * Gives a file the id and the address by which it can be asked for.
 *
 * @param folder - The address below which it will stand.
 */
export function storeFile({ name, contentType, bytes, description }: FileContents, folder: string): StoredAttachment {
  const id = snowflake();
  const filename = name.replaceAll(' ', '_');
  const url = `${folder}/${id}/${encodeURIComponent(filename)}`;
  return {
    attachment: {
      id,
      filename,
      size: bytes.length,
      url,
      proxy_url: url,
      content_type: contentType,
      ...(description !== undefined && { description }),
    },
    file: { attachmentId: id, name, contentType, bytes },
  };
}

/** Discord forgets such files after a while as well. */
const KEPT = 100;

/** The latest files that people put into options and modals: they belong to no message. */
export class Uploads {
  readonly #byId = new Map<string, StoredFile>();

  add(file: StoredFile): void {
    this.#byId.set(file.attachmentId, file);
    if (this.#byId.size <= KEPT) return;
    const [oldest] = this.#byId.keys();
    this.#byId.delete(oldest!);
  }

  get(id: string): StoredFile | undefined {
    return this.#byId.get(id);
  }
}
