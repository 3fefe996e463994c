import type { APIAttachment } from 'discord-api-types/v10';
import { snowflake } from '../snowflake.ts';
import type { Channel } from '../world/Channel.ts';
import type { MessageParts } from '../world/Draft.ts';
import type { StoredFile } from '../world/Message.ts';
import type { UploadedFile } from './readBody.ts';

/** The body of a request that creates or edits a message, after it was checked. */
export interface MessageBody extends Omit<MessageParts, 'attachments' | 'files'> {
  readonly attachments?: readonly { readonly id: string | number; readonly description?: string }[];
  readonly message_reference?: { readonly message_id?: string; readonly fail_if_not_exists?: boolean };
  readonly nonce?: string | number;
  readonly enforce_nonce?: boolean;
  readonly tts?: boolean;
}

/**
 * Turns a request's body and files into what a message is made of.
 *
 * @param before - Of an edit: the files that the message has; those that the body does not list are removed.
 */
export function messageParts(
  body: MessageBody,
  uploads: readonly UploadedFile[],
  place: { readonly channel: Channel; readonly url: string },
  before: { readonly attachments: readonly APIAttachment[]; readonly files: readonly StoredFile[] } = NOTHING,
): MessageParts {
  const { attachments: described, ...rest } = body;
  if (uploads.length === 0 && !described) return rest;

  const kept = before.attachments.filter(({ id }) => !described || described.some((one) => String(one.id) === id));
  const added = uploads.map((upload) => {
    const id = snowflake();
    const description = described?.find((one) => String(one.id) === String(upload.index))?.description;
    const filename = upload.name.replaceAll(' ', '_');
    const url = `${place.url}/attachments/${place.channel.id}/${id}/${encodeURIComponent(filename)}`;
    const attachment: APIAttachment = {
      id,
      filename,
      size: upload.bytes.length,
      url,
      proxy_url: url,
      content_type: upload.contentType,
      ...(description !== undefined && { description }),
    };
    const file: StoredFile = {
      attachmentId: id,
      name: upload.name,
      contentType: upload.contentType,
      bytes: upload.bytes,
    };
    return { attachment, file };
  });
  const keptIds = new Set(kept.map(({ id }) => id));
  return {
    ...rest,
    attachments: [...kept, ...added.map(({ attachment }) => attachment)],
    files: [...before.files.filter((file) => keptIds.has(file.attachmentId)), ...added.map(({ file }) => file)],
  };
}

const NOTHING = { attachments: [], files: [] };
