import { channelMention, ChannelType, type Guild, type GuildBasedChannel } from 'discord.js';
import { modeHere, possibleMode } from '../../channels/modes.ts';
import { CHANNEL_MODES } from '../../store/Store.ts';
import { message, type MessageBody, text } from '../components.ts';
import { pathOf } from '../messages/asking.ts';
import { inviteLink, missingIn, type NEEDED } from '../permissions.ts';
import { andMore } from '../editing/strings.ts';
import { type SettingsView, TALK_CHANNEL_TYPES } from './settingsMessage.ts';
import * as strings from './strings.ts';

/** Longer lists would not fit in a message, with four modes and five permissions. */
const MOST_LISTED = 10;

const { GuildCategory, PublicThread, PrivateThread, AnnouncementThread, GuildForum, GuildMedia } = ChannelType;

/** Threads follow their channel unless they are set themselves, and nobody writes in a category itself. */
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
  const places = [...guild.channels.cache.values()]
    .filter(({ id, type }) => CHECKED.has(type) || (type !== GuildCategory && Object.hasOwn(settings.channelModes, id)))
    .map((channel) => {
      const wanted = modeHere(settings, pathOf(channel)).mode;
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
  const mentions = channels.slice(0, MOST_LISTED).map(({ id }) => channelMention(id));
  const rest = channels.length - mentions.length;
  return rest > 0 ? andMore(mentions.join(', '), rest) : mentions.join(', ');
}
