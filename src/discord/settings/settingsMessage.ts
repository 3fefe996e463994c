import {
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  type APIStringSelectComponent,
  channelMention,
  ChannelType,
  ComponentType,
  type Guild,
  type GuildBasedChannel,
  PermissionFlagsBits,
  roleMention,
  SelectMenuDefaultValueType,
} from 'discord.js';
import { modeHere, possibleMode } from '../../channels/modes.ts';
import { CHANNEL_MODES, type GuildSettings } from '../../store/Store.ts';
import { findLogChannel, type LogChannel } from '../editing/changeLog.ts';
import { buttonRow } from '../editing/text.ts';
import * as ids from '../customIds.ts';
import { pathOf } from '../messages/places.ts';
import { button, escapeMarkdown, message, type MessageBody, textDisplay } from '../present.ts';
import * as strings from './strings.ts';

/** https://discord.com/developers/docs/components/reference#role-select */
export const MAX_ROLES = 25;

/** https://discord.com/developers/docs/components/reference#channel-select */
export const MAX_CHANNELS = 25;

export const LOG_CHANNEL_TYPES = [ChannelType.GuildText, ChannelType.GuildAnnouncement] as const;

/** Where people write, and categories of such channels. Discord's menus of channels don't take media channels. */
export const TALK_CHANNEL_TYPES = [
  ChannelType.GuildCategory,
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
] as const;

/** A list of channels that would not fit is cut. */
const MOST_LISTED = 25;

export interface SettingsView {
  readonly settings: GuildSettings;
  readonly guild: Guild | null;
  /** Whether the bot has the Message Content intent. */
  readonly canReadMessages: boolean;
  /** The channel or category whose mode is being chosen. */
  readonly chosenId?: string | undefined;
}

/** The settings of a server in words, with what changes them. */
export function settingsMessage(view: SettingsView): MessageBody {
  return message([...channelParts(view), ...amountParts(view), ...editorParts(view), ...logParts(view)]);
}

function channelParts(view: SettingsView): APIMessageTopLevelComponent[] {
  const { settings, guild, canReadMessages, chosenId } = view;
  const { defaultMode, channelModes } = settings;
  const set = Object.entries(channelModes).flatMap(([id, mode]) => {
    const place = guild?.channels.cache.get(id);
    return place ? { place, mode } : [];
  });
  const listed = set.slice(0, MOST_LISTED).map(({ place, mode }) => strings.modeOf(placeOf(place), mode));
  const isLimited = [defaultMode, ...set.map(({ mode }) => mode)].some(
    (mode) => possibleMode(mode, canReadMessages) !== mode,
  );
  const lines = [
    `### ${strings.IN_CHANNELS}`,
    set.length === 0 ? strings.modeEverywhere(defaultMode) : strings.modeElsewhere(defaultMode),
    ...listed,
    ...(set.length > MOST_LISTED ? [strings.moreChannels(set.length - MOST_LISTED)] : []),
    ...(isLimited ? [strings.CANNOT_READ] : []),
    `-# ${strings.INHERITED}`,
  ];
  const channel = chosenId === undefined ? undefined : guild?.channels.cache.get(chosenId);
  return [
    textDisplay(lines.join('\n')),
    row({ ...modeMenu(undefined, defaultMode), placeholder: strings.CHOOSE_DEFAULT_MODE }),
    channelRow(
      ids.CHANNEL_TO_SET.write({})!,
      strings.CHOOSE_CHANNEL_TO_SET,
      TALK_CHANNEL_TYPES,
      channel ? [channel.id] : [],
    ),
    ...(channel ? [row(channelModeMenu(channel, settings, pathOf(channel)))] : []),
  ];
}

/** Mentions of categories are not links everywhere. */
const placeOf = ({ id, type, name }: GuildBasedChannel): string =>
  type === ChannelType.GuildCategory ? strings.category(escapeMarkdown(name)) : channelMention(id);

const row = (menu: APIComponentInMessageActionRow): APIMessageTopLevelComponent => ({
  type: ComponentType.ActionRow,
  components: [menu],
});

/** A menu of channels that is empty or has these chosen. */
const channelRow = (
  custom_id: string,
  placeholder: string,
  types: readonly ChannelType[],
  chosenIds: readonly string[],
  most = 1,
): APIMessageTopLevelComponent =>
  row({
    type: ComponentType.ChannelSelect,
    custom_id,
    placeholder,
    channel_types: [...types],
    min_values: 0,
    max_values: most,
    default_values: chosenIds.slice(0, most).map((id) => ({ id, type: SelectMenuDefaultValueType.Channel })),
  });

/** The value that takes a channel's own mode away. */
export const INHERIT = 'inherit';

function channelModeMenu({ id }: GuildBasedChannel, settings: GuildSettings, path: readonly string[]) {
  const own = settings.channelModes[id];
  const menu = modeMenu(id, own);
  const label = strings.inherit(modeHere(settings, path.slice(1)).mode);
  return { ...menu, options: [{ value: INHERIT, label, default: own === undefined }, ...menu.options] };
}

const modeMenu = (channelId: string | undefined, chosen: string | undefined): APIStringSelectComponent => ({
  type: ComponentType.StringSelect,
  custom_id: ids.MODE.write({ channelId })!,
  options: CHANNEL_MODES.map((mode) => {
    const { label, description } = strings.MODES[mode];
    return { value: mode, label, description, default: mode === chosen };
  }),
});

function amountParts({ settings, guild }: SettingsView): APIMessageTopLevelComponent[] {
  const { quietHours, limits, pictures, questionRetentionDays } = settings;
  const unlimited = settings.unlimitedChannelIds.filter((id) => guild?.channels.cache.has(id));
  const lines = [
    `### ${strings.HOW_MUCH}`,
    strings.limits(
      limits,
      unlimited.map((id) => channelMention(id)),
    ),
    strings.quietHours(quietHours),
    strings.pictures(pictures),
    strings.retention(questionRetentionDays),
  ];
  return [
    textDisplay(lines.join('\n')),
    ...buttonRow([
      ...button(strings.BUTTONS.limits, ids.SET_LIMITS, {}),
      ...button(strings.BUTTONS.quietHours, ids.SET_QUIET_HOURS, {}),
      ...button(strings.BUTTONS[pictures ? 'picturesOff' : 'picturesOn'], ids.PICTURES, {
        turn: pictures ? 'off' : 'on',
      }),
      ...button(strings.BUTTONS.retention, ids.SET_RETENTION, {}),
      ...button(strings.BUTTONS.check, ids.CHECK, {}),
    ]),
    channelRow(ids.UNLIMITED.write({})!, strings.CHOOSE_UNLIMITED, TALK_CHANNEL_TYPES, unlimited, MAX_CHANNELS),
  ];
}

/** Deleted roles and channels are not preselected, because Discord rejects unknown ones. */
function editorParts({ settings: { editorRoleIds }, guild }: SettingsView): APIMessageTopLevelComponent[] {
  const roles = editorRoleIds.filter((id) => guild?.roles.cache.has(id)).slice(0, MAX_ROLES);
  const text = strings.editors(roles.map((id) => roleMention(id)));
  return [
    textDisplay(`### ${strings.WHO_EDITS}\n${text}\n-# ${strings.HOW_EDITORS_SEE_COMMANDS}`),
    row({
      type: ComponentType.RoleSelect,
      custom_id: ids.EDITOR_ROLES.write({})!,
      placeholder: strings.CHOOSE_ROLES,
      min_values: 0,
      max_values: MAX_ROLES,
      default_values: roles.map((id) => ({ id, type: SelectMenuDefaultValueType.Role })),
    }),
  ];
}

function logParts({ settings: { logChannelId }, guild }: SettingsView): APIMessageTopLevelComponent[] {
  const channel = logChannelId !== null && guild ? findLogChannel(guild, logChannelId) : undefined;
  const channelExists = logChannelId !== null && channel !== undefined && channel !== 'gone';
  return [
    textDisplay(`### ${strings.LOG_CHANNEL}\n${channelLine(logChannelId, channel, guild)}`),
    channelRow(
      ids.LOG_CHANNEL.write({})!,
      strings.CHOOSE_CHANNEL,
      LOG_CHANNEL_TYPES,
      channelExists ? [logChannelId] : [],
    ),
  ];
}

function channelLine(channelId: string | null, channel: LogChannel | undefined, guild: Guild | null): string {
  if (channelId === null) return strings.NO_LOG_CHANNEL;
  if (channel === 'gone') return strings.LOG_CHANNEL_DELETED;
  if (channel === 'locked') return strings.lockedLogChannel(channelMention(channelId));
  const isPublic = guild && channel?.permissionsFor(guild.roles.everyone).has(PermissionFlagsBits.ViewChannel);
  return isPublic ? strings.publicLogChannel(channelMention(channelId)) : strings.logChannel(channelMention(channelId));
}
