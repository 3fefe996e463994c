import { type ButtonInteraction, PermissionFlagsBits } from 'discord.js';
import { UserError } from '../../UserError.ts';
import { DISMISS } from '../ids/memberIds.ts';
import { TAKE_AWAY } from '../Outcome.ts';
import { control, isButton } from './Control.ts';

/** Takes the message away, for whoever may: checked now, from the press itself, not when the button was shown. */
export const dismiss = control(DISMISS, isButton, {
  way: (interaction, { askerId }) => (mayDismiss(interaction, askerId) ? 'update' : 'private'),
  run(interaction, { askerId }) {
    if (mayDismiss(interaction, askerId)) return Promise.resolve(TAKE_AWAY);
    return Promise.reject(
      new UserError(
        'not-yours',
        'Only the person who asked, and members who may manage messages here, can dismiss this.',
      ),
    );
  },
});

function mayDismiss({ user, memberPermissions }: ButtonInteraction, askerId: string): boolean {
  return user.id === askerId || Boolean(memberPermissions?.has(PermissionFlagsBits.ManageMessages));
}
