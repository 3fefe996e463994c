import type { Interaction } from 'discord.js';
import { UserError } from '../UserError.ts';
import { messageCommands, slashCommands } from './commands/allCommands.ts';
import type { Command, CommandInteraction } from './commands/Command.ts';
import { useControl } from './controls/useControl.ts';
import { offerChoices } from './offerChoices.ts';
import { respond } from './respond.ts';
import type { Surroundings } from './Surroundings.ts';

/** Brings an interaction to its handler. Never rejects. */
export async function onInteraction(interaction: Interaction, surroundings: Surroundings): Promise<void> {
  if (interaction.isAutocomplete()) await offerChoices(interaction, surroundings);
  else if (interaction.isChatInputCommand()) {
    await run(slashCommands.get(interaction.commandName), interaction, surroundings);
  } else if (interaction.isMessageContextMenuCommand()) {
    await run(messageCommands.get(interaction.commandName), interaction, surroundings);
  } else if (interaction.isMessageComponent() || interaction.isModalSubmit()) {
    await useControl(interaction, surroundings);
  } else surroundings.log.debug({ interaction: interaction.id, type: interaction.type }, 'not an interaction of ours');
}

function run<I extends CommandInteraction>(
  command: Command<I> | undefined,
  interaction: I,
  surroundings: Surroundings,
): Promise<void> {
  return respond(interaction, command?.way(interaction) ?? 'private', surroundings.log, () =>
    (command ?? notOurs()).run(interaction, surroundings),
  );
}

/** Discord goes on offering a command for a while after it was taken away. */
function notOurs(): never {
  throw new UserError('unknown-command', 'That command is not here any more. See /help for those that are.');
}
