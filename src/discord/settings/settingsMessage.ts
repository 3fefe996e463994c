import {
  type APIButtonComponentWithCustomId,
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
import { CHANNEL_MODES, type ChannelMode, type GuildSettings } from '../../store/Store.ts';
import { button, escapeMarkdown, menu, message, type MessageBody, row, text } from '../components.ts';
import * as ids from '../customIds.ts';
import { findLogChannel } from '../editing/changeLog.ts';
import type { EditorSession } from '../editing/EditorSession.ts';
import { andMore } from '../editing/strings.ts';
import { pathOf } from '../messages/asking.ts';
import { UserError } from '../../shared/UserError.ts';
import { inviteLink, missingIn, type NEEDED } from '../permissions.ts';
import { SERVER_ONLY } from '../strings.ts';
import * as strings from './strings.ts';

/** https://discord.com/developers/docs/components/reference#role-select and #channel-select */
export const MAX_CHOSEN = 25;

export const LOG_CHANNEL_TYPES = [ChannelType.GuildText, ChannelType.GuildAnnouncement] as const;

const { GuildCategory, PublicThread, PrivateThread, AnnouncementThread, GuildForum, GuildMedia } = ChannelType;

/** Where people write, besides threads. Discord's menus of channels don't take media channels. */
const CHANNELS = [...LOG_CHANNEL_TYPES, GuildForum, ChannelType.GuildVoice, ChannelType.GuildStageVoice] as const;
export const TALK_CHANNEL_TYPES = [
  GuildCategory,
  ...CHANNELS,
  PublicThread,
  PrivateThread,
  AnnouncementThread,
] as const;

/** A list of channels that would not fit is cut. */
const MOST_LISTED = 25;

interface Shown {
  /** Default: those when the interaction began. */
  readonly settings?: GuildSettings;
  /** The channel or category whose mode is being chosen. */
  readonly chosenId?: string | undefined;
  /** Why a dialog was refused, and the button that opens it again. */
  readonly refused?: { readonly why: string; readonly again: APIButtonComponentWithCustomId | undefined };
}

interface View extends Shown {
  readonly settings: GuildSettings;
  readonly guild: Guild | undefined;
}

export function settingsMessage(session: EditorSession, shown: Shown = {}): MessageBody {
  const guild = session.client.guilds.cache.get(session.person.guildId);
  const view = { settings: session.guildSettings, guild, ...shown };
  const channels = channelParts(view, session.messageContent);
  return message(...channels, ...amountParts(view), ...editorParts(view), ...logParts(view));
}

function channelParts({ settings, guild, chosenId }: View, canReadMessages: boolean) {
  const { defaultMode, channelModes } = settings;
  const set = Object.entries(channelModes).flatMap(([id, mode]) => {
    const place = guild?.channels.cache.get(id);
    return place ? { place, mode } : [];
  });
  const isLimited = [defaultMode, ...set.map(({ mode }) => mode)].some(
    (mode) => possibleMode(mode, canReadMessages) !== mode,
  );
  const channel = chosenId === undefined ? undefined : guild?.channels.cache.get(chosenId);
  return [
    text(
      `### ${strings.IN_CHANNELS}`,
      set.length === 0 ? strings.modeEverywhere(defaultMode) : strings.modeElsewhere(defaultMode),
      ...set.slice(0, MOST_LISTED).map(({ place, mode }) => strings.modeOf(placeOf(place), mode)),
      set.length > MOST_LISTED && strings.moreChannels(set.length - MOST_LISTED),
      isLimited && strings.CANNOT_READ,
      `-# ${strings.INHERITED}`,
    ),
    menu(strings.CHOOSE_DEFAULT_MODE, ids.MODE.write({}), modeOptions(defaultMode)),
    channelMenu(ids.CHANNEL_TO_SET, strings.CHOOSE_CHANNEL_TO_SET, TALK_CHANNEL_TYPES, channel ? [channel.id] : []),
    channel && channelModeMenu(channel, settings),
  ];
}

/** Mentions of categories are not links everywhere. */
const placeOf = ({ id, type, name }: GuildBasedChannel): string =>
  type === ChannelType.GuildCategory ? strings.category(escapeMarkdown(name)) : channelMention(id);

const channelMenu = (
  codec: ids.CustomIdCodec<object, 'isChannelSelectMenu'>,
  placeholder: string,
  types: readonly ChannelType[],
  chosenIds: readonly string[],
  most = 1,
) =>
  row({
    type: ComponentType.ChannelSelect,
    custom_id: codec.write({})!,
    placeholder,
    channel_types: [...types],
    min_values: 0,
    max_values: most,
    default_values: chosenIds.slice(0, most).map((id) => ({ id, type: SelectMenuDefaultValueType.Channel })),
  });

/** The value that takes a channel's own mode away. */
export const INHERIT = 'inherit';

function channelModeMenu(channel: GuildBasedChannel, settings: GuildSettings) {
  const { [channel.id]: own } = settings.channelModes;
  const label = strings.inherit(modeHere(settings, pathOf(channel).slice(1)));
  const options = [{ value: INHERIT, label, default: own === undefined }, ...modeOptions(own)];
  return menu(label, ids.MODE.write({ channelId: channel.id }), options);
}

const modeOptions = (chosen: ChannelMode | undefined) =>
  CHANNEL_MODES.map((mode) => {
    const { label, description } = strings.MODES[mode];
    return { value: mode, label, description, default: mode === chosen };
  });

function amountParts({ settings, guild, refused }: View) {
  const { quietHours, limits, pictures, questionRetentionDays } = settings;
  const unlimited = settings.unlimitedChannelIds.filter((id) => guild?.channels.cache.has(id));
  const unlimitedMentions = unlimited.map((id) => channelMention(id));
  const [turn, label] = pictures ? (['off', 'picturesOff'] as const) : (['on', 'picturesOn'] as const);
  return [
    text(
      `### ${strings.HOW_MUCH}`,
      strings.limits(limits, unlimitedMentions),
      strings.quietHours(quietHours),
      strings.pictures(pictures),
      strings.retention(questionRetentionDays),
    ),
    refused && text(strings.notSaved(escapeMarkdown(refused.why))),
    refused && row(refused.again),
    row(
      button(strings.BUTTONS.limits, ids.SET, { name: 'limits' }),
      button(strings.BUTTONS.quietHours, ids.SET, { name: 'quietHours' }),
      button(strings.BUTTONS[label], ids.PICTURES, { turn }),
      button(strings.BUTTONS.retention, ids.SET, { name: 'retention' }),
      button(strings.BUTTONS.check, ids.CHECK, {}),
    ),
    channelMenu(ids.UNLIMITED, strings.CHOOSE_UNLIMITED, TALK_CHANNEL_TYPES, unlimited, MAX_CHOSEN),
  ];
}

/** Deleted roles and channels are not preselected, because Discord rejects unknown ones. */
function editorParts({ settings: { editorRoleIds }, guild }: View) {
  const roles = editorRoleIds.filter((id) => guild?.roles.cache.has(id)).slice(0, MAX_CHOSEN);
  return [
    text(
      `### ${strings.WHO_EDITS}`,
      strings.editors(roles.map((id) => roleMention(id))),
      `-# ${strings.HOW_EDITORS_SEE_COMMANDS}`,
    ),
    row({
      type: ComponentType.RoleSelect,
      custom_id: ids.EDITOR_ROLES.write({})!,
      placeholder: strings.CHOOSE_ROLES,
      min_values: 0,
      max_values: MAX_CHOSEN,
      default_values: roles.map((id) => ({ id, type: SelectMenuDefaultValueType.Role })),
    }),
  ];
}

function logParts({ settings: { logChannelId }, guild }: View) {
  const isThere = logChannelId !== null && guild?.channels.cache.has(logChannelId);
  const line = logChannelId === null ? strings.NO_LOG_CHANNEL : strings.logChannel(channelMention(logChannelId));
  return [
    text(`### ${strings.LOG_CHANNEL}`, logChannelProblem(logChannelId, guild) ?? line),
    channelMenu(ids.LOG_CHANNEL, strings.CHOOSE_CHANNEL, LOG_CHANNEL_TYPES, isThere ? [logChannelId] : []),
  ];
}

function logChannelProblem(channelId: string | null, guild: Guild | undefined): string | undefined {
  if (channelId === null || !guild) return undefined;
  const channel = findLogChannel(guild, channelId);
  const mention = channelMention(channelId);
  if (channel === 'gone') return strings.LOG_CHANNEL_DELETED;
  if (channel === 'locked') return strings.lockedLogChannel(mention);
  const isPublic = channel.permissionsFor(guild.roles.everyone).has(PermissionFlagsBits.ViewChannel);
  return isPublic ? strings.publicLogChannel(mention) : undefined;
}

/** Longer lists would not fit in a message, with four modes and five permissions. */
const MOST_IN_CHECK = 10;

/** Threads follow their channel unless they are set themselves, and nobody writes in a category itself. */
const CHECKED: ReadonlySet<ChannelType> = new Set([...CHANNELS, GuildMedia]);

/** What will happen in each channel, what is missing there and how to mend it. @throws UserError `server-only` */
export function checkMessage(session: EditorSession): MessageBody {
  const { guildSettings: settings, messageContent: canReadMessages } = session;
  const guild = session.client.guilds.cache.get(session.person.guildId);
  if (!guild) throw new UserError('server-only', SERVER_ONLY);
  const places = [...guild.channels.cache.values()]
    .filter(({ id, type }) => CHECKED.has(type) || (type !== GuildCategory && Object.hasOwn(settings.channelModes, id)))
    .map((channel) => {
      const wanted = modeHere(settings, pathOf(channel));
      return { channel, wanted, mode: possibleMode(wanted, canReadMessages) };
    });
  const byMode = Map.groupBy(places, ({ mode }) => mode);
  const happening = CHANNEL_MODES.toReversed().flatMap((mode) => {
    const here = (byMode.get(mode) ?? []).map(({ channel }) => channel);
    return here.length === 0 ? [] : [strings.happens(mode, listed(here))];
  });
  // Where the bot has nothing to do, it needs nothing. Where it sees nothing, the rest does not matter yet.
  const lacking = places.flatMap(({ channel, wanted }) => {
    const missing = wanted === 'off' ? [] : missingIn(channel).filter((name) => isUsedIn(channel, name));
    return (missing.includes('view') ? (['view'] as const) : missing).map((name) => ({ name, channel }));
  });
  const problems = [...Map.groupBy(lacking, ({ name }) => name)].map(([name, here]) =>
    strings.missing(name, listed(here.map(({ channel }) => channel))),
  );
  if (places.some(({ wanted, mode }) => mode !== wanted)) problems.unshift(strings.CANNOT_READ);
  const unlogged = logChannelProblem(settings.logChannelId, guild);
  if (unlogged !== undefined) problems.push(`- **${strings.LOG_CHANNEL}**: ${unlogged}`);
  const readsForum = places.some(({ channel, mode }) => isForum(channel) && (mode === 'offer' || mode === 'answer'));
  return message(
    text(
      `### ${strings.WHAT_HAPPENS}`,
      ...happening,
      `-# ${strings.INHERITED}`,
      readsForum && `-# ${strings.FORUMS}`,
      settings.quietHours !== null && `-# ${strings.quietHours(settings.quietHours)}`,
    ),
    text(`### ${strings.WHAT_IS_MISSING}`, ...(problems.length > 0 ? problems : [strings.NOTHING_MISSING])),
    text(strings.inviteLink(inviteLink(guild.client.user.id), lacking.length > 0)),
  );
}

const isForum = ({ type }: GuildBasedChannel): boolean => type === GuildForum || type === GuildMedia;

/** In forums and threads there are threads alone, and in voice channels none. */
function isUsedIn(channel: GuildBasedChannel, name: keyof typeof NEEDED): boolean {
  if (name === 'send') return !isForum(channel) && !channel.isThread();
  return name !== 'sendInThreads' || !channel.isVoiceBased();
}

function listed(channels: readonly GuildBasedChannel[]): string {
  const mentions = channels.slice(0, MOST_IN_CHECK).map(({ id }) => channelMention(id));
  const rest = channels.length - mentions.length;
  return rest > 0 ? andMore(mentions.join(', '), rest) : mentions.join(', ');
}
