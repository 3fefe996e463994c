import { type APIRole, GuildFeature, PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { checkBody } from '../../checks/checkBody.ts';
import type { Role } from '../../world/guild/accounts.ts';
import type { Guild, GuildMember } from '../../world/guild/Guild.ts';
import { isAbove, permissionsOf } from '../../world/guild/permissions.ts';
import { type Api, type ApiEnv, type ApiRoutes, findGuild, findMember, findRole, requireInGuild } from '../base/Api.ts';
import { DiscordError, refuseInvalid } from '../base/DiscordError.ts';

interface RoleBody {
  readonly name?: string | null;
  readonly permissions?: string | number | null;
  readonly color?: number | null;
  readonly colors?: APIRole['colors'] | null;
  readonly hoist?: boolean | null;
  readonly mentionable?: boolean | null;
  readonly icon?: string | null;
  readonly unicode_emoji?: string | null;
}

/** Creates, changes and deletes roles, and gives them to members. */
export function roleRoutes({ world }: Api): ApiRoutes {
  return new Hono<ApiEnv>()
    .get('/guilds/:guild/roles/member-counts', (c) => {
      const { roles, members } = findGuild(world, c.req.param('guild'));
      const counts = [...roles.values()].map((role) => [
        role.id,
        [...members.values()].filter((member) => member.roles.includes(role)).length,
      ]);
      return c.json(Object.fromEntries(counts));
    })
    .get('/guilds/:guild/roles/:role', (c) =>
      c.json(findRole(findGuild(world, c.req.param('guild')), c.req.param('role')).toApi()),
    )
    .post('/guilds/:guild/roles', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      const self = requireInGuild(world, guild, Flag.ManageRoles);
      refuseInvalid(checkBody(c.get('body'), 'roleCreate'));
      const { name, ...body } = (c.get('body') ?? {}) as RoleBody;
      refuseLooks(guild, body);
      const change = toChange(body);
      const permissions = change.permissions ?? guild.everyone.permissions;
      if (change.permissions !== undefined) refuseUnowned(guild, self, change.permissions);
      // A new role is the lowest one, above @everyone.
      for (const role of guild.roles.values()) {
        if (role !== guild.everyone) guild.changeRole(role, { position: role.position + 1 });
      }
      return c.json(guild.addRole(name ?? 'new role', { ...change, permissions, position: 1 }).toApi());
    })
    .patch('/guilds/:guild/roles', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      const self = requireInGuild(world, guild, Flag.ManageRoles);
      refuseInvalid(checkBody(c.get('body'), 'positions'));
      const moves = new Map<Role, number>();
      for (const { id, position } of c.get('body') as { id: string; position?: number | null }[]) {
        const role = findRole(guild, id);
        if (typeof position === 'number' && position !== role.position) moves.set(role, position);
      }
      refuseReordering(guild, self, moves);
      for (const [role, position] of moves) guild.changeRole(role, { position });
      return c.json([...guild.roles.values()].map((role) => role.toApi()));
    })
    .patch('/guilds/:guild/roles/:role', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      const self = requireInGuild(world, guild, Flag.ManageRoles);
      const role = findRole(guild, c.req.param('role'));
      if (!isAbove(guild, self, role)) throw new DiscordError('missingPermissions');
      refuseInvalid(checkBody(c.get('body'), 'roleEdit'));
      refuseLooks(guild, c.get('body') as RoleBody);
      const change = toChange(c.get('body') as RoleBody);
      if (change.permissions !== undefined) refuseUnowned(guild, self, change.permissions & ~role.permissions);
      guild.changeRole(role, change);
      return c.json(role.toApi());
    })
    .delete('/guilds/:guild/roles/:role', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      const self = requireInGuild(world, guild, Flag.ManageRoles);
      const role = findRole(guild, c.req.param('role'));
      if (role === guild.everyone || role.managedBy) throw new DiscordError('invalidRole');
      if (!isAbove(guild, self, role)) throw new DiscordError('missingPermissions');
      guild.removeRole(role);
      return c.body(null, 204);
    })
    .put('/guilds/:guild/members/:user/roles/:role', (c) => {
      const { guild, member, role } = findGiven(c.req.param());
      guild.giveRole(member.user.id, role);
      return c.body(null, 204);
    })
    .delete('/guilds/:guild/members/:user/roles/:role', (c) => {
      const { guild, member, role } = findGiven(c.req.param());
      if (member.roles.includes(role)) guild.takeRole(member.user.id, role);
      return c.body(null, 204);
    });

  function findGiven(ids: Record<'guild' | 'user' | 'role', string>): {
    guild: Guild;
    member: GuildMember;
    role: Role;
  } {
    const guild = findGuild(world, ids.guild);
    const self = requireInGuild(world, guild, Flag.ManageRoles);
    const member = findMember(world, guild, ids.user);
    const role = findRole(guild, ids.role);
    if (!isAbove(guild, self, role)) throw new DiscordError('missingPermissions');
    return { guild, member, role };
  }
}

/** @throws DiscordError 50013 when the bot would give permissions that it does not have. */
function refuseUnowned(guild: Guild, self: GuildMember, permissions: bigint): void {
  if (permissions & ~permissionsOf(guild, self)) throw new DiscordError('missingPermissions');
}

/** @throws DiscordError 50101 when the server's roles cannot have icons or several colors. */
function refuseLooks({ settings }: Guild, { icon, unicode_emoji: emoji, colors }: RoleBody): void {
  const isSpecial = Boolean(icon || emoji);
  const isGradient = typeof (colors?.secondary_color ?? colors?.tertiary_color) === 'number';
  const has = (feature: GuildFeature): boolean => settings.features.includes(feature);
  if ((isSpecial && !has(GuildFeature.RoleIcons)) || (isGradient && !has(GuildFeature.EnhancedRoleColors)))
    throw new DiscordError('needsBoosts');
}

/**
 * Libraries send the positions of all roles. What counts is the order: the roles that are not below the bot's must stay
 * on top, in the order in which they are.
 *
 * @throws DiscordError 50013.
 */
function refuseReordering(guild: Guild, self: GuildMember, moves: ReadonlyMap<Role, number>): void {
  const before = [...guild.roles.values()].toSorted((a, b) => a.position - b.position);
  const placeOf = (role: Role): number => moves.get(role) ?? role.position;
  const after = before.toSorted((a, b) => placeOf(a) - placeOf(b));
  if (after.some((role, index) => role !== before[index] && !isAbove(guild, self, role)))
    throw new DiscordError('missingPermissions');
}

function toChange({ name, permissions, color, colors, hoist, mentionable }: RoleBody) {
  const primary = colors?.primary_color ?? color;
  return {
    ...(typeof name === 'string' && { name }),
    ...(permissions !== undefined && permissions !== null && { permissions: BigInt(permissions) }),
    ...(typeof primary === 'number' && { color: primary }),
    ...(typeof hoist === 'boolean' && { hoist }),
    ...(typeof mentionable === 'boolean' && { mentionable }),
  };
}
