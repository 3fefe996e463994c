import { type APIAttachment, ComponentType } from 'discord-api-types/v10';
import type { AnyComponent, Media } from './componentsWithin.ts';

/**
 * Puts the address of a message's file wherever a component says `attachment://name`, as Discord does before it shows the message.
 * Source: components/reference#unfurled-media-item.
 */
export function resolveMedia(
  components: readonly AnyComponent[],
  attachments: readonly APIAttachment[],
): readonly AnyComponent[] {
  const within = (component: AnyComponent): AnyComponent => ({
    ...component,
    ...(component.components && { components: component.components.map(within) }),
    ...(component.accessory && { accessory: within(component.accessory) }),
    ...(component.media && { media: found(component.media, attachments) }),
    ...(component.items && {
      items: component.items.map((item) => ({ ...item, media: found(item.media, attachments) })),
    }),
    ...(component.type === ComponentType.File && component.file && fileParts(component.file, attachments)),
  });
  return components.map(within);
}

function named({ url }: Media, attachments: readonly APIAttachment[]): APIAttachment | undefined {
  const name = /^attachment:\/\/(.+)$/s.exec(url)?.[1];
  return attachments.find(({ filename }) => filename === name?.replaceAll(' ', '_'));
}

function found(media: Media, attachments: readonly APIAttachment[]): Media {
  const attachment = named(media, attachments);
  if (!attachment) return media;
  const { id, url, proxy_url: proxyUrl, content_type: contentType } = attachment;
  return { ...media, url, proxy_url: proxyUrl, content_type: contentType, attachment_id: id };
}

/** A file tells its name and size as well. */
function fileParts(file: Media, attachments: readonly APIAttachment[]): object {
  const attachment = named(file, attachments);
  return {
    file: found(file, attachments),
    ...(attachment && { name: attachment.filename, size: attachment.size }),
  };
}
