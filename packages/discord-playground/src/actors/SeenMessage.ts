import {
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APISelectMenuOption,
  type ChannelType,
  ComponentType,
  EmbedType,
  MessageFlags,
} from 'discord-api-types/v10';
import { type AnyComponent, componentsWithin } from '../world/components.ts';
import type { Message } from '../world/guild/Guild.ts';
import type { Poll } from '../world/guild/polls.ts';

/** A message as one person saw it at one moment. Later edits do not change it. */
export interface SeenMessage {
  readonly id: string;
  readonly channelId: string;
  /** A number of MessageType. Other types than 0, 19, 20 and 23 are what Discord itself writes, such as "ann pinned …". */
  readonly type: number;
  readonly author: {
    readonly id: string;
    readonly username: string;
    readonly bot: boolean;
    /** The address of a picture that a webhook brings along. */
    readonly avatar?: string;
  };
  readonly content: string;
  readonly components: NonNullable<APIMessage['components']>;
  readonly embeds: APIMessage['embeds'];
  /** The files that this person sees. In a message with Components V2, only those that a component shows. */
  readonly attachments: readonly SeenAttachment[];
  /** The names of its stickers. */
  readonly stickers: readonly string[];
  /** Bits of MessageFlags. */
  readonly flags: number;
  /** Whether only this person sees it. */
  readonly ephemeral: boolean;
  /**
   * All text in reading order, joined by newlines: content, text displays and embeds. Button labels are not included.
   */
  readonly text: string;
  /** All buttons in reading order. */
  readonly buttons: readonly SeenButton[];
  /** All select menus in reading order. */
  readonly selects: readonly SeenSelect[];
  /** Who was notified after `allowed_mentions` was applied: `everyone`, role ids and user ids. */
  readonly pings: readonly string[];
  /** The id of the message that it replies to. */
  readonly replyTo?: string;
  readonly edited: boolean;
  readonly pinned: boolean;
  readonly reactions: readonly SeenReaction[];
  readonly poll?: SeenPoll;
  /** The id of the thread that was started from it. */
  readonly threadId?: string;
  /** For a forward: the text of the message that was passed on. */
  readonly forwarded?: string;
}

/** A reaction as a person sees it. */
export interface SeenReaction {
  /** The emoji itself, or the name of a server's own. */
  readonly emoji: string;
  readonly count: number;
  /** The ids of those who reacted. */
  readonly by: readonly string[];
}

export interface SeenPoll {
  readonly question: string;
  readonly answers: readonly { readonly text: string; readonly votes: number }[];
  readonly isOver: boolean;
}

/** Takes a snapshot of a message as a person sees it now. */
export function seeMessage(message: Message): SeenMessage {
  const { api, author } = message;
  const components = componentsWithin(api.components ?? []);
  const isPublished = Boolean((api.flags ?? 0) & MessageFlags.IsCrosspost);
  const replyTo = isPublished ? undefined : api.message_reference?.message_id;
  return {
    id: message.id,
    channelId: message.channel.id,
    type: api.type,
    author: {
      id: author.id,
      username: author.username,
      bot: author.bot,
      ...(author.avatar !== null && { avatar: author.avatar }),
    },
    content: api.content,
    components: api.components ?? [],
    embeds: api.embeds,
    attachments: seeAttachments(message),
    stickers: (api.sticker_items ?? []).map(({ name }) => name),
    flags: api.flags ?? 0,
    ephemeral: Boolean((api.flags ?? 0) & MessageFlags.Ephemeral),
    text: readable(api),
    buttons: components.filter(({ type }) => type === ComponentType.Button).map(toButton),
    selects: components.filter(isSelect).map(toSelect),
    pings: message.pings,
    ...(replyTo !== undefined && { replyTo }),
    edited: api.edited_timestamp !== null,
    pinned: api.pinned,
    reactions: message.reactions.all().map(({ emoji, userIds }) => ({
      emoji: emoji.name,
      count: userIds.length,
      by: userIds,
    })),
    ...(message.poll && { poll: seePoll(message.poll) }),
    ...(api.thread && { threadId: api.thread.id }),
    ...(api.message_snapshots && { forwarded: api.message_snapshots.map((each) => readable(each.message)).join('\n') }),
  };
}

/** Everything readable in a message. */
function readable({ content, components, embeds }: Pick<APIMessage, 'content' | 'components' | 'embeds'>): string {
  const displays = componentsWithin(components ?? []).filter(({ type }) => type === ComponentType.TextDisplay);
  return [content, ...displays.map((display) => display.content), ...embeds.flatMap(embedText)]
    .filter(Boolean)
    .join('\n');
}

function seePoll({ question, answers, isOver }: Poll): SeenPoll {
  return {
    question: question.text ?? '',
    answers: answers.map(({ media, voterIds }) => ({ text: media.text ?? '', votes: voterIds.size })),
    isOver,
  };
}

/** A button as a person sees it. */
export interface SeenButton {
  readonly label: string;
  readonly customId?: string;
  readonly url?: string;
  readonly disabled: boolean;
}

/** A select menu as a person sees it. */
export interface SeenSelect {
  readonly customId: string;
  readonly placeholder?: string;
  /** The options of a select of strings. Empty for a select of people, roles or channels. */
  readonly options: readonly APISelectMenuOption[];
  /** The values that are selected from the start. */
  readonly values: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly disabled: boolean;
}

/** A file attached to a message. */
export interface SeenAttachment {
  readonly name: string;
  readonly url: string;
  /** In bytes. */
  readonly size: number;
  readonly contentType: string;
  /** The alt text. */
  readonly description?: string;
  bytes(): Uint8Array;
  /** Decoded as UTF-8. */
  text(): string;
}

/** A select menu: of strings, or of people, roles and channels. */
export interface Select extends AnyComponent {
  readonly placeholder?: string;
  readonly min_values?: number | null;
  readonly max_values?: number | null;
  readonly required?: boolean | null;
  /** For a select of strings. */
  readonly options?: readonly APISelectMenuOption[];
  /** For a select of people, roles or channels. */
  readonly default_values?: readonly { readonly id: string }[] | null;
  readonly channel_types?: readonly ChannelType[] | null;
}

const TYPES: ReadonlySet<ComponentType> = new Set([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]);

export const isSelect = (component: AnyComponent): component is Select => TYPES.has(component.type);

/** The values that are selected from the start. */
export function defaultsOf({ options, default_values: values }: Select): readonly string[] {
  if (options) return options.filter((option) => option.default).map(({ value }) => value);
  return (values ?? []).map(({ id }) => id);
}

/**
 * The files that a person sees. With Components V2, only those that a component shows. Source: components/reference.
 */
function seeAttachments(message: Message): SeenAttachment[] {
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
  const components = componentsWithin(api.components ?? []);
  const inGalleries = components.flatMap(({ items }) => items ?? []).map(({ media }) => media);
  const media = components.flatMap((component) => component.media ?? component.file ?? []);
  return new Set([...inGalleries, ...media].map(({ url }) => url));
}

function embedText({ type, author, title, description, fields, footer }: APIEmbed): (string | undefined)[] {
  if (type === EmbedType.PollResult) return []; // for programs
  const ofFields = (fields ?? []).flatMap(({ name, value }) => [name, value]);
  return [author?.name, title, description, ...ofFields, footer?.text];
}

function toButton({ label, custom_id: customId, url, disabled }: AnyComponent): SeenButton {
  return {
    label: label ?? '',
    ...(customId !== undefined && { customId }),
    ...(url !== undefined && { url }),
    disabled: disabled ?? false,
  };
}

function toSelect(select: Select): SeenSelect {
  const { custom_id: customId = '', placeholder, options = [] } = select;
  return {
    customId,
    ...(placeholder !== undefined && { placeholder }),
    options,
    values: defaultsOf(select),
    min: select.min_values ?? 1,
    max: select.max_values ?? 1,
    disabled: select.disabled ?? false,
  };
}
