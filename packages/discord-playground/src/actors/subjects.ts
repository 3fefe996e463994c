/** What the client sends for each thing that a person can do. */
import { type APIInteractionDataResolved, InteractionType } from 'discord-api-types/v10';
import type { Message } from '../world/guild/Guild.ts';
import type { InteractionSubject } from '../world/Interaction.ts';
import type { ChosenCommand } from './chooseCommand.ts';
import type { FilledOption } from './fillOptions.ts';
import type { Resolved } from './Resolved.ts';
import type { Control } from './controls.ts';

/** A slash command was run. */
export function commandRun(
  chosen: ChosenCommand,
  options: readonly FilledOption[],
  { data }: Resolved,
): InteractionSubject {
  return { type: InteractionType.ApplicationCommand, data: commandData(chosen, options, data) } as InteractionSubject;
}

/** Somebody is typing into an option. The last option has the focus. */
export function optionTyped(chosen: ChosenCommand, options: readonly FilledOption[]): InteractionSubject {
  const data = commandData(chosen, options, undefined);
  return { type: InteractionType.ApplicationCommandAutocomplete, data } as InteractionSubject;
}

/** A message command was used on a message. */
export function messageCommandUsed(chosen: ChosenCommand, target: Message): InteractionSubject {
  const resolved = { messages: { [target.id]: target.api } };
  const data = { ...commandData(chosen, [], undefined), target_id: target.id, resolved };
  return { type: InteractionType.ApplicationCommand, data } as InteractionSubject;
}

/** A user command was used on a person. */
export function userCommandUsed(chosen: ChosenCommand, targetId: string, { data }: Resolved): InteractionSubject {
  const subject = { ...commandData(chosen, [], data), target_id: targetId };
  return { type: InteractionType.ApplicationCommand, data: subject } as InteractionSubject;
}

/** A button was clicked, or options of a select menu were chosen. */
export function componentUsed(
  { type, custom_id: customId }: Control,
  values?: readonly string[],
  resolved?: APIInteractionDataResolved,
): InteractionSubject {
  const data = { component_type: type, custom_id: customId, ...(values && { values }), ...(resolved && { resolved }) };
  return { type: InteractionType.MessageComponent, data } as InteractionSubject;
}

/** The `data` of an interaction for a command. Options are nested inside the subcommand group and subcommand. */
function commandData(
  { command, path }: ChosenCommand,
  options: readonly FilledOption[],
  resolved: APIInteractionDataResolved | undefined,
): object {
  const nested = path.reduceRight<readonly FilledOption[]>(
    (inner, { name, type }) => [{ name, type, options: inner }],
    options,
  );
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guild_id !== undefined && { guild_id: command.guild_id }),
    ...(nested.length > 0 && { options: nested }),
    ...(resolved && { resolved }),
  };
}
