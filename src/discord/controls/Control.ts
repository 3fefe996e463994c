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
import type { BotResponse, ControlInteraction, ResponseMode } from '../respond.ts';

export interface Control {
  readonly kind: string;
  /** @returns `undefined` when the interaction cannot come from a control of this kind. */
  read(interaction: ControlInteraction): Task | undefined;
}

/** What one interaction asks for. */
interface Task {
  readonly mode: ResponseMode;
  /** @throws UserError for mistakes that the person can correct. */
  run(context: BotContext): Promise<BotResponse>;
}

type Mode<I, State> = ResponseMode | ((interaction: I, state: State) => ResponseMode);

/**
 * @param isOfType - Nothing in Discord prevents a client from sending a button's id with a modal.
 * @param mode - Decided before the work begins, because a deferral cannot be changed.
 */
export function control<I extends ControlInteraction, State extends object>(
  codec: CustomIdCodec<State>,
  isOfType: (interaction: ControlInteraction) => interaction is I,
  mode: Mode<I, State>,
  run: (interaction: I, state: State, context: BotContext) => BotResponse | Promise<BotResponse>,
): Control {
  return {
    kind: codec.kind,
    read(interaction) {
      if (!isOfType(interaction)) return undefined;
      const state = codec.read(interaction.customId);
      if (!state) return undefined;
      return {
        mode: typeof mode === 'function' ? mode(interaction, state) : mode,
        run: async (context) => run(interaction, state, context),
      };
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
