import { LruCache } from '../shared/cache.ts';
import type { ChannelMode, GuildSettings, QuietHours } from '../store/Store.ts';

type ModeSettings = Pick<GuildSettings, 'defaultMode' | 'channelModes'>;

/**
 * The mode of a channel: the nearest one that is set.
 *
 * @param path - Ids of the channel and what it is in, nearest first: thread, channel, category.
 * @example
 * modeHere({ defaultMode: 'mentioned', channelModes: { help: 'answer' } }, ['thread', 'help']); // 'answer'
 */
export function modeHere({ defaultMode, channelModes }: ModeSettings, path: readonly string[]): ChannelMode {
  const nearest = path.find((id) => Object.hasOwn(channelModes, id));
  return nearest === undefined ? defaultMode : channelModes[nearest]!;
}

/** Without the Message Content intent the bot cannot read what would tell it to answer or to offer something. */
export function possibleMode(mode: ChannelMode, canReadMessages: boolean): ChannelMode {
  return canReadMessages || mode === 'off' ? mode : 'mentioned';
}

const TIME = /^(?:[01]?\d|2[0-3]):[0-5]\d$/;

/** `7:05` -> `07:05`; `undefined` for what is no time of day. */
export function timeOfDay(text: string): string | undefined {
  const time = text.trim();
  return TIME.test(time) ? time.padStart(5, '0') : undefined;
}

/** Making a format takes as long as matching a question. */
const formats = new LruCache<string, Intl.DateTimeFormat>(100);

const formatOf = (timeZone: string): Intl.DateTimeFormat =>
  formats.getOrCreate(
    timeZone,
    () => new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  );

/** The name of a time zone as it is usually written; `undefined` if there is none. `europe/berlin` -> `Europe/Berlin` */
export function timeZoneOf(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: text.trim() }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

export function isQuiet(hours: QuietHours | null, nowMs: number): boolean {
  if (hours === null) return false;
  const { from, until, timeZone } = hours;
  const now = formatOf(timeZone).format(nowMs);
  return from <= until ? from <= now && now < until : from <= now || now < until;
}
