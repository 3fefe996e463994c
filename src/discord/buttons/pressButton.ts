import { type ButtonInteraction, MessageFlags, PermissionFlagsBits } from 'discord.js';
import { UserError } from '../../UserError.ts';
import { Desk } from '../Desk.ts';
import { present } from '../present.ts';
import { REMOVE, respond } from '../respond.ts';
import type { Surroundings } from '../Surroundings.ts';
import { type ButtonState, parseButtonId } from './ButtonState.ts';

/** Does what a button says, for whoever may: checked now, from the press itself, not when the button was shown. */
export function pressButton(interaction: ButtonInteraction, surroundings: Surroundings): Promise<void> {
  const state = stateOf(interaction);
  if (!state) {
    return refuse(interaction, surroundings, 'unknown-button', 'I no longer know this button. Ask again with /ask.');
  }
  if (state.kind === 'dismiss') return dismiss(interaction, state.askerId, surroundings);
  const isAsker = interaction.user.id === state.askerId;
  const isPrivate = !isAsker || interaction.message.flags.has(MessageFlags.Ephemeral);

  return respond(interaction, isAsker ? 'update' : 'private', surroundings.log, async () => {
    const desk = await Desk.of(interaction.guildId, surroundings);
    const reply = desk.show(state.answerId, { whole: state.kind === 'more' });
    return present({ reply, forUserId: state.forUserId }, { askerId: interaction.user.id, isPrivate });
  });
}

function dismiss(interaction: ButtonInteraction, askerId: string, surroundings: Surroundings): Promise<void> {
  const mayDismiss =
    interaction.user.id === askerId || interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages);
  if (!mayDismiss) {
    const text = 'Only the person who asked, and members who may manage messages here, can dismiss this.';
    return refuse(interaction, surroundings, 'not-yours', text);
  }
  return respond(interaction, 'update', surroundings.log, () => Promise.resolve(REMOVE));
}

/** The state is believed only when the message really carries that button. */
function stateOf(interaction: ButtonInteraction): ButtonState | undefined {
  const component = interaction.component as ButtonInteraction['component'] | null;
  return component ? parseButtonId(interaction.customId) : undefined;
}

function refuse(interaction: ButtonInteraction, { log }: Surroundings, code: string, text: string): Promise<void> {
  return respond(interaction, 'private', log, () => Promise.reject(new UserError(code, text)));
}
