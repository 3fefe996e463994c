import type { APIInteractionDataResolved } from 'discord-api-types/v10';
import type { ChosenCommand } from './chooseCommand.ts';
import type { FilledOption } from './fillOptions.ts';

/** The `data` of an interaction that runs a command: its options nested below group and subcommand. */
export function commandData(
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
