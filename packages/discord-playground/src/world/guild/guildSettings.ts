/** What a server is like, under the names of Discord's API, apart from its channels, roles and members. */
import { type APIGuild, type GuildFeature, Locale } from 'discord-api-types/v10';

export interface GuildSettings {
  readonly name: string;
  readonly description: string | null;
  readonly icon: string | null;
  readonly splash: string | null;
  readonly banner: string | null;
  readonly discovery_splash: string | null;
  readonly verification_level: number;
  readonly default_message_notifications: number;
  readonly explicit_content_filter: number;
  readonly preferred_locale: string;
  /** In seconds. */
  readonly afk_timeout: number;
  readonly afk_channel_id: string | null;
  readonly system_channel_id: string | null;
  readonly system_channel_flags: number;
  readonly rules_channel_id: string | null;
  readonly public_updates_channel_id: string | null;
  readonly safety_alerts_channel_id: string | null;
  readonly premium_progress_bar_enabled: boolean;
  readonly features: readonly GuildFeature[];
}

/** All bits of GuildSystemChannelFlags: Discord's notices would come between the messages of people and bots. */
const NO_NOTICES = 0b11_1111;

export const NEW_GUILD: Omit<GuildSettings, 'name'> = {
  description: null,
  icon: null,
  splash: null,
  banner: null,
  discovery_splash: null,
  verification_level: 0,
  default_message_notifications: 0,
  explicit_content_filter: 0,
  preferred_locale: Locale.EnglishUS,
  afk_timeout: 300,
  afk_channel_id: null,
  system_channel_id: null,
  system_channel_flags: NO_NOTICES,
  rules_channel_id: null,
  public_updates_channel_id: null,
  safety_alerts_channel_id: null,
  premium_progress_bar_enabled: false,
  features: [],
};

/** What Discord says about every server, and what cannot be changed here. */
export const GUILD_CONSTANTS = {
  mfa_level: 0,
  application_id: null,
  vanity_url_code: null,
  premium_tier: 0,
  nsfw_level: 0,
  hub_type: null,
  incidents_data: null,
  home_header: null,
  region: 'deprecated',
  widget_enabled: false,
  widget_channel_id: null,
  max_presences: null,
  max_members: 500_000,
  max_video_channel_users: 25,
  max_stage_video_channel_users: 50,
  premium_subscription_count: 0,
  nsfw: false,
} satisfies Partial<APIGuild> & Record<string, unknown>;
