import type {
  ButtonInteraction,
  ChannelSelectMenuInteraction,
  ModalSubmitInteraction,
  RoleSelectMenuInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import type { BotContext } from '../BotContext.ts';
import type { CustomIdCodec, Source } from '../customIds.ts';
import { type EditorSession, editorSession } from '../editing/EditorSession.ts';
import type { Right } from '../permissions.ts';
import { type BotResponse, type ControlInteraction, respond, type ResponseMode } from '../respond.ts';

export interface Control {
  readonly kind: string;
  /** @returns `undefined` when the interaction cannot come from a control of this kind. */
  handle(interaction: ControlInteraction, context: BotContext): Promise<void> | undefined;
}

interface Interactions {
  readonly isButton: ButtonInteraction;
  readonly isStringSelectMenu: StringSelectMenuInteraction;
  readonly isRoleSelectMenu: RoleSelectMenuInteraction;
  readonly isChannelSelectMenu: ChannelSelectMenuInteraction;
  readonly isModalSubmit: ModalSubmitInteraction;
}

type Mode<I, State> = ResponseMode | ((interaction: I, state: State) => ResponseMode);

/** @param mode - Decided before the work begins, because a deferral cannot be changed. */
export function control<State extends object, From extends Source>(
  codec: CustomIdCodec<State, From>,
  mode: Mode<Interactions[From], State>,
  run: (interaction: Interactions[From], state: State, context: BotContext) => BotResponse | Promise<BotResponse>,
): Control {
  return {
    kind: codec.kind,
    handle(received, context) {
      const state = codec.read(received.customId);
      if (!state || !received[codec.from]()) return undefined;
      const interaction = received as Interactions[From];
      const how = typeof mode === 'function' ? mode(interaction, state) : mode;
      return respond(interaction, how, context, async () => run(interaction, state, context));
    },
  };
}

const guardedBy =
  (right: Right) =>
  <State extends object, From extends Source>(
    codec: CustomIdCodec<State, From>,
    mode: Mode<Interactions[From], State>,
    run: (session: EditorSession, state: State, interaction: Interactions[From]) => BotResponse | Promise<BotResponse>,
  ): Control =>
    control(codec, mode, async (interaction, state, context) =>
      run(await editorSession(interaction, context, right), state, interaction),
    );

export const editorControl = guardedBy('edit-answers');

export const settingsControl = guardedBy('change-settings');
