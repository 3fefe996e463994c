import type { AutocompleteFocusedOption, AutocompleteInteraction } from 'discord.js';
import type { AnswerBook, Choice } from '../../answers/AnswerBook.ts';
import { Desk } from '../Desk.ts';
import { present, type Said } from '../present.ts';
import type { Surroundings } from '../Surroundings.ts';
import type { Command, CommandInteraction } from './Command.ts';

interface Answering<I> {
  /** Whether only the asker is to see the answer. */
  readonly isPrivate: (interaction: I) => boolean;
  /** @throws UserError for what the asker can put right. */
  readonly run: (interaction: I, desk: Desk) => Said;
}

/** How commands work that answer members from the AnswerBook of the server where they are. */
export function answering<I extends CommandInteraction>({ isPrivate, run }: Answering<I>): Omit<Command<I>, 'data'> {
  return {
    way: (interaction) => (isPrivate(interaction) ? 'private' : 'public'),
    async run(interaction, surroundings) {
      const said = run(interaction, await Desk.of(interaction.guildId, surroundings));
      return present(said, { askerId: interaction.user.id, isPrivate: isPrivate(interaction) });
    },
  };
}

/** Offers choices from that AnswerBook while an option is typed. */
export function fromBook(offer: (focused: AutocompleteFocusedOption, book: AnswerBook) => readonly Choice[]) {
  return async ({ guildId, options }: AutocompleteInteraction, { books }: Surroundings): Promise<readonly Choice[]> =>
    offer(options.getFocused(true), await books.of(guildId ?? undefined));
}
