import {
  type APISelectMenuDefaultValue,
  ChannelType,
  ComponentType,
  type Guild,
  roleMention,
  SelectMenuDefaultValueType,
} from 'discord.js';
import type { GuildSettings } from '../../store/Store.ts';
import { EDITOR_ROLES, LOG_CHANNEL } from '../customIds.ts';
import { message, type MessageBody, textDisplay } from '../present.ts';
import { type LogChannel, findLogChannel } from './changeLog.ts';

/** https://discord.com/developers/docs/components/reference#role-select */
export const MAX_ROLES = 25;

/**
 * What is set on a server, and menus to set it. A choice counts at once.
 *
 * @param guild - Roles and channels that are not there any more are not shown as chosen: Discord takes none that it does
 *   not know. `null` when the server is unknown.
 */
export function settingsMessage({ editorRoleIds, logChannelId }: GuildSettings, guild: Guild | null): MessageBody {
  const roles = editorRoleIds.filter((id) => guild?.roles.cache.has(id)).slice(0, MAX_ROLES);
  const channel = logChannelId !== null && guild ? findLogChannel(guild, logChannelId) : undefined;
  const isChannelThere = logChannelId !== null && channel !== undefined && channel !== 'gone';
  const who = roles.length === 0 ? 'Nobody else.' : `Also ${roles.map((id) => roleMention(id)).join(', ')}.`;
  return message([
    textDisplay(
      `### Who edits this server's answers\nMembers who may manage the server. ${who}\n-# So that members with these roles see \`/answer\` and "Save as answer", also allow them for the roles in Server Settings › Integrations.`,
    ),
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.RoleSelect,
          custom_id: EDITOR_ROLES.write({})!,
          placeholder: 'Roles whose members edit answers',
          min_values: 0,
          max_values: MAX_ROLES,
          default_values: roles.map((id) => ({ id, type: SelectMenuDefaultValueType.Role })),
        },
      ],
    },
    textDisplay(`### Where changes are told\n${whereTold(logChannelId, channel)}`),
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.ChannelSelect,
          custom_id: LOG_CHANNEL.write({})!,
          placeholder: 'A channel that only moderators see',
          channel_types: [...LOG_CHANNEL_TYPES],
          min_values: 0,
          max_values: 1,
          default_values: isChannelThere ? [channelValue(logChannelId)] : [],
        },
      ],
    },
  ]);
}

function whereTold(channelId: string | null, channel: LogChannel | undefined): string {
  if (channelId === null) return 'Nowhere.';
  if (channel === 'gone') return 'Nowhere: the channel is not there any more. Choose another one.';
  const where = `In <#${channelId}>.`;
  if (channel !== 'locked') return where;
  return `${where} **I may not see that channel or write there:** let me, or choose another one.`;
}

/** Where people write. */
export const LOG_CHANNEL_TYPES = [ChannelType.GuildText, ChannelType.GuildAnnouncement] as const;

function channelValue(id: string): APISelectMenuDefaultValue<SelectMenuDefaultValueType.Channel> {
  return { id, type: SelectMenuDefaultValueType.Channel };
}
