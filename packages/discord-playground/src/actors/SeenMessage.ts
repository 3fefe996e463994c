import type { APIMessage, APISelectMenuOption } from 'discord-api-types/v10';

/** A button as a person sees it. */
export interface SeenButton {
  readonly label: string;
  readonly customId?: string;
  readonly url?: string;
  readonly disabled: boolean;
}

/** A menu to choose from as a person sees it. */
export interface SeenSelect {
  readonly customId: string;
  readonly placeholder?: string;
  /** What is offered; empty where it is what the server has: people, roles, channels. */
  readonly options: readonly APISelectMenuOption[];
  /** Values that are chosen before anybody touches it. */
  readonly values: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly disabled: boolean;
}

/** A file that came with a message. */
export interface SeenAttachment {
  readonly name: string;
  readonly url: string;
  /** In bytes. */
  readonly size: number;
  readonly contentType: string;
  /** Its alternative text. */
  readonly description?: string;
  bytes(): Uint8Array;
  /** Read as UTF-8. */
  text(): string;
}

/** A message as one person saw it at one moment; a later edit does not change it. */
export interface SeenMessage {
  readonly id: string;
  readonly channelId: string;
  readonly author: { readonly id: string; readonly username: string; readonly bot: boolean };
  readonly content: string;
  readonly components: NonNullable<APIMessage['components']>;
  readonly embeds: APIMessage['embeds'];
  /** The files that this person sees; of a message with Components V2 only those that a component shows. */
  readonly attachments: readonly SeenAttachment[];
  /** Bits of MessageFlags. */
  readonly flags: number;
  /** Whether nobody but this person sees it. */
  readonly ephemeral: boolean;
  /** All text in reading order: content, text displays, embeds; joined by newlines. Labels of buttons are not among it. */
  readonly text: string;
  /** All buttons in reading order. */
  readonly buttons: readonly SeenButton[];
  /** All menus in reading order. */
  readonly selects: readonly SeenSelect[];
  /** Everybody whom this message notified, after allowed_mentions: `everyone`, role ids, user ids. */
  readonly pings: readonly string[];
  /** The id of the message that it replies to. */
  readonly replyTo?: string;
  readonly edited: boolean;
}
