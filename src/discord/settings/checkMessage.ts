import { channelMention, ChannelType, type Guild, type GuildBasedChannel } from 'discord.js';
import { modeHere, possibleMode } from '../../channels/modes.ts';
import { type ChannelMode, CHANNEL_MODES } from '../../store/Store.ts';
import { pathOf } from '../messages/places.ts';
import { inviteLink } from '../invite.ts';
import { missingIn, type NEEDED } from '../permissions.ts';
import { message, type MessageBody, textDisplay } from '../present.ts';
import { andMore } from '../strings.ts';
import { type SettingsView, TALK_CHANNEL_TYPES } from './settingsMessage.ts';
import * as strings from './strings.ts';

/** Longer lists would not fit in a message, with five modes and five permissions. */
const MOST_LISTED = 12;

const { GuildCategory, PublicThread, PrivateThread, AnnouncementThread, GuildForum, GuildMedia } = ChannelType;

/** Threads follow their channel, and nobody writes in a category itself. */
const UNCHECKED = new Set<ChannelType>([GuildCategory, PublicThread, PrivateThread, AnnouncementThread]);

const CHECKED: ReadonlySet<ChannelType> = new Set(
  [...TALK_CHANNEL_TYPES, GuildMedia].filter((type) => !UNCHECKED.has(type)),
);

/** What will happen in each channel, what is missing there and how to mend it. */
export function checkMessage({
  settings,
  guild,
  canReadMessages,
}: SettingsView & { readonly guild: Guild }): MessageBody {
  const channels = [...guild.channels.cache.values()].filter(({ type }) => CHECKED.has(type));
  const wanted = channels.map((channel) => ({ channel, mode: modeHere(settings, pathOf(channel)).mode }));
  const byMode = Map.groupBy(wanted, ({ mode }) => possibleMode(mode, canReadMessages));
  const listens = wanted.some(({ mode }) => possibleMode(mode, canReadMessages) !== mode);
  const happening = CHANNEL_MODES.toReversed().flatMap((mode) => {
    const here = (byMode.get(mode) ?? []).map(({ channel }) => channel);
    return here.length === 0 ? [] : [strings.happens(mode, listed(here))];
  });
  const missing = missingByPermission(wanted);
  const link = inviteLink(guild.client.user.id);
  const problems = [
    ...(listens ? [strings.CANNOT_READ] : []),
    ...[...missing].map(([name, here]) => strings.missing(name, listed(here))),
  ];
  const readsForum = wanted.some(
    ({ channel: { type }, mode }) =>
      (type === GuildForum || type === GuildMedia) && ['offer', 'answer'].includes(possibleMode(mode, canReadMessages)),
  );
  return message([
    textDisplay(
      [
        `### ${strings.WHAT_HAPPENS}`,
        ...happening,
        `-# ${strings.INHERITED}`,
        ...(readsForum ? [`-# ${strings.FORUMS}`] : []),
        ...(settings.quietHours ? [`-# ${strings.quietHours(settings.quietHours)}`] : []),
      ].join('\n'),
    ),
    textDisplay(
      [`### ${strings.WHAT_IS_MISSING}`, ...(problems.length > 0 ? problems : [strings.NOTHING_MISSING])].join('\n'),
    ),
    textDisplay(strings.inviteLink(link, missing.size > 0)),
  ]);
}

type Missing = ReadonlyMap<keyof typeof NEEDED, readonly GuildBasedChannel[]>;

/** Where the bot has nothing to do, it needs nothing. Where it sees nothing, the rest does not matter yet. */
function missingByPermission(
  wanted: readonly { readonly channel: GuildBasedChannel; readonly mode: ChannelMode }[],
): Missing {
  const found = new Map<keyof typeof NEEDED, GuildBasedChannel[]>();
  for (const { channel, mode } of wanted) {
    if (mode === 'off') continue;
    const missing = missingIn(channel).filter((name) => isUsedIn(channel, name));
    for (const name of missing.includes('view') ? (['view'] as const) : missing) {
      found.set(name, [...(found.get(name) ?? []), channel]);
    }
  }
  return found;
}

/** In forums there are threads alone, and in voice channels none. */
function isUsedIn({ type }: GuildBasedChannel, name: keyof typeof NEEDED): boolean {
  if (name === 'send') return type !== GuildForum && type !== GuildMedia;
  return name !== 'sendInThreads' || (type !== ChannelType.GuildVoice && type !== ChannelType.GuildStageVoice);
}

function listed(channels: readonly GuildBasedChannel[]): string {
  const mentions = channels.slice(0, MOST_LISTED).map(({ id }) => channelMention(id));
  const rest = channels.length - mentions.length;
  return rest > 0 ? andMore(mentions.join(', '), rest) : mentions.join(', ');
}
