import type {
  AnySelectMenuInteraction,
  ButtonInteraction,
  ChannelSelectMenuInteraction,
  ModalSubmitInteraction,
  RoleSelectMenuInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import type { CustomIdCodec } from '../customIds.ts';
import type { BotContext } from '../Responder.ts';
import type { BotResponse, ResponseMode } from '../respond.ts';

/** Somebody pressed a button, chose from a menu or sent a dialog. */
export type ControlInteraction = ButtonInteraction | AnySelectMenuInteraction | ModalSubmitInteraction;

/** A button, a menu or a dialog: all that are of one kind. */
export interface Control {
  readonly kind: string;
  /** What is to be done; `undefined` when this cannot come from a control of that kind. */
  read(interaction: ControlInteraction): Task | undefined;
}

/** One press of a button, say. */
export interface Task {
  readonly mode: ResponseMode;
  /** @throws UserError for what the person can put right. */
  run(botContext: BotContext): Promise<BotResponse>;
}

interface Handler<I, State> {
  /** How the answer appears. Decided before the work begins, because a deferral fixes it. */
  readonly mode: ResponseMode | ((interaction: I, state: State) => ResponseMode);
  readonly run: (interaction: I, state: State, botContext: BotContext) => Promise<BotResponse>;
}

/** @param isIts - Discord does not keep anybody from sending the id of a button as that of a dialog. */
export function control<I extends ControlInteraction, State extends object>(
  form: CustomIdCodec<State>,
  isIts: (interaction: ControlInteraction) => interaction is I,
  { mode, run }: Handler<I, State>,
): Control {
  return {
    kind: form.kind,
    read(interaction) {
      const state = isIts(interaction) ? form.read(interaction.customId) : undefined;
      if (!state || !isIts(interaction)) return undefined;
      return {
        mode: typeof mode === 'function' ? mode(interaction, state) : mode,
        run: (botContext) => run(interaction, state, botContext),
      };
    },
  };
}

export const isButton = (interaction: ControlInteraction): interaction is ButtonInteraction => interaction.isButton();

export const isDialog = (interaction: ControlInteraction): interaction is ModalSubmitInteraction =>
  interaction.isModalSubmit();

export const isMenu = (interaction: ControlInteraction): interaction is StringSelectMenuInteraction =>
  interaction.isStringSelectMenu();

export const isRoleMenu = (interaction: ControlInteraction): interaction is RoleSelectMenuInteraction =>
  interaction.isRoleSelectMenu();

export const isChannelMenu = (interaction: ControlInteraction): interaction is ChannelSelectMenuInteraction =>
  interaction.isChannelSelectMenu();
