import {
  type AnySelectMenuInteraction,
  type APIModalInteractionResponseCallbackData,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  DiscordAPIError,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalMessageModalSubmitInteraction,
  type ModalSubmitInteraction,
  RESTJSONErrorCodes,
} from 'discord.js';
import type { Log } from '../shared/Log.ts';
import { UserError } from '../shared/UserError.ts';
import { type MessageBody, sentence } from './present.ts';

/** Whether Discord refused a request with one of these codes. */
export function isRefusal(error: unknown, codes: readonly number[]): error is DiscordAPIError {
  return error instanceof DiscordAPIError && codes.includes(Number(error.code));
}

/** The bot may not see the channel, write in it, or read what it would reply to. */
export const NOT_ALLOWED = [
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory,
];

/** What was to be answered has gone meanwhile. */
export const GONE = [RESTJSONErrorCodes.UnknownChannel, RESTJSONErrorCodes.UnknownMessage];

/** Acknowledged too late, or by somebody else: nothing can be said any more. */
export const TOO_LATE = [
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
];

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
export type ResponseMode = 'public' | 'private' | 'update' | 'dialog';

/** A dialog to fill in and send; Discord calls it a modal. */
export interface ModalResponse {
  readonly dialog: APIModalInteractionResponseCallbackData;
}

/** ReplyRequest instead of a message: take the button's message away. */
export const DELETE_MESSAGE = 'take-away';

/** What to answer with. */
export type BotResponse = MessageBody | ModalResponse | typeof DELETE_MESSAGE;

/**
 * Discord takes an interaction back unless it is acknowledged within 3 s; half of it is left for the way there.
 * https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response
 */
const DEFER_AFTER_MS = 1_500;

/** A dialog cannot be announced and shown later, so that it may take longer to find what to fill it with. */
const NO_DIALOG_AFTER_MS = 2_200;

export const APOLOGY = 'Sorry, something went wrong on my side. Please try again in a moment.';

const TOO_SLOW = 'Sorry, I was too slow to open that. Please try again: what took so long is ready now, or soon.';

/**
 * Answers an interaction with what `work` returns, in time: work that takes long is announced ("thinking…") and its
 * result put in place afterwards. Never rejects. A UserError is shown to the person alone; any other failure is
 * logged and costs that person one sentence.
 */
export async function respond(
  interaction: Answerable,
  mode: ResponseMode,
  log: Log,
  work: () => Promise<BotResponse>,
): Promise<void> {
  const answer = new Answering(interaction, mode);
  try {
    if (!(await answer.give(await work()))) log.warn(contextOf(interaction), 'too slow to open a dialog');
  } catch (error) {
    if (isRefusal(error, TOO_LATE)) {
      log.warn({ err: error, ...contextOf(interaction) }, 'answered too late');
      return;
    }
    const isTheirs = error instanceof UserError;
    if (isTheirs) log.debug({ code: error.code, ...contextOf(interaction) }, 'refused');
    else log.error({ err: error, ...contextOf(interaction) }, 'a handler failed');
    await answer.givePrivately(sentence(isTheirs ? error.message : APOLOGY)).catch((failure: unknown) => {
      log.error({ err: failure, ...contextOf(interaction) }, 'could not say so');
    });
  }
}

/** One interaction's answer, deferred by a timer when it takes long. */
class Answering {
  readonly #interaction: Answerable;
  readonly #mode: ResponseMode;
  readonly #timer: NodeJS.Timeout;
  #deferral: Promise<unknown> | undefined;

  constructor(interaction: Answerable, mode: ResponseMode) {
    this.#interaction = interaction;
    // Not every dialog was opened from a message that could be changed.
    const isUpdate = mode === 'update' && hasMessage(interaction);
    this.#mode = mode === 'update' && !isUpdate ? 'private' : mode;
    this.#timer = setTimeout(
      () => {
        this.#deferral = this.#defer();
        // Whoever waits for it hears of a failure; until somebody does, it must not count as unhandled.
        this.#deferral.catch(() => {});
      },
      mode === 'dialog' ? NO_DIALOG_AFTER_MS : DEFER_AFTER_MS,
    );
  }

  /** @returns Whether that was still possible: a dialog must come first or not at all. */
  async give(outcome: BotResponse): Promise<boolean> {
    const interaction = this.#interaction;
    const isDeferred = await this.#isDeferred();
    if (outcome === DELETE_MESSAGE) {
      if (!isDeferred) await this.#defer();
      await interaction.deleteReply();
    } else if ('dialog' in outcome) {
      if (isDeferred || interaction.isModalSubmit()) return false;
      await interaction.showModal(outcome.dialog);
    } else if (isDeferred) await interaction.editReply(outcome);
    else if (this.#mode === 'update' && hasMessage(interaction)) await interaction.update(outcome);
    else await interaction.reply(this.#mode === 'public' ? outcome : ephemeral(outcome));
    return true;
  }

  /** For the asker alone, whatever was announced before. */
  async givePrivately(body: MessageBody): Promise<void> {
    const interaction = this.#interaction;
    const isAcknowledged = (await this.#isDeferred()) || interaction.deferred || interaction.replied;
    if (!isAcknowledged) {
      await interaction.reply(ephemeral(body));
    } else if (this.#mode === 'private' || this.#mode === 'dialog') {
      await interaction.editReply(body);
    } else {
      // "thinking…" for all to see cannot become private: it goes, and the sentence comes in its place.
      if (this.#mode === 'public') await interaction.deleteReply();
      await interaction.followUp(ephemeral(body));
    }
  }

  async #isDeferred(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#deferral;
    return this.#deferral !== undefined;
  }

  #defer(): Promise<unknown> {
    const interaction = this.#interaction;
    if (this.#mode === 'dialog') return interaction.reply(ephemeral(sentence(TOO_SLOW)));
    if (this.#mode === 'update' && hasMessage(interaction)) return interaction.deferUpdate();
    return interaction.deferReply(this.#mode === 'private' ? { flags: MessageFlags.Ephemeral } : {});
  }
}

/** Whether there is a message that an answer can change. */
function hasMessage(
  interaction: Answerable,
): interaction is ButtonInteraction | AnySelectMenuInteraction | ModalMessageModalSubmitInteraction {
  return interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage());
}

function ephemeral(body: MessageBody): Omit<MessageBody, 'flags'> & { flags: number } {
  return { ...body, flags: body.flags | MessageFlags.Ephemeral };
}

function contextOf(interaction: Answerable): object {
  return {
    interaction: interaction.id,
    handler: 'customId' in interaction ? interaction.customId : nameOf(interaction),
    guild: interaction.guildId,
    channel: interaction.channelId,
    user: interaction.user.id,
  };
}

/** `answer add` */
function nameOf(interaction: ChatInputCommandInteraction | MessageContextMenuCommandInteraction): string {
  const subcommand = interaction.isChatInputCommand() ? interaction.options.getSubcommand(false) : null;
  return subcommand === null ? interaction.commandName : `${interaction.commandName} ${subcommand}`;
}
