import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as OptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { User } from '../world/guild/accounts.ts';
import type { Channel, Guild } from '../world/guild/Guild.ts';
import { contextOf, hasBot } from '../world/Interaction.ts';
import { may, permissionsIn } from '../world/guild/permissions.ts';
import type { World } from '../world/World.ts';

export interface ChosenCommand {
  readonly command: APIApplicationCommand;
  /** The subcommand group and the subcommand, if there are any. */
  readonly path: readonly APIApplicationCommandOption[];
  /** The options to fill in. */
  readonly options: readonly APIApplicationCommandOption[];
}

/**
 * Finds the command that Discord's client offers this person under a name such as `todo`, `/todo` or `todo add`.
 *
 * @throws Error when it is not offered: not registered, not available here, or not allowed.
 */
export function chooseCommand(
  world: World,
  user: User,
  channel: Channel,
  typed: string,
  type: ApplicationCommandType = ApplicationCommandType.ChatInput,
): ChosenCommand {
  const isSlash = type === ApplicationCommandType.ChatInput;
  const [name, ...words] = isSlash ? typed.replace(/^\//, '').trim().split(/\s+/) : [typed];
  const command = world.commands.find(name!, type, channel.guild?.id);
  if (!command) throw new Error(unknownCommand(world, channel, typed, type));
  refuseWhereHidden(command, user, channel, world.installs.has(user));
  return { command, ...descend(command, words) };
}

/**
 * Whether somebody may use a command in a channel. The server's own settings come before the registered
 * `default_member_permissions`, and within them a person's rule comes before those of their roles and of @everyone.
 * Administrators may use everything, and so may everybody in direct messages.
 *
 * Source: interactions/application-commands#permissions.
 */
function mayUse(command: APIApplicationCommand, user: User, channel: Channel): boolean {
  const { guild } = channel;
  if (!guild) return true;
  if (permissionsIn(channel, user.id) & PermissionFlagsBits.Administrator) return true;
  const ruled = ruleFor(command.name, user, guild);
  if (ruled !== undefined) return ruled;
  if (command.default_member_permissions === null) return true;
  const needed = BigInt(command.default_member_permissions);
  // Zero means administrators only.
  return needed !== 0n && may(user.id, needed, channel);
}

function ruleFor(name: string, user: User, guild: Guild): boolean | undefined {
  const rules = guild.commandRules.get(name);
  if (!rules) return undefined;
  const ofRoles = (guild.members.get(user.id)?.roles ?? []).flatMap(({ id }) => rules.get(id) ?? []);
  const byRoles = ofRoles.length > 0 ? ofRoles.includes(true) : undefined;
  return rules.get(user.id) ?? byRoles ?? rules.get(guild.id);
}

function unknownCommand(world: World, { guild }: Channel, typed: string, type: ApplicationCommandType): string {
  const all = [...(guild ? world.commands.in(guild.id) : []), ...world.commands.in('everywhere')];
  const names = all.filter((command) => command.type === type).map(({ name }) => name);
  return `There is no command "${typed}" here. Registered: ${names.join(', ') || 'none'}.`;
}

const PLACES: Record<InteractionContextType, string> = {
  [InteractionContextType.Guild]: 'in a server',
  [InteractionContextType.BotDM]: 'in direct messages',
  [InteractionContextType.PrivateChannel]: 'among other people',
};

function refuseWhereHidden(command: APIApplicationCommand, user: User, channel: Channel, isInstalled: boolean): void {
  const context = contextOf(channel);
  const isElsewhere = command.contexts
    ? !command.contexts.includes(context)
    : context === InteractionContextType.PrivateChannel || (!channel.guild && command.dm_permission === false);
  if (isElsewhere) throw new Error(`"${command.name}" cannot be used ${PLACES[context]}.`);
  refuseWhereNotInstalled(command, user, channel, isInstalled);
  if (!may(user.id, PermissionFlagsBits.UseApplicationCommands, channel)) {
    throw new Error(`${user.username} may not use commands in #${channel.name}.`);
  }
  const place = channel.thread?.parent ?? channel;
  if (command.nsfw && channel.guild && !place.settings.nsfw)
    throw new Error(`"${command.name}" can only be used in age-restricted channels.`);
  if (mayUse(command, user, channel)) return;
  const { name, default_member_permissions: needed } = command;
  throw new Error(`${user.username} may not use "${name}": its default_member_permissions are ${needed ?? 'none'}.`);
}

/**
 * A command is there for everybody where the bot is, and for people who installed the app wherever they are, if it is
 * meant for that. Source: application-commands#installation-context.
 */
function refuseWhereNotInstalled(
  { name, integration_types: types = [ApplicationIntegrationType.GuildInstall] }: APIApplicationCommand,
  { username }: User,
  channel: Channel,
  isInstalled: boolean,
): void {
  const isHere = hasBot(channel) && types.includes(ApplicationIntegrationType.GuildInstall);
  const isTheirs = isInstalled && types.includes(ApplicationIntegrationType.UserInstall);
  if (!isHere && !isTheirs) throw new Error(`"${name}" is not installed here, nor by ${username}.`);
}

function descend(command: APIApplicationCommand, words: readonly string[]): Pick<ChosenCommand, 'path' | 'options'> {
  let options: readonly APIApplicationCommandOption[] = command.options ?? [];
  const path: APIApplicationCommandOption[] = [];
  for (const word of words) {
    const next = options.find((option) => option.name === word && hasOptions(option));
    if (!next) throw new Error(`"/${command.name}" has no subcommand "${word}".`);
    path.push(next);
    options = ('options' in next ? next.options : undefined) ?? [];
  }
  const unchosen = options.filter(hasOptions).map(({ name }) => name);
  if (unchosen.length > 0) throw new Error(`"/${command.name}" needs a subcommand: ${unchosen.join(', ')}.`);
  return { path, options };
}

function hasOptions({ type }: APIApplicationCommandOption): boolean {
  return type === OptionType.Subcommand || type === OptionType.SubcommandGroup;
}
