import type { Message } from 'discord.js';
import { Conversations } from '../../channels/Conversations.ts';
import { isQuiet, modeHere, possibleMode } from '../../channels/modes.ts';
import { DEFAULT_SETTINGS, type GuildSettings } from '../../store/Store.ts';
import type { BotContext } from '../BotContext.ts';
import { addresseesOf, isAsked, isForumPost, isInForum, pathOf } from './asking.ts';

/** How a message is heard: the person asks the bot, or the bot may answer or offer something by itself. */
export interface Hearing {
  readonly how: 'asked' | 'answer' | 'offer';
  readonly settings: GuildSettings;
}

/**
 * An edited message is no new turn of a conversation. To one that has a reply it does not matter who talks with whom by now, or
 * how late it is.
 */
type MessageState = 'new' | 'edited' | 'answered';

/** Decides whether a message asks the bot, and whether the bot may speak up by itself: the channel's mode, the hour, who is talking. */
export class Listener {
  readonly #context: BotContext;
  readonly #conversations: Conversations;

  constructor(context: BotContext) {
    this.#context = context;
    this.#conversations = new Conversations(() => context.clock.now());
  }

  /** @returns `undefined` for a message to leave alone; a promise only while it is not known what applies in the channel. */
  hear(message: Message, state: MessageState = 'new'): Hearing | undefined | Promise<Hearing | undefined> {
    const settings = this.#settingsOf(message);
    if (settings instanceof Promise) return settings.then((loaded) => this.#hear(message, loaded, state));
    return this.#hear(message, settings, state);
  }

  /** Whether somebody has taken the message up by now. */
  isTakenUp({ channelId, author }: Message): boolean {
    return this.#conversations.isTalking({ channelId, authorId: author.id, addressees: [] });
  }

  interrupt(channelId: string): void {
    this.#conversations.interrupt(channelId);
  }

  #settingsOf({ guildId, channel }: Message): GuildSettings | Promise<GuildSettings> {
    const { settings } = this.#context;
    if (guildId === null) return DEFAULT_SETTINGS;
    // Discord has not said yet what channel this thread is in, and follows.
    if (channel.isThread() && channel.parentId === null) return channel.fetch().then(() => settings.of(guildId));
    return settings.peek(guildId) ?? settings.of(guildId);
  }

  #hear(message: Message, settings: GuildSettings, state: MessageState): Hearing | undefined {
    if (message.guildId === null) return { how: 'asked', settings };
    const mode = possibleMode(modeHere(settings, pathOf(message.channel)), this.#context.messageContent);
    if (mode === 'off') return undefined;
    if (mode === 'mentioned') return isAsked(message) ? { how: 'asked', settings } : undefined;
    const { channelId } = message;
    const addressees = addresseesOf(message);
    const heard = { channelId, authorId: message.author.id, addressees };
    const isTalking = state === 'new' ? this.#conversations.hear(heard) : this.#conversations.isTalking(heard);
    if (isAsked(message)) return { how: 'asked', settings };
    if (isInForum(message) && !isForumPost(message)) return undefined;
    if (state === 'answered') return addressees.length > 0 ? undefined : { how: mode, settings };
    return isTalking || isQuiet(settings.quietHours, this.#context.clock.now()) ? undefined : { how: mode, settings };
  }
}
