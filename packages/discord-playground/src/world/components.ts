import {
  type APIAttachment,
  type APIEmbed,
  type APIEmbedImage,
  ComponentType,
  EmbedType,
  MessageFlags,
} from 'discord-api-types/v10';
import { snowflake } from './guild/accounts.ts';

/** An image or file inside a component. */
interface Media {
  readonly id?: string;
  readonly url: string;
  readonly proxy_url?: string;
  readonly content_type?: string | null | undefined;
  readonly width?: number | null | undefined;
  readonly height?: number | null | undefined;
  readonly attachment_id?: string;
}

/** The properties of all component types, as far as the playground uses them. */
export interface AnyComponent {
  readonly type: ComponentType;
  readonly id?: number;
  /** For a text display. */
  readonly content?: string;
  readonly label?: string;
  /** For a label or an image. */
  readonly description?: string | null;
  readonly custom_id?: string;
  readonly url?: string;
  readonly disabled?: boolean;
  readonly components?: readonly AnyComponent[];
  /** For a section: the button or image beside the text. */
  readonly accessory?: AnyComponent;
  /** For a label in a modal: the field below it. */
  readonly component?: AnyComponent;
  /** For a thumbnail. */
  readonly media?: Media;
  /** For a media gallery. */
  readonly items?: readonly { readonly media: Media }[];
  /** For a file. */
  readonly file?: Media;
}

/** All components in reading order, including nested ones. A container comes before its contents. */
export function componentsWithin(components: readonly AnyComponent[], list: AnyComponent[] = []): AnyComponent[] {
  for (const component of components) {
    list.push(component);
    if (component.components) componentsWithin(component.components, list);
    if (component.accessory) componentsWithin([component.accessory], list);
    if (component.component) componentsWithin([component.component], list);
  }
  return list;
}

const OF_SELECT = { min_values: 1, max_values: 1 };
const OF_MEDIA = { description: null, spoiler: false };

/** What Discord says about components whose author did not. */
const DEFAULTS: Partial<Record<ComponentType, object>> = {
  [ComponentType.StringSelect]: OF_SELECT,
  [ComponentType.UserSelect]: OF_SELECT,
  [ComponentType.RoleSelect]: OF_SELECT,
  [ComponentType.MentionableSelect]: OF_SELECT,
  [ComponentType.ChannelSelect]: OF_SELECT,
  [ComponentType.Container]: { accent_color: null, spoiler: false },
  [ComponentType.File]: { spoiler: false },
  [ComponentType.Separator]: { divider: true, spacing: 1 },
  [ComponentType.Thumbnail]: OF_MEDIA,
};

/** Fills in defaults, and gives each component without an id the next free one in reading order, as Discord does. */
export function numberComponents(components: readonly AnyComponent[]): AnyComponent[] {
  const taken = new Set(componentsWithin(components).map(({ id }) => id));
  let next = 0;
  const nextFree = (): number => {
    do next += 1;
    while (taken.has(next));
    return next;
  };
  const number = (component: AnyComponent): AnyComponent => ({
    ...DEFAULTS[component.type],
    ...component,
    id: component.id || nextFree(),
    ...(component.components && { components: component.components.map(number) }),
    ...(component.accessory && { accessory: number(component.accessory) }),
    ...(component.component && { component: number(component.component) }),
  });
  return components.map(number);
}

/**
 * Replaces `attachment://name` in components with the address of that file, as Discord does before it shows the
 * message.
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
      items: component.items.map((item) => ({ ...OF_MEDIA, ...item, media: found(item.media, attachments) })),
    }),
    ...(component.type === ComponentType.File && component.file && fileParts(component.file, attachments)),
  });
  return components.map(within);
}

/** The same for the pictures of embeds. Source: reference#using-attachments-within-embeds. */
export function finishedEmbeds(embeds: readonly APIEmbed[], attachments: readonly APIAttachment[]): APIEmbed[] {
  const picture = (media: APIEmbedImage): APIEmbedImage => {
    const attachment = named(media, attachments);
    if (!attachment) return media;
    const { url, proxy_url, width, height } = attachment;
    return { ...media, url, proxy_url, ...(width && height && { width, height }) };
  };
  const icon = (url: string): string => named({ url }, attachments)?.url ?? url;
  return embeds.map((embed) => ({
    type: EmbedType.Rich,
    ...embed,
    ...(embed.fields && { fields: embed.fields.map((field) => ({ inline: false, ...field })) }),
    ...(embed.image && { image: picture(embed.image) }),
    ...(embed.thumbnail && { thumbnail: picture(embed.thumbnail) }),
    ...(embed.author?.icon_url && { author: { ...embed.author, icon_url: icon(embed.author.icon_url) } }),
    ...(embed.footer?.icon_url && { footer: { ...embed.footer, icon_url: icon(embed.footer.icon_url) } }),
  }));
}

/** What of its embeds and files a message shows. Source: reference#using-attachments-within-embeds. */
export function shownOf(
  { embeds, attachments }: { readonly embeds: readonly APIEmbed[]; readonly attachments: readonly APIAttachment[] },
  flags: number,
): { embeds: APIEmbed[]; attachments: APIAttachment[] } {
  const inEmbeds = new Set(
    embeds.flatMap(({ image, thumbnail, author, footer }) => [
      image?.url,
      thumbnail?.url,
      author?.icon_url,
      footer?.icon_url,
    ]),
  );
  return {
    embeds: flags & MessageFlags.SuppressEmbeds ? [] : [...embeds],
    attachments: attachments.filter(({ url }) => !inEmbeds.has(url)),
  };
}

function named({ url }: Pick<Media, 'url'>, attachments: readonly APIAttachment[]): APIAttachment | undefined {
  const name = /^attachment:\/\/(.+)$/s.exec(url)?.[1];
  return attachments.find(({ filename }) => filename === name?.replaceAll(' ', '_'));
}

function found(media: Media, attachments: readonly APIAttachment[]): Media {
  const attachment = named(media, attachments);
  if (!attachment) return { id: snowflake(), proxy_url: media.url, ...media };
  const { id, url, proxy_url: proxyUrl, content_type: contentType, width = null, height = null } = attachment;
  const file = { url, proxy_url: proxyUrl, content_type: contentType, width, height, attachment_id: id };
  return { id: snowflake(), ...media, ...file };
}

/** A file component also shows the name and size. */
function fileParts(file: Media, attachments: readonly APIAttachment[]): object {
  const attachment = named(file, attachments);
  return {
    file: found(file, attachments),
    ...(attachment && { name: attachment.filename, size: attachment.size }),
  };
}
