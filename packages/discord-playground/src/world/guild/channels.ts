/** What kinds of channels there are, and what Discord's API says about each of them. */
import {
  type APIGuildForumTag,
  type APIOverwrite,
  ChannelType as Type,
  type OverwriteType,
  type ThreadAutoArchiveDuration,
} from 'discord-api-types/v10';
import { snowflake } from './accounts.ts';

/** What a channel of a server is like, under the names of Discord's API. */
export interface ChannelSettings {
  readonly name: string;
  readonly position: number;
  /** The category. */
  readonly parent_id: string | null;
  readonly topic: string | null;
  readonly nsfw: boolean;
  /** Slow mode, in seconds. */
  readonly rate_limit_per_user: number;
  readonly default_auto_archive_duration: ThreadAutoArchiveDuration;
  readonly default_thread_rate_limit_per_user: number;
  /** For a forum. */
  readonly available_tags: readonly APIGuildForumTag[];
  readonly default_reaction_emoji: { readonly emoji_id: string | null; readonly emoji_name: string | null } | null;
  readonly default_sort_order: number | null;
  readonly default_forum_layout: number;
  /** For a voice channel. */
  readonly bitrate: number;
  readonly user_limit: number;
  readonly rtc_region: string | null;
  readonly video_quality_mode: number;
  /** Bits of ChannelFlags. */
  readonly flags: number;
}

export const NEW_CHANNEL: Omit<ChannelSettings, 'name'> = {
  position: 0,
  parent_id: null,
  topic: null,
  nsfw: false,
  rate_limit_per_user: 0,
  default_auto_archive_duration: 1_440,
  default_thread_rate_limit_per_user: 0,
  available_tags: [],
  default_reaction_emoji: null,
  default_sort_order: null,
  default_forum_layout: 0,
  bitrate: 64_000,
  user_limit: 0,
  rtc_region: null,
  video_quality_mode: 1,
  flags: 0,
};

const MESSAGING = ['topic', 'nsfw', 'rate_limit_per_user', 'default_auto_archive_duration'] as const;
const VOICE = ['nsfw', 'rate_limit_per_user', 'bitrate', 'user_limit', 'rtc_region', 'video_quality_mode'] as const;
const FORUM = [
  ...MESSAGING,
  'available_tags',
  'default_reaction_emoji',
  'default_thread_rate_limit_per_user',
  'default_sort_order',
  'default_forum_layout',
] as const;

/** The settings that each type of channel has, besides name, position, category and flags. */
const SETTINGS: Partial<Record<Type, readonly (keyof ChannelSettings)[]>> = {
  [Type.GuildText]: [...MESSAGING, 'default_thread_rate_limit_per_user'],
  [Type.GuildAnnouncement]: MESSAGING,
  [Type.GuildVoice]: VOICE,
  [Type.GuildStageVoice]: [...VOICE, 'topic'],
  [Type.GuildForum]: FORUM,
  [Type.GuildMedia]: FORUM,
  [Type.GuildCategory]: [],
};

/** The types that a server's channel can have, apart from threads. */
export const GUILD_TYPES: ReadonlySet<Type> = new Set(Object.keys(SETTINGS).map(Number));

/** Channels that hold posts instead of messages. */
export const FORUM_TYPES: ReadonlySet<Type> = new Set([Type.GuildForum, Type.GuildMedia]);

/** Channels that hold messages. */
export const isTextual = (type: Type): boolean => type !== Type.GuildCategory && !FORUM_TYPES.has(type);

/** Channels with names like `off-topic`. */
const HYPHENATED: ReadonlySet<Type> = new Set([Type.GuildText, Type.GuildAnnouncement, ...FORUM_TYPES]);

/** The name as Discord writes it: lower case and without spaces, where text is written. */
export const channelName = (name: string, type: Type): string =>
  HYPHENATED.has(type) ? name.trim().toLowerCase().replaceAll(/\s+/g, '-') : name.trim();

/** The settings of a channel as Discord sends them, which depend on its type. */
export function settingsToApi(type: Type, settings: ChannelSettings): Partial<ChannelSettings> {
  const { name, position, parent_id, flags } = settings;
  const own = (SETTINGS[type] ?? []).map((key) => [key, settings[key]]);
  return { name, position, parent_id, flags, ...(Object.fromEntries(own) as Partial<ChannelSettings>) };
}

/** Gives new forum tags an id. A tag without an id is matched to an existing one by its name. */
export function withTagIds(
  tags: readonly (Partial<APIGuildForumTag> & { readonly name: string })[],
  before: readonly APIGuildForumTag[] = [],
): APIGuildForumTag[] {
  return tags.map(({ id, name, moderated, emoji_id: emojiId, emoji_name: emojiName }) => ({
    id: id ?? before.find((tag) => tag.name === name)?.id ?? snowflake(),
    name,
    moderated: moderated ?? false,
    emoji_id: emojiId ?? null,
    emoji_name: emojiName ?? null,
  }));
}

/** What a role or member is allowed or denied in one channel, beyond its permissions in the server. */
export interface Overwrite {
  /** The id of a role or user. The server's id stands for @everyone. */
  readonly id: string;
  readonly type: OverwriteType;
  readonly allow: bigint;
  readonly deny: bigint;
}

export const overwriteToApi = ({ id, type, allow, deny }: Overwrite): APIOverwrite => ({
  id,
  type,
  allow: allow.toString(),
  deny: deny.toString(),
});

/** What can be set when a channel is added, besides the settings of Discord's API. */
export interface ChannelInitOptions<Parent> extends Partial<
  Omit<ChannelSettings, 'name' | 'parent_id' | 'available_tags'>
> {
  /** Default: a new one. */
  readonly id?: string;
  /** Default: a text channel. */
  readonly type?: Type;
  /** The category. A channel without overwrites of its own starts with those of its category. */
  readonly parent?: Parent | undefined;
  readonly overwrites?: readonly Overwrite[] | undefined;
  /** For a forum: names, or what Discord's API takes. */
  readonly available_tags?: readonly (
    | string
    | (Partial<ChannelSettings['available_tags'][number]> & { name: string })
  )[];
}
