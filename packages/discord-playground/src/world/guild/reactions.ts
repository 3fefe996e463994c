import type { APIEmoji, APIReaction } from 'discord-api-types/v10';
import type { User } from './accounts.ts';

/** A Unicode emoji, or a server's own. */
export interface Emoji {
  /** Null for a Unicode emoji. */
  readonly id: string | null;
  readonly name: string;
  readonly animated?: boolean;
}

/** An emoji that a server has uploaded. */
export interface OwnEmoji extends Emoji {
  readonly id: string;
  /** Who uploaded it, if the bot may know. */
  readonly creator?: User;
}

export const ownEmojiToApi = ({ id, name, creator, animated = false }: OwnEmoji): APIEmoji => ({
  id,
  name,
  roles: [],
  require_colons: true,
  managed: false,
  animated,
  available: true,
  ...(creator && { user: creator.toApi() }),
});

/** Different emojis on one message. Source: error 30010, "Maximum number of reactions reached (20)". */
export const MAX_REACTIONS = 20;

const UNICODE = /^\p{RGI_Emoji}$/v;
/** Makes a text symbol such as ❤ an emoji. Clients send it with or without. */
const EMOJI_STYLE = '\uFE0F';

/**
 * Reads an emoji as clients write it in an address: `👍`, or `name:id` of one that belongs to a server.
 *
 * @param own - The emojis of all servers, by id.
 */
export function parseEmoji(text: string, own: (id: string) => Emoji | undefined): Emoji | undefined {
  const id = /^(?:<?a?:)?\w+:(\d{17,20})>?$/.exec(text)?.[1];
  if (id !== undefined) return own(id);
  return UNICODE.test(text) || UNICODE.test(text + EMOJI_STYLE) ? { id: null, name: text } : undefined;
}

const keyOf = ({ id, name }: Emoji): string => id ?? name.replaceAll(EMOJI_STYLE, '');

interface Reaction {
  readonly emoji: Emoji;
  /** In the order in which they reacted. */
  readonly userIds: Set<string>;
}

/** Who reacted to a message, and with what. */
export class Reactions {
  readonly #byKey = new Map<string, Reaction>();

  /** How many different emojis there are. */
  get size(): number {
    return this.#byKey.size;
  }

  /** Returns false when this person has reacted with it before. */
  add(emoji: Emoji, userId: string): boolean {
    const reaction = this.#byKey.get(keyOf(emoji)) ?? { emoji, userIds: new Set<string>() };
    this.#byKey.set(keyOf(emoji), reaction);
    return reaction.userIds.size !== reaction.userIds.add(userId).size;
  }

  /** Returns false when this person has not reacted with it. */
  remove(emoji: Emoji, userId: string): boolean {
    const reaction = this.#byKey.get(keyOf(emoji));
    if (!reaction?.userIds.delete(userId)) return false;
    if (reaction.userIds.size === 0) this.#byKey.delete(keyOf(emoji));
    return true;
  }

  /** Removes all reactions with an emoji, or all there are. Returns false when there were none. */
  clear(emoji?: Emoji): boolean {
    if (emoji) return this.#byKey.delete(keyOf(emoji));
    const had = this.#byKey.size > 0;
    this.#byKey.clear();
    return had;
  }

  /** The ids of those who reacted with it. */
  by(emoji: Emoji): readonly string[] {
    return [...(this.#byKey.get(keyOf(emoji))?.userIds ?? [])];
  }

  all(): { readonly emoji: Emoji; readonly userIds: readonly string[] }[] {
    return [...this.#byKey.values()].map(({ emoji, userIds }) => ({ emoji, userIds: [...userIds] }));
  }

  /** @param viewerId - Who `me` is about. */
  toApi(viewerId: string): APIReaction[] {
    return this.all().map(({ emoji, userIds }) => ({
      emoji: { id: emoji.id, name: emoji.name, ...(emoji.animated && { animated: true }) },
      count: userIds.length,
      count_details: { burst: 0, normal: userIds.length },
      burst_colors: [],
      me: userIds.includes(viewerId),
      me_burst: false,
    }));
  }
}
