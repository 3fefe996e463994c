import type { APIAttachment, MessageReferenceType } from 'discord-api-types/v10';
import { checkMessage, isEmptyMessage } from '../checks/checkMessage.ts';
import { at, tooLong, type Violation } from '../checks/violations.ts';
import type { MessageParts } from '../world/composeMessage.ts';
import { contentTypeOf, MAX_FILE_BYTES, MAX_FILES, storeFile } from '../world/guild/files.ts';
import type { Channel, Message } from '../world/guild/Guild.ts';
import { refuseArchived, type UploadedFile } from './base/Api.ts';
import { DiscordError, refuseInvalid } from './base/DiscordError.ts';

interface RequestBody {
  /** The parsed JSON. Undefined without a body. */
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

/**
 * Reads the body of a request: JSON, or a form with `files[n]` and with `payload_json` or a field for each property.
 *
 * @throws DiscordError 50109 when it is not valid JSON.
 */
export async function readBody(request: Request): Promise<RequestBody> {
  if (request.method === 'GET' || request.method === 'HEAD') return { json: undefined, files: [] };
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    return { json: parse(await request.text()), files: [] };
  }
  const form = await request.formData();
  const payload = form.get('payload_json');
  const uploads = [...form].flatMap(([key, value]) => (typeof value === 'string' ? [] : [{ key, file: value }]));
  const files = uploads.map(async ({ key, file }, position) => ({
    index: Number(/^files\[(\d+)\]$/.exec(key)?.[1] ?? position),
    name: file.name,
    contentType: contentTypeOf(file.name, file.type),
    bytes: await file.bytes(),
  }));
  const fields = [...form].filter(([, value]) => typeof value === 'string');
  const json = typeof payload === 'string' ? parse(payload) : Object.fromEntries(fields);
  return { json, files: await Promise.all(files) };
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new DiscordError('invalidJson');
  }
}

/** The body of a request that creates or edits a message, after it was checked. */
export interface MessageBody extends Omit<MessageParts, 'attachments' | 'files'> {
  readonly attachments?: readonly { readonly id: string | number; readonly description?: string }[] | null;
  readonly message_reference?: {
    readonly type?: MessageReferenceType;
    readonly message_id?: string;
    readonly channel_id?: string;
    readonly fail_if_not_exists?: boolean;
  };
  readonly nonce?: string | number;
  readonly enforce_nonce?: boolean;
  readonly tts?: boolean;
  readonly sticker_ids?: readonly string[] | null;
}

/**
 * Turns the body and files of a request into the parts of a message.
 *
 * @param before - For an edit: the message's current files. Those that the body does not list are removed.
 */
export function messageParts(
  body: MessageBody,
  uploads: readonly UploadedFile[],
  place: { readonly channel: Channel; readonly url: string },
  before: Pick<Message, 'whole' | 'files'> = NOTHING,
): MessageParts {
  const { attachments: described, ...rest } = body;
  if (uploads.length === 0 && !described) return rest;

  const kept = keptBy(body, before.whole.attachments);
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

/**
 * The files that a message keeps in an edit: all of them, or those that the edit lists. Source:
 * reference#editing-message-attachments.
 */
function keptBy({ attachments: listed }: MessageBody, before: readonly APIAttachment[]): readonly APIAttachment[] {
  if (!Array.isArray(listed)) return before;
  const ids = new Set(listed.map((one: { readonly id?: unknown } | null) => String(one?.id)));
  return before.filter(({ id }) => ids.has(id));
}

/** The violations of a part of a larger body. */
export const prefixed = (violations: readonly Violation[], path: string): Violation[] =>
  violations.map((violation) => ({ ...violation, path: at(path, violation.path) }));

const NOTHING = { whole: { embeds: [], attachments: [] }, files: [] };

/** @throws DiscordError 50035 when the edit is invalid, 50006 when it would leave the message empty. */
export function checkEdit(
  message: Message,
  body: MessageBody,
  files: readonly UploadedFile[],
  use: 'edit' | 'webhookEdit' = 'edit',
): void {
  const flags = message.api.flags ?? 0;
  if (message.poll) throw new DiscordError('pollEdit');
  refuseArchived(message.channel);
  refuseInvalid(checkMessage(body, use, { files: namesAfter(message, body, files), flags }));
  refuseEmptyEdit(message, body, files);
}

/** The names of all files after the edit, which components can refer to. */
export function namesAfter({ whole }: Message, body: MessageBody, files: readonly UploadedFile[]): readonly string[] {
  const kept = keptBy(body, whole.attachments).map(({ filename }) => filename);
  return [...kept, ...files.map(({ name }) => name)];
}

/** @throws DiscordError 50006 when the edit would leave the message empty. */
export function refuseEmptyEdit({ api, whole }: Message, body: MessageBody, files: readonly UploadedFile[]): void {
  const afterwards = {
    content: body.content === undefined ? api.content : body.content,
    embeds: body.embeds === undefined ? whole.embeds : body.embeds,
    components: body.components === undefined ? api.components : body.components,
    attachments: body.attachments ?? whole.attachments,
    flags: (api.flags ?? 0) | (body.flags ?? 0),
  };
  if (isEmptyMessage(afterwards, files.length)) throw new DiscordError('emptyMessage');
}

/** @throws DiscordError 40005 when a file is too large, 50035 when there are too many. */
export function refuseFiles(files: readonly UploadedFile[]): void {
  if (files.some(({ bytes }) => bytes.length > MAX_FILE_BYTES)) throw new DiscordError('tooLarge');
  if (files.length > MAX_FILES) refuseInvalid([tooLong('attachments', MAX_FILES)]);
}
