import type { APIMessage } from 'discord-api-types/v10';

/** A button as a person sees it. */
export interface SeenButton {
  readonly label: string;
  readonly customId?: string;
  readonly url?: string;
  readonly disabled: boolean;
}

/** A message as one person saw it at one moment; a later edit does not change it. */
export interface SeenMessage {
  readonly id: string;
  readonly channelId: string;
  readonly author: { readonly id: string; readonly username: string; readonly bot: boolean };
  readonly content: string;
  readonly components: NonNullable<APIMessage['components']>;
  readonly embeds: APIMessage['embeds'];
  readonly attachments: APIMessage['attachments'];
  /** Bits of MessageFlags. */
  readonly flags: number;
  /** Whether nobody but this person sees it. */
  readonly ephemeral: boolean;
  /** All text in reading order: content, text displays, embeds; joined by newlines. Labels of buttons are not among it. */
  readonly text: string;
  /** All buttons in reading order. */
  readonly buttons: readonly SeenButton[];
  /** Everybody whom this message notified, after allowed_mentions: `everyone`, role ids, user ids. */
  readonly pings: readonly string[];
  /** The id of the message that it replies to. */
  readonly replyTo?: string;
  readonly edited: boolean;
}
