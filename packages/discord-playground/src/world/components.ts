import { type APIAttachment, ComponentType } from 'discord-api-types/v10';

/** A picture or file inside a component. */
export interface Media {
  readonly url: string;
  readonly proxy_url?: string;
  readonly content_type?: string | null | undefined;
  readonly attachment_id?: string;
}

/** What all kinds of components share as far as the playground looks into them. */
export interface AnyComponent {
  readonly type: ComponentType;
  readonly id?: number;
  /** Of a text display. */
  readonly content?: string;
  readonly label?: string;
  /** Of a label or a picture. */
  readonly description?: string | null;
  readonly custom_id?: string;
  readonly url?: string;
  readonly disabled?: boolean;
  readonly components?: readonly AnyComponent[];
  /** Of a section: the button or picture beside it. */
  readonly accessory?: AnyComponent;
  /** Of a label in a modal: the field under it. */
  readonly component?: AnyComponent;
  /** Of a thumbnail. */
  readonly media?: Media;
  /** Of a gallery. */
  readonly items?: readonly { readonly media: Media }[];
  /** Of a file. */
  readonly file?: Media;
}

/** Every component in reading order, a container before what it holds. */
export function* componentsWithin(components: readonly AnyComponent[]): Generator<AnyComponent> {
  for (const component of components) {
    yield component;
    yield* componentsWithin(component.components ?? []);
    if (component.accessory) yield* componentsWithin([component.accessory]);
    if (component.component) yield* componentsWithin([component.component]);
  }
}

/** Gives every component that came without an id the next free one, in reading order, as Discord does. */
export function numberComponents(components: readonly AnyComponent[]): AnyComponent[] {
  const taken = new Set([...componentsWithin(components)].map(({ id }) => id));
  let next = 0;
  const nextFree = (): number => {
    do next += 1;
    while (taken.has(next));
    return next;
  };
  const number = (component: AnyComponent): AnyComponent => ({
    ...component,
    id: component.id || nextFree(),
    ...(component.components && { components: component.components.map(number) }),
    ...(component.accessory && { accessory: number(component.accessory) }),
    ...(component.component && { component: number(component.component) }),
  });
  return components.map(number);
}

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
