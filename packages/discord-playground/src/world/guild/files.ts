import { extname } from 'node:path';
import { type APIAttachment, AttachmentFlags } from 'discord-api-types/v10';
import { snowflake } from './accounts.ts';

/**
 * Maximum size of a file without boosts or Nitro, for people and bots alike. It was 10 MiB until September 2026.
 * Source: reference#uploading-files, raised in discord/discord-api-docs#8578.
 */
export const MAX_FILE_BYTES = 20 * 1_024 * 1_024;

/** Maximum number of files in a message. Source: resources/message#create-message. */
export const MAX_FILES = 10;

/** For the files that people and bots are likely to send. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
};

const UNKNOWN = 'application/octet-stream';

/** The content type that the sender gave, or one guessed from the file name extension. */
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

/** A file as it was received. */
export interface FileContents {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly description?: string | undefined;
}

interface StoredAttachment {
  readonly attachment: APIAttachment;
  readonly file: StoredFile;
}

/**
 * Gives a file an id and an address.
 *
 * @param folder - The base of its address.
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
      ...pixelsOf(bytes),
      ...(filename.startsWith('SPOILER_') && { flags: AttachmentFlags.IsSpoiler }),
      ...(description !== undefined && { description }),
    },
    file: { attachmentId: id, name, contentType, bytes },
  };
}

const PNG_START = '89504e470d0a1a0a';

/** The size of an image. Only that of a PNG is read. */
function pixelsOf(bytes: Uint8Array): { width: number; height: number } | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 24 || buffer.toString('hex', 0, 8) !== PNG_START) return undefined;
  return { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20) };
}

/** Discord also deletes such files after a while. */
const KEPT = 100;

/** The latest files that people uploaded to options and modals. They belong to no message. */
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
