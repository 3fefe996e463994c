import { type ButtonInteraction, MessageFlags, PermissionFlagsBits } from 'discord.js';
import { UserError } from '../../shared/UserError.ts';
import { DISMISS, MORE, RELATED, SHOW } from '../customIds.ts';
import { present } from '../present.ts';
import { DELETE_MESSAGE } from '../respond.ts';
import { Responder } from '../Responder.ts';
import { NOT_DISMISSIBLE } from '../strings.ts';
import { control, isButton } from './Control.ts';

/** Deletes the message. Who may is checked when the button is pressed, not when it is shown. */
export const dismiss = control(
  DISMISS,
  isButton,
  (interaction, { askerId }) => (mayDismiss(interaction, askerId) ? 'update' : 'private'),
  (interaction, { askerId }) => {
    if (mayDismiss(interaction, askerId)) return Promise.resolve(DELETE_MESSAGE);
    return Promise.reject(new UserError('not-yours', NOT_DISMISSIBLE));
  },
);

function mayDismiss({ user, memberPermissions }: ButtonInteraction, askerId: string): boolean {
  return user.id === askerId || Boolean(memberPermissions?.has(PermissionFlagsBits.ManageMessages));
}

/** For the asker the message is updated. Anyone else who presses the button gets a private answer. */
function showing(codec: typeof SHOW, whole: boolean) {
  return control(
    codec,
    isButton,
    ({ user }, { people }) => (user.id === people.askerId ? 'update' : 'private'),
    async (interaction, { people, answerId }, context) => {
      const { user, message } = interaction;
      const isPrivate = user.id !== people.askerId || message.flags.has(MessageFlags.Ephemeral);
      const responder = await Responder.of(interaction, context);
      const request = { reply: responder.show(answerId, { whole }), forUserId: people.forUserId };
      return present(request, { askerId: user.id, isPrivate });
    },
  );
}

/** A suggestion. */
export const show = showing(SHOW, false);
export const more = showing(MORE, true);

/** A related question. Its answer replaces none that others have read: it is private, or below in direct messages. */
export const related = control(
  RELATED,
  isButton,
  ({ guildId }) => (guildId === null ? 'public' : 'private'),
  async (interaction, { answerId }, context) => {
    const { user, guildId } = interaction;
    const reply = (await Responder.of(interaction, context)).show(answerId);
    return present({ reply }, { askerId: user.id, isPrivate: guildId !== null });
  },
);
