import type { ChannelMode, GuildSettings } from '../store/Store.ts';

type ModeSettings = Pick<GuildSettings, 'defaultMode' | 'channelModes'>;

/** What a channel is set to, and by what: itself, or one of the places that it is in. */
export interface ModeHere {
  readonly mode: ChannelMode;
  /** Discord's id of the thread, channel or category that is set to it; `undefined` for the server's default. */
  readonly setOn: string | undefined;
}

/**
 * The mode of a channel: the nearest one that is set.
 *
 * @param path - Ids of the channel and what it is in, nearest first: thread, channel, category.
 * @example
 * modeHere({ defaultMode: 'mentioned', channelModes: { help: 'answer' } }, ['thread', 'help']); // answer, set on help
 */
export function modeHere({ defaultMode, channelModes }: ModeSettings, path: readonly string[]): ModeHere {
  const setOn = path.find((id) => Object.hasOwn(channelModes, id));
  return { mode: setOn === undefined ? defaultMode : channelModes[setOn]!, setOn };
}

/** Without the Message Content intent the bot cannot read what would tell it to answer or to offer something. */
export function possibleMode(mode: ChannelMode, canReadMessages: boolean): ChannelMode {
  return canReadMessages || mode === 'off' ? mode : 'mentioned';
}
