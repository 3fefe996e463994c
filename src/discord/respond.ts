import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
} from 'discord.js';
import { UserError } from '../UserError.ts';
import { isRefusal, TOO_LATE } from './isRefusal.ts';
import type { Log } from './Log.ts';
import { type MessageBody, presentSentence } from './present.ts';

/** An interaction that is answered by a message. */
export type Answerable = ButtonInteraction | ChatInputCommandInteraction | MessageContextMenuCommandInteraction;

/** How the answer appears: a message for all, a message for the asker alone, or the button's own message changed. */
export type Way = 'public' | 'private' | 'update';

/** Said instead of a message: take the button's message away. */
export const REMOVE = 'remove';

export type Outcome = MessageBody | typeof REMOVE;

/**
 * Discord takes an interaction back unless it is acknowledged within 3 s; half of it is left for the way there.
 * https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response
 */
const DEFER_AFTER_MS = 1_500;

export const APOLOGY = 'Sorry, something went wrong on my side. Please try again in a moment.';

/**
 * Answers an interaction with what `work` returns, in time: work that takes long is announced ("thinking…") and its
 * result put in place afterwards. Never rejects. A UserError is shown to the person alone; any other failure is
 * logged and costs that person one sentence.
 */
export async function respond(
  interaction: Answerable,
  way: Way,
  log: Log,
  work: () => Promise<Outcome>,
): Promise<void> {
  const answer = new Answering(interaction, way);
  try {
    await answer.give(await work());
  } catch (error) {
    if (isRefusal(error, TOO_LATE)) {
      log.warn({ err: error, ...contextOf(interaction) }, 'answered too late');
      return;
    }
    const isTheirs = error instanceof UserError;
    if (isTheirs) log.debug({ code: error.code, ...contextOf(interaction) }, 'refused');
    else log.error({ err: error, ...contextOf(interaction) }, 'a handler failed');
    await answer.givePrivately(presentSentence(isTheirs ? error.message : APOLOGY)).catch((failure: unknown) => {
      log.error({ err: failure, ...contextOf(interaction) }, 'could not say so');
    });
  }
}

/** One interaction's answer, deferred by a timer when it takes long. */
class Answering {
  readonly #interaction: Answerable;
  readonly #way: Way;
  readonly #timer: NodeJS.Timeout;
  #deferral: Promise<unknown> | undefined;

  constructor(interaction: Answerable, way: Way) {
    this.#interaction = interaction;
    this.#way = way;
    this.#timer = setTimeout(() => {
      this.#deferral = this.#defer();
      // Whoever waits for it hears of a failure; until somebody does, it must not count as unhandled.
      this.#deferral.catch(() => {});
    }, DEFER_AFTER_MS);
  }

  async give(outcome: Outcome): Promise<void> {
    const interaction = this.#interaction;
    const isDeferred = await this.#isDeferred();
    if (outcome === REMOVE) {
      if (!isDeferred) await this.#defer();
      await interaction.deleteReply();
    } else if (isDeferred) await interaction.editReply(outcome);
    else if (this.#way === 'update' && interaction.isButton()) await interaction.update(outcome);
    else await interaction.reply(this.#way === 'private' ? ephemeral(outcome) : outcome);
  }

  /** For the asker alone, whatever was announced before. */
  async givePrivately(body: MessageBody): Promise<void> {
    const interaction = this.#interaction;
    const isAcknowledged = (await this.#isDeferred()) || interaction.deferred || interaction.replied;
    if (!isAcknowledged) {
      await interaction.reply(ephemeral(body));
    } else if (this.#way === 'private') {
      await interaction.editReply(body);
    } else {
      // "thinking…" for all to see cannot become private: it goes, and the sentence comes in its place.
      if (this.#way === 'public') await interaction.deleteReply();
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
    if (this.#way === 'update' && interaction.isButton()) return interaction.deferUpdate();
    return interaction.deferReply(this.#way === 'private' ? { flags: MessageFlags.Ephemeral } : {});
  }
}

function ephemeral(body: MessageBody): Omit<MessageBody, 'flags'> & { flags: number } {
  return { ...body, flags: body.flags | MessageFlags.Ephemeral };
}

function contextOf(interaction: Answerable): object {
  return {
    interaction: interaction.id,
    handler: interaction.isButton() ? interaction.customId : interaction.commandName,
    guild: interaction.guildId,
    channel: interaction.channelId,
    user: interaction.user.id,
  };
}
