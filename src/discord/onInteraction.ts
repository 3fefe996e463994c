import type { ChatInputCommandInteraction, Interaction, MessageContextMenuCommandInteraction } from 'discord.js';
import { UserError } from '../UserError.ts';
import { pressButton } from './buttons/pressButton.ts';
import { messageCommands, slashCommands } from './commands/allCommands.ts';
import type { Said } from './commands/Command.ts';
import { Desk } from './Desk.ts';
import { offerChoices } from './offerChoices.ts';
import { present } from './present.ts';
import { respond } from './respond.ts';
import type { Surroundings } from './Surroundings.ts';

/** Brings an interaction to its handler. Never rejects. */
export async function onInteraction(interaction: Interaction, surroundings: Surroundings): Promise<void> {
  if (interaction.isAutocomplete()) await offerChoices(interaction, surroundings);
  else if (interaction.isChatInputCommand()) await runSlashCommand(interaction, surroundings);
  else if (interaction.isMessageContextMenuCommand()) await runMessageCommand(interaction, surroundings);
  else if (interaction.isButton()) await pressButton(interaction, surroundings);
  else surroundings.log.debug({ interaction: interaction.id, type: interaction.type }, 'not an interaction of ours');
}

function runSlashCommand(interaction: ChatInputCommandInteraction, surroundings: Surroundings): Promise<void> {
  const command = slashCommands.get(interaction.commandName);
  const isPrivate = command?.isPrivate(interaction) ?? true;
  return answer(interaction, isPrivate, surroundings, (desk) => (command ?? notOurs()).run(interaction, desk));
}

function runMessageCommand(
  interaction: MessageContextMenuCommandInteraction,
  surroundings: Surroundings,
): Promise<void> {
  const command = messageCommands.get(interaction.commandName);
  return answer(interaction, true, surroundings, (desk) => (command ?? notOurs()).run(interaction, desk));
}

function answer(
  interaction: ChatInputCommandInteraction | MessageContextMenuCommandInteraction,
  isPrivate: boolean,
  surroundings: Surroundings,
  run: (desk: Desk) => Said,
): Promise<void> {
  return respond(interaction, isPrivate ? 'private' : 'public', surroundings.log, async () => {
    const said = run(await Desk.of(interaction.guildId, surroundings));
    return present(said, { askerId: interaction.user.id, isPrivate });
  });
}

/** Discord goes on offering a command for a while after it was taken away. */
function notOurs(): never {
  throw new UserError('unknown-command', 'That command is not here any more. See /help for those that are.');
}
