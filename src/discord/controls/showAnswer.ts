import { type ButtonInteraction, MessageFlags } from 'discord.js';
import { Desk } from '../Desk.ts';
import { MORE, type People, SHOW } from '../ids/memberIds.ts';
import { present } from '../present.ts';
import { control, isButton } from './Control.ts';

interface Shown {
  readonly people: People;
  readonly answerId: string;
}

const isAsker = ({ user }: ButtonInteraction, { people }: Shown): boolean => user.id === people.askerId;

/** The asker's message changes; whoever else presses gets an answer of their own. */
const wayFor = (interaction: ButtonInteraction, state: Shown) => (isAsker(interaction, state) ? 'update' : 'private');

function showing(form: typeof SHOW, whole: boolean) {
  return control(form, isButton, {
    way: wayFor,
    async run(interaction, state, surroundings) {
      const { people, answerId } = state;
      const isPrivate = !isAsker(interaction, state) || interaction.message.flags.has(MessageFlags.Ephemeral);
      const desk = await Desk.of(interaction.guildId, surroundings);
      const said = { reply: desk.show(answerId, { whole }), forUserId: people.forUserId };
      return present(said, { askerId: interaction.user.id, isPrivate });
    },
  });
}

/** Shows an answer: a suggestion, a related question. */
export const show = showing(SHOW, false);

/** Shows the whole of an answer. */
export const more = showing(MORE, true);
