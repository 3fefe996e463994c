import type { APIAttachment } from 'discord-api-types/v10';
import { snowflake } from '../snowflake.ts';
import type { StoredFile } from './Message.ts';

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
