import type { APIMessage } from 'discord-api-types/v10';
import type { Channel } from './Channel.ts';
import type { User } from './User.ts';

/** A file that was sent with a message. */
export interface StoredFile {
  readonly attachmentId: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A message as it is kept: what Discord would send about it, and what only Discord itself knows. */
export interface Message {
  readonly id: string;
  readonly channel: Channel;
  readonly author: User;
  /** As REST answers it: no guild, no member. Replaced as a whole when the message is edited. */
  api: APIMessage;
  /** Whom it notified: user ids, role ids, `everyone`. */
  pings: readonly string[];
  /** The only person who sees an ephemeral message. */
  readonly visibleTo: string | undefined;
  /** The interaction that it answers. */
  readonly interactionId: string | undefined;
  files: readonly StoredFile[];
}
