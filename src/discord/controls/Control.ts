import type {
  AnySelectMenuInteraction,
  ButtonInteraction,
  ChannelSelectMenuInteraction,
  ModalSubmitInteraction,
  RoleSelectMenuInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import { type IdForm } from '../customIds.ts';
import type { BotContext } from '../Desk.ts';
import { type Outcome, type Way } from '../respond.ts';

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
  readonly way: Way;
  /** @throws UserError for what the person can put right. */
  run(botContext: BotContext): Promise<Outcome>;
}

interface Handler<I, State> {
  /** How the answer appears. Decided before the work begins, because a deferral fixes it. */
  readonly way: Way | ((interaction: I, state: State) => Way);
  readonly run: (interaction: I, state: State, botContext: BotContext) => Promise<Outcome>;
}

/** @param isIts - Discord does not keep anybody from sending the id of a button as that of a dialog. */
export function control<I extends ControlInteraction, State extends object>(
  form: IdForm<State>,
  isIts: (interaction: ControlInteraction) => interaction is I,
  { way, run }: Handler<I, State>,
): Control {
  return {
    kind: form.kind,
    read(interaction) {
      const state = isIts(interaction) ? form.read(interaction.customId) : undefined;
      if (!state || !isIts(interaction)) return undefined;
      return {
        way: typeof way === 'function' ? way(interaction, state) : way,
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
