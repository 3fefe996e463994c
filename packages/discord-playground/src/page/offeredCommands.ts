import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as OptionType,
  type ApplicationCommandType,
} from 'discord-api-types/v10';
import { chooseCommand } from '../actors/chooseCommand.ts';
import type { Member } from '../actors/Member.ts';
import type { World } from '../world/World.ts';

/** A command as the page offers it. Subcommands are listed on their own, such as `todo add`. */
interface OfferedCommand {
  readonly name: string;
  readonly description: string;
  readonly type: ApplicationCommandType;
  readonly options: readonly APIApplicationCommandOption[];
}

/** The commands that this person may use in this channel, in the order of registration. */
export function offeredCommands(world: World, { user, channel, guild }: Member): OfferedCommand[] {
  const registered = [...(channel.guild ? world.commands.in(guild.id) : []), ...world.commands.in('everywhere')];
  return registered.flatMap(withSubcommands).filter(({ name, type }) => {
    try {
      return Boolean(chooseCommand(world, user, channel, name, type));
    } catch {
      return false; // not available here, or not to this person
    }
  });
}

function withSubcommands({ name, description, type, options = [] }: APIApplicationCommand): OfferedCommand[] {
  const inner = subcommandsOf(options, name, type);
  return inner.length > 0 ? inner : [{ name, description, type, options }];
}

function subcommandsOf(
  options: readonly APIApplicationCommandOption[],
  prefix: string,
  type: ApplicationCommandType,
): OfferedCommand[] {
  return options.flatMap((option) => {
    const name = `${prefix} ${option.name}`;
    if (option.type === OptionType.SubcommandGroup) return subcommandsOf(option.options ?? [], name, type);
    if (option.type !== OptionType.Subcommand) return [];
    return [{ name, description: option.description, type, options: option.options ?? [] }];
  });
}
