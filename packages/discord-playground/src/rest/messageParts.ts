import type { APIAttachment } from 'discord-api-types/v10';
import type { Channel } from '../world/Channel.ts';
import type { MessageParts } from '../world/Draft.ts';
import type { StoredFile } from '../world/Message.ts';
import { storeFile } from '../world/storeFile.ts';
import type { UploadedFile } from './readBody.ts';

/** The body of a request that creates or edits a message, after it was checked. */
export interface MessageBody extends Omit<MessageParts, 'attachments' | 'files'> {
  readonly attachments?: readonly { readonly id: string | number; readonly description?: string }[] | null;
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

  const kept = keptBy(body, before.attachments);
  const added = uploads.map(({ index, name, contentType, bytes }) => {
    const description = described?.find(({ id }) => String(id) === String(index))?.description;
    return storeFile({ name, contentType, bytes, description }, `${place.url}/attachments/${place.channel.id}`);
  });
  const keptIds = new Set(kept.map(({ id }) => id));
  return {
    ...rest,
    attachments: [...kept, ...added.map(({ attachment }) => attachment)],
    files: [...before.files.filter((file) => keptIds.has(file.attachmentId)), ...added.map(({ file }) => file)],
  };
}

/** Which files of a message an edit leaves it: all, or those that it lists. Source: reference#editing-message-attachments. */
export function keptBy(
  { attachments: listed }: MessageBody,
  before: readonly APIAttachment[],
): readonly APIAttachment[] {
  if (!Array.isArray(listed)) return before;
  const ids = new Set(listed.map((one: { readonly id?: unknown } | null) => String(one?.id)));
  return before.filter(({ id }) => ids.has(id));
}

const NOTHING = { attachments: [], files: [] };
