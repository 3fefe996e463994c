import {
  AllowedMentionsTypes,
  type APIAllowedMentions,
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
  ComponentType,
  type APIMessageSnapshotFields,
  InteractionType,
  MessageFlags,
  MessageReferenceType,
  MessageType,
  type RESTAPIPoll,
} from 'discord-api-types/v10';
import { snowflake, type User } from './guild/accounts.ts';
import {
  type AnyComponent,
  componentsWithin,
  finishedEmbeds,
  numberComponents,
  resolveMedia,
  shownOf,
} from './components.ts';
import type { StoredFile } from './guild/files.ts';
import type { Channel, Message } from './guild/Guild.ts';
import { type Interaction, interactionMetadata } from './Interaction.ts';
import { ALL_KINDS, type Mentions, pingsOf, resolveMentions } from './mentions.ts';
import { Poll } from './guild/polls.ts';
import { Reactions } from './guild/reactions.ts';
import { type Sticker, stickerItem } from './guild/stickers.ts';

/** What an author sends for a message. In an edit, absent parts stay unchanged. */
export interface MessageParts {
  readonly content?: string | null | undefined;
  readonly embeds?: readonly APIEmbed[] | null | undefined;
  readonly components?: readonly APIMessageTopLevelComponent[] | null | undefined;
  /** Bits of MessageFlags. */
  readonly flags?: number | null | undefined;
  readonly allowed_mentions?: APIAllowedMentions | null | undefined;
  readonly poll?: RESTAPIPoll | null | undefined;
  readonly attachments?: readonly APIAttachment[] | undefined;
  readonly files?: readonly StoredFile[] | undefined;
  readonly stickers?: readonly Sticker[] | undefined;
}

/** A message that has not been sent yet. */
export interface Draft {
  readonly channel: Channel;
  readonly author: User;
  readonly parts: MessageParts;
  readonly replyTo?: Message | undefined;
  /** The message that this one passes on. It then has no content of its own. */
  readonly forwarded?: Message | undefined;
  /** The message of another channel that this one publishes to a follower. */
  readonly published?: Message | undefined;
  /** For what Discord itself writes, such as "ann pinned a message". */
  readonly type?: MessageType | undefined;
  /** The app that owns the webhook, when it is written through one. */
  readonly webhook?: { readonly id: string; readonly applicationId: string | null } | undefined;
  /** The same as that of the forum post that it starts (default: a new one). */
  readonly id?: string | undefined;
  readonly nonce?: string | number | undefined;
  readonly tts?: boolean | undefined;
  /** The interaction that it answers. */
  readonly interaction?: Interaction | undefined;
  /** The only person who will see it. Makes the message ephemeral. */
  readonly visibleTo?: string | undefined;
}

const MESSAGE_TYPES: Partial<Record<InteractionType, MessageType>> = {
  [InteractionType.ApplicationCommand]: MessageType.ChatInputCommand,
  [InteractionType.MessageComponent]: MessageType.Reply,
};

/** The flags that an author may set. Discord sets the others. */
const SETTABLE_FLAGS = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

/** Turns a draft into a message as Discord would. */
export function composeMessage(draft: Draft): Message {
  const { channel, author, parts, interaction } = draft;
  const id = draft.id ?? snowflake();
  const poll = parts.poll ? new Poll(parts.poll) : undefined;
  const replyTo = draft.replyTo ?? (interaction?.message?.channel === channel ? interaction.message : undefined);
  const mentions = mentionsOf(draft, parts);
  const visibleTo = draft.visibleTo;
  const attachments = attachmentsOf(parts, visibleTo);
  const whole = { embeds: finishedEmbeds(parts.embeds ?? [], attachments), attachments };
  const flags =
    ((parts.flags ?? 0) & (SETTABLE_FLAGS | MessageFlags.Loading)) |
    (visibleTo ? MessageFlags.Ephemeral : 0) |
    (draft.published ? MessageFlags.IsCrosspost : 0) |
    (draft.forwarded ? MessageFlags.HasSnapshot : 0);

  const api: APIMessage = {
    id,
    channel_id: channel.id,
    author: author.toApi(),
    content: parts.content ?? '',
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: draft.tts ?? false,
    ...mentionFields(mentions),
    ...shownOf(whole, flags),
    components: finished(parts.components, attachments),
    pinned: false,
    type: typeOf(draft, replyTo),
    flags,
    ...(draft.nonce !== undefined && { nonce: draft.nonce }),
    ...(replyTo && {
      message_reference: { type: MessageReferenceType.Default, ...reference(replyTo) },
      referenced_message: withoutReference(replyTo.api),
    }),
    ...(draft.published && {
      message_reference: { type: MessageReferenceType.Default, ...reference(draft.published) },
    }),
    ...(draft.forwarded && {
      message_reference: { type: MessageReferenceType.Forward, ...reference(draft.forwarded) },
      message_snapshots: snapshotsOf(draft.forwarded),
    }),
    ...(parts.stickers?.length && { sticker_items: parts.stickers.map(stickerItem) }),
    ...(poll && { poll: poll.toApi(author.id) }),
    ...(draft.webhook && {
      webhook_id: draft.webhook.id,
      ...(draft.webhook.applicationId !== null && { application_id: draft.webhook.applicationId }),
    }),
    ...(interaction && {
      webhook_id: author.id,
      application_id: author.id,
      interaction_metadata: interactionMetadata(interaction),
    }),
  };
  return {
    id,
    channel,
    author,
    api,
    pings: pingsSeenBy(visibleTo, mentions),
    visibleTo,
    whole,
    interactionId: interaction?.id,
    files: parts.files ?? [],
    reactions: new Reactions(),
    poll,
    pinnedAt: undefined,
  };
}

/** Applies an edit. It notifies nobody, unless it replaces "thinking…". */
export function editMessage(message: Message, parts: MessageParts): void {
  const before = message.api;
  const wasLoading = Boolean((before.flags ?? 0) & MessageFlags.Loading);
  const changed: MessageParts = {
    content: parts.content === undefined ? before.content : parts.content,
    components: parts.components === undefined ? (before.components ?? []) : parts.components,
    allowed_mentions: parts.allowed_mentions,
  };
  const mentions = mentionsOf(
    { channel: message.channel, author: message.author, parts: changed, isAnswer: message.interactionId !== undefined },
    changed,
  );
  // Components V2 and ephemeral cannot be undone.
  const kept = (before.flags ?? 0) & ~MessageFlags.Loading & ~MessageFlags.SuppressEmbeds;
  const suppressed = (before.flags ?? 0) & MessageFlags.SuppressEmbeds;
  const flags = kept | (parts.flags === undefined || parts.flags === null ? suppressed : parts.flags & SETTABLE_FLAGS);
  const attachments = parts.attachments ? attachmentsOf(parts, message.visibleTo) : message.whole.attachments;
  const embeds = parts.embeds === undefined ? message.whole.embeds : finishedEmbeds(parts.embeds ?? [], attachments);
  message.whole = { embeds, attachments };

  message.api = {
    ...before,
    content: changed.content ?? '',
    ...shownOf(message.whole, flags),
    components: parts.components === undefined ? (before.components ?? []) : finished(parts.components, attachments),
    flags,
    edited_timestamp: wasLoading ? null : new Date().toISOString(),
    ...mentionFields(mentions),
  };
  if (parts.files) message.files = parts.files;
  if (wasLoading) message.pings = pingsSeenBy(message.visibleTo, mentions);
}

function mentionsOf(
  draft: Pick<Draft, 'channel' | 'author' | 'replyTo' | 'interaction'> & { readonly isAnswer?: boolean } & {
    readonly parts: MessageParts;
  },
  parts: MessageParts,
): Mentions {
  const isAnswer = draft.isAnswer ?? draft.interaction !== undefined;
  return resolveMentions({
    text: textOf(parts),
    author: draft.author,
    channel: draft.channel,
    allowed: parts.allowed_mentions ?? undefined,
    byDefault: isAnswer ? [AllowedMentionsTypes.User] : ALL_KINDS,
    replyTo: draft.replyTo,
  });
}

function textOf({ content, components }: MessageParts): string {
  if (!components?.length) return content ?? '';
  const displays = componentsWithin(components as readonly AnyComponent[])
    .filter(({ type }) => type === ComponentType.TextDisplay)
    .map((component) => component.content ?? '');
  return [content ?? '', ...displays].join('\n');
}

function mentionFields({
  users,
  roleIds,
  everyone,
}: Mentions): Pick<APIMessage, 'mentions' | 'mention_roles' | 'mention_everyone'> {
  return { mentions: users.map((user) => user.toApi()), mention_roles: [...roleIds], mention_everyone: everyone };
}

function pingsSeenBy(visibleTo: string | undefined, mentions: Mentions): string[] {
  const pings = pingsOf(mentions);
  return visibleTo === undefined ? pings : pings.filter((id) => id === visibleTo);
}

/** Files of an ephemeral message are marked `ephemeral`. Source: resources/message#attachment-object. */
function attachmentsOf({ attachments = [] }: MessageParts, visibleTo: string | undefined): APIAttachment[] {
  return attachments.map((attachment) => (visibleTo === undefined ? attachment : { ...attachment, ephemeral: true }));
}

/** Adds what Discord adds to components: ids and the addresses of files. */
function finished(
  components: MessageParts['components'],
  attachments: readonly APIAttachment[],
): NonNullable<APIMessage['components']> {
  const numbered = numberComponents(components ?? []);
  return resolveMedia(numbered, attachments) as unknown as NonNullable<APIMessage['components']>;
}

function typeOf({ type, interaction }: Draft, replyTo: Message | undefined): MessageType {
  if (type !== undefined) return type;
  if (!interaction) return replyTo ? MessageType.Reply : MessageType.Default;
  if (interaction.isContextMenu) return MessageType.ContextMenuCommand;
  return MESSAGE_TYPES[interaction.type] ?? MessageType.Default;
}

function reference({ id, channel }: Message): { message_id: string; channel_id: string; guild_id?: string } {
  return { message_id: id, channel_id: channel.id, ...(channel.guild && { guild_id: channel.guild.id }) };
}

/** Discord includes the message that is replied to, but not the one that it replies to in turn. */
function withoutReference(api: APIMessage): APIMessage {
  const { referenced_message: _, ...rest } = api;
  return rest;
}

/** What a forward shows of a message. Passing on a forward passes on what is in it. */
function snapshotsOf({ api }: Message): NonNullable<APIMessage['message_snapshots']> {
  if (api.message_snapshots) return api.message_snapshots;
  const {
    type,
    content,
    timestamp,
    edited_timestamp,
    flags,
    mentions,
    mention_roles,
    attachments,
    embeds,
    components,
  } = api;
  const message = { type, content, timestamp, edited_timestamp, flags, mentions, mention_roles, attachments, embeds };
  return [{ message: { ...message, components } as APIMessageSnapshotFields }];
}
