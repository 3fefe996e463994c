import {
  channelMention,
  ChannelType,
  ComponentType,
  type Guild,
  roleMention,
  SelectMenuDefaultValueType,
} from 'discord.js';
import type { GuildSettings } from '../../store/Store.ts';
import { EDITOR_ROLES, LOG_CHANNEL } from '../customIds.ts';
import { message, type MessageBody, textDisplay } from '../present.ts';
import * as strings from '../strings.ts';
import { findLogChannel, type LogChannel } from './changeLog.ts';

/** https://discord.com/developers/docs/components/reference#role-select */
export const MAX_ROLES = 25;

export const LOG_CHANNEL_TYPES = [ChannelType.GuildText, ChannelType.GuildAnnouncement] as const;

/** Deleted roles and channels are not preselected, because Discord rejects unknown ones. */
export function settingsMessage({ editorRoleIds, logChannelId }: GuildSettings, guild: Guild | null): MessageBody {
  const roles = editorRoleIds.filter((id) => guild?.roles.cache.has(id)).slice(0, MAX_ROLES);
  const channel = logChannelId !== null && guild ? findLogChannel(guild, logChannelId) : undefined;
  const channelExists = logChannelId !== null && channel !== undefined && channel !== 'gone';
  return message([
    textDisplay(
      `### ${strings.WHO_EDITS}\n${strings.editors(roles.map((id) => roleMention(id)))}\n-# ${strings.HOW_EDITORS_SEE_COMMANDS}`,
    ),
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.RoleSelect,
          custom_id: EDITOR_ROLES.write({})!,
          placeholder: strings.CHOOSE_ROLES,
          min_values: 0,
          max_values: MAX_ROLES,
          default_values: roles.map((id) => ({ id, type: SelectMenuDefaultValueType.Role })),
        },
      ],
    },
    textDisplay(`### ${strings.LOG_CHANNEL}\n${channelLine(logChannelId, channel)}`),
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.ChannelSelect,
          custom_id: LOG_CHANNEL.write({})!,
          placeholder: strings.CHOOSE_CHANNEL,
          channel_types: [...LOG_CHANNEL_TYPES],
          min_values: 0,
          max_values: 1,
          default_values: channelExists ? [{ id: logChannelId, type: SelectMenuDefaultValueType.Channel }] : [],
        },
      ],
    },
  ]);
}

function channelLine(channelId: string | null, channel: LogChannel | undefined): string {
  if (channelId === null) return strings.NO_LOG_CHANNEL;
  if (channel === 'gone') return strings.LOG_CHANNEL_DELETED;
  return strings.logChannel(channelMention(channelId), channel === 'locked');
}
