import { checkMessage } from '../checks/checkMessage.ts';
import { isEmptyMessage } from '../checks/isEmptyMessage.ts';
import { DiscordError } from '../DiscordError.ts';
import type { Message } from '../world/Message.ts';
import { keptBy, type MessageBody } from './messageParts.ts';
import type { UploadedFile } from './readBody.ts';
import { refuseInvalid } from './refuseInvalid.ts';

/** @throws DiscordError when the message cannot be edited like that: 50035, or 50006 when nothing would be left of it. */
export function checkEdit(message: Message, body: MessageBody, files: readonly UploadedFile[]): void {
  const flags = message.api.flags ?? 0;
  refuseInvalid(checkMessage(body, 'edit', { files: namesAfter(message, body, files), flags }));
  refuseEmptyEdit(message, body, files);
}

/** Names of the files that the message has after the edit, for components to refer to. */
export function namesAfter({ api }: Message, body: MessageBody, files: readonly UploadedFile[]): readonly string[] {
  const kept = keptBy(body, api.attachments).map(({ filename }) => filename);
  return [...kept, ...files.map(({ name }) => name)];
}

/** @throws DiscordError 50006 when the edit would leave nothing of the message. */
export function refuseEmptyEdit({ api }: Message, body: MessageBody, files: readonly UploadedFile[]): void {
  const afterwards = {
    content: body.content === undefined ? api.content : body.content,
    embeds: body.embeds === undefined ? api.embeds : body.embeds,
    components: body.components === undefined ? api.components : body.components,
    attachments: body.attachments ?? api.attachments,
    flags: (api.flags ?? 0) | (body.flags ?? 0),
  };
  if (isEmptyMessage(afterwards, files.length)) throw new DiscordError('emptyMessage');
}
