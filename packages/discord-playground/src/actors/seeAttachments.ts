import { type APIAttachment, MessageFlags } from 'discord-api-types/v10';
import { componentsWithin } from '../world/componentsWithin.ts';
import type { Message } from '../world/Message.ts';
import type { SeenAttachment } from './SeenMessage.ts';

/** The files that a person sees with a message: with Components V2 only those that a component shows. Source: components/reference. */
export function seeAttachments(message: Message): SeenAttachment[] {
  const { attachments, flags = 0 } = message.api;
  const isV2 = Boolean(flags & MessageFlags.IsComponentsV2);
  const shown = isV2 ? urlsShown(message) : undefined;
  return attachments.filter(({ url }) => shown?.has(url) ?? true).map((attachment) => see(attachment, message));
}

function see(
  { id, filename, url, size, content_type: type, description }: APIAttachment,
  { files }: Message,
): SeenAttachment {
  const bytes = files.find(({ attachmentId }) => attachmentId === id)?.bytes ?? new Uint8Array();
  return {
    name: filename,
    url,
    size,
    contentType: type ?? 'application/octet-stream',
    ...(description !== undefined && { description }),
    bytes: () => bytes,
    text: () => new TextDecoder().decode(bytes),
  };
}

function urlsShown({ api }: Message): ReadonlySet<string> {
  const components = [...componentsWithin(api.components ?? [])];
  const inGalleries = components.flatMap(({ items }) => items ?? []).map(({ media }) => media);
  const media = components.flatMap((component) => component.media ?? component.file ?? []);
  return new Set([...inGalleries, ...media].map(({ url }) => url));
}
