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
  readonly button: ButtonInteraction;
  readonly menu: StringSelectMenuInteraction;
  readonly roles: RoleSelectMenuInteraction;
  readonly channels: ChannelSelectMenuInteraction;
  readonly modal: ModalSubmitInteraction;
}

const IS_FROM: { readonly [From in Source]: (it: ControlInteraction) => it is Interactions[From] } = {
  button: (it) => it.isButton(),
  menu: (it) => it.isStringSelectMenu(),
  roles: (it) => it.isRoleSelectMenu(),
  channels: (it) => it.isChannelSelectMenu(),
  modal: (it) => it.isModalSubmit(),
};

type Mode<I, State> = ResponseMode | ((interaction: I, state: State) => ResponseMode);

/**
 * @param mode - Decided before the work begins, because a deferral cannot be changed.
 * @param run - Throws a UserError for what the person can correct.
 */
export function control<State extends object, From extends Source>(
  codec: CustomIdCodec<State, From>,
  mode: Mode<Interactions[From], State>,
  run: (interaction: Interactions[From], state: State, context: BotContext) => BotResponse | Promise<BotResponse>,
): Control {
  return {
    kind: codec.kind,
    handle(interaction, context) {
      if (!IS_FROM[codec.from](interaction)) return undefined;
      const state = codec.read(interaction.customId);
      if (!state) return undefined;
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

/** A control for people who may edit the server's answers. */
export const editorControl = guardedBy('edit-answers');

/** A control for people who may change the server's settings. */
export const settingsControl = guardedBy('change-settings');
