import type {
  ButtonInteraction,
  ChannelSelectMenuInteraction,
  ModalSubmitInteraction,
  RoleSelectMenuInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import type { BotContext } from '../BotContext.ts';
import type { CustomIdCodec } from '../customIds.ts';
import { type EditorSession, editorSession } from '../editing/EditorSession.ts';
import { type BotResponse, type ControlInteraction, respond, type ResponseMode } from '../respond.ts';

export interface Control {
  readonly kind: string;
  /** @returns `undefined` when the interaction cannot come from a control of this kind. */
  handle(interaction: ControlInteraction, context: BotContext): Promise<void> | undefined;
}

type Mode<I, State> = ResponseMode | ((interaction: I, state: State) => ResponseMode);

/**
 * @param isOfType - Nothing in Discord prevents a client from sending a button's id with a modal.
 * @param mode - Decided before the work begins, because a deferral cannot be changed.
 * @param run - Throws a UserError for what the person can correct.
 */
export function control<I extends ControlInteraction, State extends object>(
  codec: CustomIdCodec<State>,
  isOfType: (interaction: ControlInteraction) => interaction is I,
  mode: Mode<I, State>,
  run: (interaction: I, state: State, context: BotContext) => BotResponse | Promise<BotResponse>,
): Control {
  return {
    kind: codec.kind,
    handle(interaction, context) {
      if (!isOfType(interaction)) return undefined;
      const state = codec.read(interaction.customId);
      if (!state) return undefined;
      const how = typeof mode === 'function' ? mode(interaction, state) : mode;
      return respond(interaction, how, context, async () => run(interaction, state, context));
    },
  };
}

/** A control for people who may edit the server's answers. */
export function editorControl<I extends ControlInteraction, State extends object>(
  codec: CustomIdCodec<State>,
  isOfType: (interaction: ControlInteraction) => interaction is I,
  mode: Mode<I, State>,
  run: (session: EditorSession, state: State, interaction: I) => BotResponse | Promise<BotResponse>,
): Control {
  return control(codec, isOfType, mode, async (interaction, state, context) =>
    run(await editorSession(interaction, context), state, interaction),
  );
}

export const isButton = (interaction: ControlInteraction): interaction is ButtonInteraction => interaction.isButton();

export const isModal = (interaction: ControlInteraction): interaction is ModalSubmitInteraction =>
  interaction.isModalSubmit();

export const isMenu = (interaction: ControlInteraction): interaction is StringSelectMenuInteraction =>
  interaction.isStringSelectMenu();

export const isRoleMenu = (interaction: ControlInteraction): interaction is RoleSelectMenuInteraction =>
  interaction.isRoleSelectMenu();

export const isChannelMenu = (interaction: ControlInteraction): interaction is ChannelSelectMenuInteraction =>
  interaction.isChannelSelectMenu();
