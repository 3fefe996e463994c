import type { Interaction } from 'discord.js';
import { UserError } from '../../shared/UserError.ts';
import type { BotContext } from '../BotContext.ts';
import { messageCommands, offerChoices, slashCommands } from '../commands/allCommands.ts';
import type { Command } from '../commands/Command.ts';
import type { Control } from '../controls/Control.ts';
import { editorControls } from '../controls/editorControls.ts';
import { memberControls } from '../controls/memberControls.ts';
import { settingsControls } from '../controls/settingsControls.ts';
import { kindOf } from '../customIds.ts';
import { knowCommand } from '../present.ts';
import { type CommandInteraction, type ControlInteraction, respond } from '../respond.ts';
import { UNKNOWN_BUTTON, UNKNOWN_COMMAND } from '../strings.ts';

/** Passes an interaction to its handler. Never rejects. */
export function onInteraction(interaction: Interaction, context: BotContext): Promise<void> {
  const work = (): Promise<void> => pass(interaction, context);
  return context.metrics ? context.metrics.handle('interaction', work) : work();
}

async function pass(interaction: Interaction, context: BotContext): Promise<void> {
  if (interaction.isAutocomplete()) await offerChoices(interaction, context);
  else if (interaction.isChatInputCommand()) {
    knowCommand(interaction.client, interaction.commandName, interaction.commandId);
    await run(slashCommands.get(interaction.commandName), interaction, context);
  } else if (interaction.isMessageContextMenuCommand()) {
    await run(messageCommands.get(interaction.commandName), interaction, context);
  } else if (interaction.isMessageComponent() || interaction.isModalSubmit()) {
    await useControl(interaction, context);
  } else {
    const { id, type } = interaction;
    context.log.debug({ interaction: id, type }, 'ignored an interaction of an unknown type');
  }
}

function run<I extends CommandInteraction>(command: Command<I> | undefined, interaction: I, context: BotContext) {
  return respond(interaction, command?.mode?.(interaction) ?? 'private', context, () => {
    // Discord keeps offering a command for a while after it was removed.
    if (!command) throw new UserError('unknown-command', UNKNOWN_COMMAND);
    return command.run(interaction, context);
  });
}

const allControls: ReadonlyMap<string, Control> = new Map(
  [...memberControls, ...editorControls, ...settingsControls].map((one) => [one.kind, one]),
);

function useControl(interaction: ControlInteraction, context: BotContext): Promise<void> {
  // A button or menu that its message doesn't have is ignored.
  const exists = interaction.isModalSubmit() || (interaction.component as object | null) !== null;
  const known = exists ? allControls.get(kindOf(interaction.customId) ?? '') : undefined;
  const gone = new UserError('unknown-button', UNKNOWN_BUTTON);
  return known?.handle(interaction, context) ?? respond(interaction, 'private', context, () => Promise.reject(gone));
}
