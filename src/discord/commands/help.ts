import { Desk } from '../Desk.ts';
import { helpReply } from '../helpReply.ts';
import { present } from '../present.ts';
import { hasRight } from '../requireRight.ts';
import { type SlashCommand, slashCommand } from './Command.ts';

/** `/help`: what the bot can do, for the asker alone; those who keep the server's answers are told how. */
export const help: SlashCommand = {
  data: slashCommand('help', 'What you can ask, and how'),
  way: () => 'private',
  async run(interaction, surroundings) {
    const { book } = await Desk.of(interaction.guildId, surroundings);
    const isEditor = await hasRight('edit-answers', interaction, surroundings);
    return present({ reply: helpReply(book, { isEditor }) }, { askerId: interaction.user.id, isPrivate: true });
  },
};
