import type {
  AnySelectMenuInteraction,
  APIModalInteractionResponseCallbackData,
  ButtonInteraction,
  ChatInputCommandInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
} from 'discord.js';
import type { MessageBody } from './messageBody.ts';

/** Something that a person did and that the bot answers with a message or a dialog. */
export type Answerable =
  | ButtonInteraction
  | AnySelectMenuInteraction
  | ModalSubmitInteraction
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction;

/**
 * How the answer appears. `public`: a message for all. `private`: a message for that person alone. `update`: the message
 * changed that the button stands on, or from which the dialog was opened; where there is none, as `private`. `dialog`: a
 * dialog, which Discord does not wait for.
 */
export type Way = 'public' | 'private' | 'update' | 'dialog';

/** A dialog to fill in and send; Discord calls it a modal. */
export interface Dialog {
  readonly dialog: APIModalInteractionResponseCallbackData;
}

/** Said instead of a message: take the button's message away. */
export const TAKE_AWAY = 'take-away';

/** What to answer with. */
export type Outcome = MessageBody | Dialog | typeof TAKE_AWAY;
