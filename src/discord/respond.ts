import {
  type AnySelectMenuInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  PermissionFlagsBits,
  type ModalMessageModalSubmitInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import { within } from '../shared/concurrency.ts';
import { UserError } from '../shared/UserError.ts';
import type { BotContext } from './BotContext.ts';
import { serverOf } from './permissions.ts';
import { type MessageBody, type ModalResponse, sentence } from './components.ts';
import { logLostPicture, PICTURE_PATIENCE_MS, withCommandMentions, withPicture } from './present.ts';
import { refusalOf } from './refusals.ts';
import { isOutage } from '../store/outages.ts';
import { APOLOGY, FILTERED, REFUSED, STORE_GONE, TOO_SLOW } from './strings.ts';

export type ControlInteraction = ButtonInteraction | AnySelectMenuInteraction | ModalSubmitInteraction;
export type CommandInteraction = ChatInputCommandInteraction | MessageContextMenuCommandInteraction;
type Answerable = ControlInteraction | CommandInteraction;

/**
 * How the response appears. `public`: a message for everyone. `private`: a message for that person alone. `update`: replaces
 * the message that has the button or that opened the modal; `private` if there is none. `modal`: a modal, which cannot be
 * deferred.
 */
export type ResponseMode = 'public' | 'private' | 'update' | 'modal';

/** Deletes the message of the button instead of sending one. */
export const DELETE_MESSAGE = 'delete-message';

export type BotResponse = MessageBody | ModalResponse | typeof DELETE_MESSAGE;

/**
 * Discord drops an interaction that is not acknowledged within 3 s. Half of that is left for the network.
 * https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response
 */
const DEFER_AFTER_MS = 1_500;

/** A modal cannot be deferred, so finding its content may take longer. */
const NO_MODAL_AFTER_MS = 2_200;

type RespondContext = Pick<BotContext, 'log' | 'pictures' | 'settings' | 'metrics'>;

/**
 * Answers an interaction with the result of `work`. Slow work is deferred ("thinking…") and its result replaces that.
 * Never rejects. A UserError is shown to the person alone; any other failure is logged, and the person gets an apology.
 */
export async function respond(
  interaction: Answerable,
  mode: ResponseMode,
  context: RespondContext,
  work: () => Promise<BotResponse>,
): Promise<void> {
  const { log, metrics } = context;
  const response = new PendingResponse(interaction, mode, context);
  const { about } = response;
  const start = performance.now();
  const count = (outcome: 'done' | 'refused' | 'failed'): void =>
    metrics?.count('interaction', [outcome], (performance.now() - start) / 1_000);
  try {
    const result = await work();
    const picture = response.withPicture(result);
    const drawn = await within(PICTURE_PATIENCE_MS, picture);
    const isSent = await response.send(drawn ?? result);
    count(isSent ? 'done' : 'failed');
    if (isSent && !drawn) await response.addPicture(await picture);
    else if (!isSent) log.warn(about, 'too slow to open a modal');
  } catch (error) {
    const refusal = refusalOf(error);
    count(refusal || error instanceof UserError ? 'refused' : 'failed');
    if (refusal) {
      const { kind, code, reason } = refusal;
      metrics?.count('refusal', [String(code)]);
      if (kind === 'unknown') log.error({ err: error, ...about }, 'Discord refused an answer');
      else log.warn({ code, reason, ...about }, kind === 'late' ? 'answered too late' : 'Discord refused an answer');
      // Elsewhere, an apology would be refused as well.
      if (kind !== 'filtered' && kind !== 'unknown') return;
    } else if (error instanceof UserError) log.debug({ code: error.code, ...about }, 'refused');
    else log.error({ err: error, ...about }, 'a handler failed');
    await response.sendPrivately(sentence(apologyFor(error))).catch((failure: unknown) => {
      log[refusalOf(failure) ? 'debug' : 'error']({ err: failure, ...about }, 'could not report the failure');
    });
  }
}

/** What a person hears about a failure. */
export function apologyFor(error: unknown): string {
  if (error instanceof UserError) return error.message;
  const refusal = refusalOf(error);
  if (refusal) return refusal.kind === 'filtered' ? FILTERED : REFUSED;
  return isOutage(error) ? STORE_GONE : APOLOGY;
}

/** The response to one interaction, deferred by a timer if it takes long. */
class PendingResponse {
  /** For the log. */
  readonly about: object;
  readonly #interaction: Answerable;
  readonly #context: RespondContext;
  readonly #mode: ResponseMode;
  readonly #timer: NodeJS.Timeout;
  #deferral: Promise<unknown> | undefined;
  /** The message that came in place of the original response. */
  #followUpId: string | undefined;

  constructor(interaction: Answerable, mode: ResponseMode, context: RespondContext) {
    this.about = logContext(interaction);
    this.#interaction = interaction;
    this.#context = context;
    // Not every modal was opened from a message that can be updated.
    const isUpdate = mode === 'update' && hasMessage(interaction);
    this.#mode = mode === 'update' && !isUpdate ? 'private' : mode;
    this.#timer = setTimeout(
      () => {
        this.#deferral = this.#defer();
        // A failure reaches the code that awaits the deferral. Until then it must not count as unhandled.
        this.#deferral.catch(() => {});
      },
      mode === 'modal' ? NO_MODAL_AFTER_MS : DEFER_AFTER_MS,
    );
  }

  /** @returns Whether it was still possible: a modal can only be the first response. */
  async send(response: BotResponse): Promise<boolean> {
    try {
      return await this.#send(response);
    } catch (error) {
      if (typeof response === 'object' && 'onUnsent' in response) response.onUnsent?.();
      throw error;
    }
  }

  async #send(response: BotResponse): Promise<boolean> {
    const interaction = this.#interaction;
    const isDeferred = await this.#isDeferred();
    if (response === DELETE_MESSAGE) {
      if (!isDeferred) await this.#defer();
      await interaction.deleteReply();
    } else if ('modal' in response) {
      if (isDeferred || interaction.isModalSubmit()) return false;
      await interaction.showModal(response.modal);
    } else if (response.isForPerson) await this.sendPrivately(response);
    else await this.#sendMessage(withCommandMentions(response, interaction.client), isDeferred);
    return true;
  }

  async #sendMessage({ onPublished, ...body }: MessageBody, isDeferred: boolean): Promise<void> {
    const interaction = this.#interaction;
    if (isDeferred) {
      const { id } = await interaction.editReply(body);
      onPublished?.(id);
    } else if (this.#mode === 'update' && hasMessage(interaction)) await interaction.update(body);
    else if (this.#mode !== 'public') await interaction.reply(ephemeral(body));
    else if (onPublished) {
      const { resource } = await interaction.reply({ ...body, withResponse: true });
      if (resource?.message) onPublished(resource.message.id);
    } else await interaction.reply(body);
  }

  /** To the person alone, even if a public response was deferred. */
  async sendPrivately(plain: MessageBody): Promise<void> {
    const interaction = this.#interaction;
    const body = withCommandMentions(plain, interaction.client);
    const isAcknowledged = (await this.#isDeferred()) || interaction.deferred || interaction.replied;
    if (!isAcknowledged) {
      await interaction.reply(ephemeral(body));
    } else if (this.#mode === 'private' || this.#mode === 'modal') {
      await interaction.editReply(body);
    } else {
      // A public "thinking…" cannot become private, so it is deleted and the message follows.
      if (this.#mode === 'public') await interaction.deleteReply();
      this.#followUpId = (await interaction.followUp(ephemeral(body))).id;
    }
  }

  /** The response with its picture, once that is drawn; `undefined` without one. Never rejects. */
  async withPicture(response: BotResponse): Promise<MessageBody | undefined> {
    const interaction = this.#interaction;
    if (response === DELETE_MESSAGE || 'modal' in response) return undefined;
    if (!interaction.appPermissions.has(PermissionFlagsBits.AttachFiles)) return undefined;
    return withPicture(response, serverOf(interaction), this.#context, this.about);
  }

  /** Shows a picture that was drawn only after its message was sent. Never rejects. */
  async addPicture(drawn: MessageBody | undefined): Promise<void> {
    if (!drawn) return;
    try {
      await this.#interaction.editReply({ ...drawn, message: this.#followUpId ?? '@original' });
    } catch (error) {
      logLostPicture(error, this.#context.log, this.about);
    }
  }

  async #isDeferred(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#deferral;
    return this.#deferral !== undefined;
  }

  #defer(): Promise<unknown> {
    const interaction = this.#interaction;
    if (this.#mode === 'modal') return interaction.reply(ephemeral(sentence(TOO_SLOW)));
    if (this.#mode === 'update' && hasMessage(interaction)) return interaction.deferUpdate();
    return interaction.deferReply(this.#mode === 'private' ? { flags: MessageFlags.Ephemeral } : {});
  }
}

function hasMessage(
  interaction: Answerable,
): interaction is ButtonInteraction | AnySelectMenuInteraction | ModalMessageModalSubmitInteraction {
  return interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage());
}

function ephemeral(body: MessageBody): Omit<MessageBody, 'flags'> & { flags: number } {
  return { ...body, flags: body.flags | MessageFlags.Ephemeral };
}

function logContext(interaction: Answerable): object {
  const { id, guildId: guild, channelId: channel, user } = interaction;
  const handler = 'customId' in interaction ? interaction.customId : nameOf(interaction);
  return { interaction: id, handler, guild, channel, user: user.id };
}

/** `answer add` */
function nameOf(interaction: CommandInteraction): string {
  const subcommand = interaction.isChatInputCommand() && interaction.options.getSubcommand(false);
  return subcommand ? `${interaction.commandName} ${subcommand}` : interaction.commandName;
}
