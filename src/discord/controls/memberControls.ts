import { type ButtonInteraction, MessageFlags, PermissionFlagsBits } from 'discord.js';
import { UserError } from '../../shared/UserError.ts';
import { DISMISS, MORE, type People, SHOW } from '../customIds.ts';
import { Responder } from '../Responder.ts';
import { present } from '../present.ts';
import { DELETE_MESSAGE } from '../respond.ts';
import { control, isButton } from './Control.ts';

/** Takes the message away, for whoever may: checked now, from the press itself, not when the button was shown. */
export const dismiss = control(DISMISS, isButton, {
  mode: (interaction, { askerId }) => (mayDismiss(interaction, askerId) ? 'update' : 'private'),
  run(interaction, { askerId }) {
    if (mayDismiss(interaction, askerId)) return Promise.resolve(DELETE_MESSAGE);
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

interface Shown {
  readonly people: People;
  readonly answerId: string;
}

const isAsker = ({ user }: ButtonInteraction, { people }: Shown): boolean => user.id === people.askerId;

/** The asker's message changes; whoever else presses gets an answer of their own. */
const modeFor = (interaction: ButtonInteraction, state: Shown) => (isAsker(interaction, state) ? 'update' : 'private');

function showing(form: typeof SHOW, whole: boolean) {
  return control(form, isButton, {
    mode: modeFor,
    async run(interaction, state, botContext) {
      const { people, answerId } = state;
      const isPrivate = !isAsker(interaction, state) || interaction.message.flags.has(MessageFlags.Ephemeral);
      const responder = await Responder.of(interaction.guildId, botContext);
      const said = { reply: responder.show(answerId, { whole }), forUserId: people.forUserId };
      return present(said, { askerId: interaction.user.id, isPrivate });
    },
  });
}

/** Shows an answer: a suggestion, a related question. */
export const show = showing(SHOW, false);

/** Shows the whole of an answer. */
export const more = showing(MORE, true);
