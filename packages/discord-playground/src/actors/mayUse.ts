import { type APIApplicationCommand, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel } from '../world/Channel.ts';
import type { Guild } from '../world/Guild.ts';
import { may, permissionsIn } from '../world/permissionsIn.ts';
import type { User } from '../world/User.ts';

/**
 * Whether a server lets somebody use a command. Its own settings come before what the app registered
 * (`default_member_permissions`), and in them a person before its roles before @everyone. Administrators always may; in
 * direct messages everybody.
 *
 * Source: interactions/application-commands#permissions.
 */
export function mayUse(command: APIApplicationCommand, user: User, channel: Channel): boolean {
  const { guild } = channel;
  if (!guild) return true;
  if (permissionsIn(channel, user.id) & PermissionFlagsBits.Administrator) return true;
  const ruled = ruleFor(command.name, user, guild);
  if (ruled !== undefined) return ruled;
  if (command.default_member_permissions === null) return true;
  const needed = BigInt(command.default_member_permissions);
  // Zero means: administrators only.
  return needed !== 0n && may(user.id, needed, channel);
}

function ruleFor(name: string, user: User, guild: Guild): boolean | undefined {
  const rules = guild.commandRules.get(name);
  if (!rules) return undefined;
  const ofRoles = (guild.members.get(user.id)?.roles ?? []).flatMap(({ id }) => rules.get(id) ?? []);
  const byRoles = ofRoles.length > 0 ? ofRoles.includes(true) : undefined;
  return rules.get(user.id) ?? byRoles ?? rules.get(guild.id);
}
