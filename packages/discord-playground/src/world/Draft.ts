import type { APIAllowedMentions, APIAttachment, APIEmbed, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import type { Interaction } from '../interactions/Interaction.ts';
import type { Channel } from './Channel.ts';
import type { Message, StoredFile } from './Message.ts';
import type { User } from './User.ts';

/** What the author decides about a message's looks. In an edit, what is absent stays as it was. */
export interface MessageParts {
  readonly content?: string | null | undefined;
  readonly embeds?: readonly APIEmbed[] | null | undefined;
  readonly components?: readonly APIMessageTopLevelComponent[] | null | undefined;
  /** Bits of MessageFlags. */
  readonly flags?: number | null | undefined;
  readonly allowed_mentions?: APIAllowedMentions | null | undefined;
  readonly attachments?: readonly APIAttachment[] | undefined;
  readonly files?: readonly StoredFile[] | undefined;
}

/** A message before it is sent. */
export interface Draft {
  readonly channel: Channel;
  readonly author: User;
  readonly parts: MessageParts;
  readonly replyTo?: Message | undefined;
  readonly nonce?: string | number | undefined;
  readonly tts?: boolean | undefined;
  /** The interaction that it answers. */
  readonly interaction?: Interaction | undefined;
  /** The only person who will see it: makes it ephemeral. */
  readonly visibleTo?: string | undefined;
}
