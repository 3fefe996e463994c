import type {
  APIApplicationCommandSubcommandOption,
  AutocompleteInteraction,
  ChatInputCommandInteraction,
} from 'discord.js';
import type { Choice } from '../../answers/AnswerBook.ts';
import { EditingDesk } from '../editing/EditingDesk.ts';
import type { Outcome, Way } from '../Outcome.ts';
import { UserError } from '../../UserError.ts';
import { editorsSlashCommand, type SlashCommand } from './Command.ts';

/** One of the things that a command for editors can do: one file each. */
export interface Subcommand {
  readonly data: APIApplicationCommandSubcommandOption;
  readonly way: Way;
  /** @throws UserError for what the person can put right. */
  readonly run: (desk: EditingDesk, interaction: ChatInputCommandInteraction) => Promise<Outcome>;
  /** What to offer while an option is typed. */
  readonly autocomplete?: (desk: EditingDesk, interaction: AutocompleteInteraction) => Promise<readonly Choice[]>;
}

/** A command with subcommands, each of them, and what they offer, only for those who may edit the server's answers. */
export function editorsCommand(name: string, description: string, subcommands: readonly Subcommand[]): SlashCommand {
  const byName = new Map(subcommands.map((one) => [one.data.name, one]));
  return {
    data: editorsSlashCommand(
      name,
      description,
      subcommands.map(({ data }) => data),
    ),
    way: ({ options }) => byName.get(options.getSubcommand(false) ?? '')?.way ?? 'private',
    async run(interaction, surroundings) {
      const desk = await EditingDesk.of(interaction, surroundings);
      const subcommand = byName.get(interaction.options.getSubcommand(false) ?? '');
      if (!subcommand)
        throw new UserError('unknown-command', `That is not here any more. Type /${name} to see what is.`);
      return subcommand.run(desk, interaction);
    },
    async autocomplete(interaction, surroundings) {
      const desk = await EditingDesk.of(interaction, surroundings);
      return (
        (await byName.get(interaction.options.getSubcommand(false) ?? '')?.autocomplete?.(desk, interaction)) ?? []
      );
    },
  };
}
