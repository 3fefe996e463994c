import {
  type APISelectMenuDefaultValue,
  ChannelType,
  ComponentType,
  type Guild,
  roleMention,
  SelectMenuDefaultValueType,
} from 'discord.js';
import type { GuildSettings } from '../../store/GuildSettings.ts';
import { EDITOR_ROLES, LOG_CHANNEL } from '../ids/editorIds.ts';
import { message, type MessageBody, textDisplay } from '../messageBody.ts';

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
  const isChannelThere = logChannelId !== null && guild?.channels.cache.has(logChannelId);
  const who = roles.length === 0 ? 'Nobody else.' : `Also ${roles.map((id) => roleMention(id)).join(', ')}.`;
  const where = logChannelId === null ? 'Nowhere.' : `In <#${logChannelId}>.`;
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
    textDisplay(`### Where changes are told\n${where}`),
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

/** Where people write. */
export const LOG_CHANNEL_TYPES = [ChannelType.GuildText, ChannelType.GuildAnnouncement] as const;

function channelValue(id: string): APISelectMenuDefaultValue<SelectMenuDefaultValueType.Channel> {
  return { id, type: SelectMenuDefaultValueType.Channel };
}
