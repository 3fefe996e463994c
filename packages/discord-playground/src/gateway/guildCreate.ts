import type { GatewayGuildCreateDispatchData } from 'discord-api-types/v10';
import type { Guild } from '../world/Guild.ts';
import type { User } from '../world/User.ts';

/** All that the bot is told about a guild at the start. Without the presences intent it learns of no member but itself. */
export function guildCreate(guild: Guild, bot: User): GatewayGuildCreateDispatchData {
  const self = guild.members.get(bot.id);
  return {
    ...guild.toApi(),
    joined_at: self?.joinedAt ?? new Date().toISOString(),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: self ? [self.toApi()] : [],
    channels: [...guild.channels.values()].map((channel) => channel.toApiText()),
    threads: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
