import { type APIThreadMetadata, ChannelType, type ThreadAutoArchiveDuration } from 'discord-api-types/v10';
import type { User } from './accounts.ts';
import type { ChannelSettings } from './channels.ts';

/** What a thread has beyond other channels. */
export interface ThreadDetails<Parent> {
  readonly parent: Parent;
  readonly ownerId: string;
  metadata: APIThreadMetadata;
  /** When each member joined, by user id. */
  readonly members: Map<string, string>;
  /** For a forum's post: ids of tags. */
  appliedTags: readonly string[];
  /** Messages so far, without the one that started it. Deleted ones still count in `total`. */
  messageCount: number;
  totalCount: number;
}

/** How a thread starts. */
export interface ThreadOptions {
  /** The same as that of the message it belongs to (default: a new one). */
  readonly id?: string;
  readonly name: string;
  readonly type: ChannelType;
  readonly owner: User;
  readonly appliedTags?: readonly string[] | undefined;
  /** In minutes (default: what the channel says). */
  readonly autoArchiveDuration?: ThreadAutoArchiveDuration | undefined;
  readonly rateLimitPerUser?: number | undefined;
  /** For a private thread: whether all its members may add others (default true). */
  readonly invitable?: boolean | undefined;
}

/** A thread that starts now. Its owner is a member. */
export function newThread<Parent extends { readonly settings: ChannelSettings }>(
  parent: Parent,
  { type, owner, appliedTags = [], autoArchiveDuration, invitable = true }: ThreadOptions,
): ThreadDetails<Parent> {
  const now = new Date().toISOString();
  return {
    parent,
    ownerId: owner.id,
    members: new Map([[owner.id, now]]),
    appliedTags,
    messageCount: 0,
    totalCount: 0,
    metadata: {
      archived: false,
      locked: false,
      auto_archive_duration: autoArchiveDuration ?? parent.settings.default_auto_archive_duration,
      archive_timestamp: now,
      create_timestamp: now,
      ...(type === ChannelType.PrivateThread && { invitable }),
    },
  };
}

/** What Discord says about a thread instead of a channel's settings. */
export function threadToApi(
  { parent, ownerId, metadata, appliedTags, members, messageCount, totalCount }: ThreadDetails<{ readonly id: string }>,
  { name, rate_limit_per_user, flags }: ChannelSettings,
): object {
  return {
    name,
    parent_id: parent.id,
    owner_id: ownerId,
    rate_limit_per_user,
    flags,
    thread_metadata: metadata,
    applied_tags: appliedTags,
    member_count: members.size,
    message_count: messageCount,
    total_message_sent: totalCount,
  };
}
