import { PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { checkBody } from '../../checks/checkBody.ts';
import type { Violation } from '../../checks/violations.ts';
import type { User } from '../../world/guild/accounts.ts';
import type { Guild } from '../../world/guild/Guild.ts';
import { isAbove, isSuperior, permissionsOf } from '../../world/guild/permissions.ts';
import type { World } from '../../world/World.ts';
import {
  type Api,
  type ApiEnv,
  type ApiRoutes,
  findGuild,
  findMember,
  findRole,
  pageAfter,
  requireInGuild,
} from '../base/Api.ts';
import { DiscordError, refuseInvalid } from '../base/DiscordError.ts';
import { changeVoice, type VoiceBody } from './voiceRoutes.ts';

interface MemberBody extends VoiceBody {
  readonly nick?: string | null;
  readonly roles?: readonly string[] | null;
  readonly communication_disabled_until?: string | null;
}

interface BanBody {
  readonly delete_message_seconds?: number | null;
  readonly delete_message_days?: number | null;
}

/** Source: resources/guild#get-guild-bans. */
const BANS_PAGE = { usual: 1_000, most: 1_000 };

/** Nicknames, time-outs, kicks and bans. */
export function memberRoutes({ world }: Api): ApiRoutes {
  return new Hono<ApiEnv>()
    .patch('/guilds/:guild/members/:user', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      const id = c.req.param('user');
      const member = findMember(world, guild, id === '@me' ? world.bot.id : id);
      const isSelf = member.user === world.bot;
      refuseInvalid(checkBody(c.get('body'), id === '@me' ? 'ownMemberEdit' : 'memberEdit'));
      const body = c.get('body') as MemberBody;
      const { nick, roles, communication_disabled_until: mutedUntil } = body;
      const self = requireInGuild(
        world,
        guild,
        nick === undefined ? 0n : isSelf ? Flag.ChangeNickname : Flag.ManageNicknames,
      );
      if (!isSelf && !isSuperior(guild, self, member) && (nick !== undefined || mutedUntil !== undefined)) {
        throw new DiscordError('missingPermissions');
      }
      if (mutedUntil !== undefined) {
        requireInGuild(world, guild, Flag.ModerateMembers);
        refuseInvalid(timeoutViolations(mutedUntil));
        const isAdministrator = (permissionsOf(guild, member) & Flag.Administrator) !== 0n;
        if (mutedUntil !== null && isAdministrator) throw new DiscordError('missingPermissions');
      }
      const given = roles?.map((role) => findRole(guild, role));
      if (given) {
        requireInGuild(world, guild, Flag.ManageRoles);
        const changed = [...guild.roles.values()].filter(
          (role) => given.includes(role) !== member.roles.includes(role),
        );
        if (changed.some((role) => !isAbove(guild, self, role))) throw new DiscordError('missingPermissions');
      }
      changeVoice(world, guild, member, body);
      guild.changeMember(member, {
        ...(nick !== undefined && { nick: nick || null }),
        ...(given && { roles: given }),
        ...(mutedUntil !== undefined && { mutedUntil }),
      });
      return c.json(member.toApi());
    })
    .delete('/guilds/:guild/members/:user', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      const self = requireInGuild(world, guild, Flag.KickMembers);
      const member = findMember(world, guild, c.req.param('user'));
      if (!isSuperior(guild, self, member)) throw new DiscordError('missingPermissions');
      guild.removeMember(member.user.id);
      return c.body(null, 204);
    })
    .get('/guilds/:guild/bans', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      requireInGuild(world, guild, Flag.BanMembers);
      const page = pageAfter([...guild.bans.values()], ({ user }) => user.id, c.req.query(), BANS_PAGE);
      return c.json(page.map(({ user, reason }) => ({ user: user.toApi(), reason })));
    })
    .get('/guilds/:guild/bans/:user', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      requireInGuild(world, guild, Flag.BanMembers);
      const ban = guild.bans.get(c.req.param('user'));
      if (!ban) throw new DiscordError('unknownBan');
      return c.json({ user: ban.user.toApi(), reason: ban.reason });
    })
    .put('/guilds/:guild/bans/:user', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      const self = requireInGuild(world, guild, Flag.BanMembers);
      refuseInvalid(checkBody(c.get('body') ?? {}, 'ban'));
      const user = world.users.get(c.req.param('user'));
      if (!user) throw new DiscordError('unknownUser');
      const member = guild.members.get(user.id);
      if (member && !isSuperior(guild, self, member)) throw new DiscordError('missingPermissions');
      guild.ban(user, c.get('reason'));
      deleteMessages(world, guild, user, c.get('body') ?? {});
      return c.body(null, 204);
    })
    .delete('/guilds/:guild/bans/:user', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      requireInGuild(world, guild, Flag.BanMembers);
      const ban = guild.bans.get(c.req.param('user'));
      if (!ban) throw new DiscordError('unknownBan');
      guild.unban(ban.user);
      return c.body(null, 204);
    })
    .post('/guilds/:guild/bulk-ban', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      const self = requireInGuild(world, guild, Flag.BanMembers | Flag.ManageGuild);
      refuseInvalid(checkBody(c.get('body'), 'bulkBan'));
      const { user_ids: ids, ...body } = c.get('body') as BanBody & { readonly user_ids: readonly string[] };
      const banned = [...new Set(ids)].flatMap((id) => {
        const [user, member] = [world.users.get(id), guild.members.get(id)];
        return user && !guild.bans.has(id) && (!member || isSuperior(guild, self, member)) ? [user] : [];
      });
      if (banned.length === 0) throw new DiscordError('bulkBanFailed');
      for (const user of banned) {
        guild.ban(user, c.get('reason'));
        deleteMessages(world, guild, user, body);
      }
      const done = banned.map(({ id }) => id);
      return c.json({ banned_users: done, failed_users: ids.filter((id) => !done.includes(id)) });
    });
}

const DAY_SECONDS = 86_400;

/** Source: resources/guild#modify-guild-member. */
const LONGEST_TIMEOUT_MS = 28 * DAY_SECONDS * 1_000;
/** Clocks differ, and the request takes a while. */
const TOLERANCE_MS = 60_000;

function timeoutViolations(until: string | null): readonly Violation[] {
  if (until === null || Date.parse(until) <= Date.now() + LONGEST_TIMEOUT_MS + TOLERANCE_MS) return [];
  const path = 'communication_disabled_until';
  return Number.isNaN(Date.parse(until))
    ? [{ path, code: 'DATE_TIME_TYPE_PARSE', message: `Could not parse ${until}. Should be ISO8601.` }]
    : [{ path, code: 'INVALID_COMMUNICATION_DISABLED_TIMESTAMP', message: 'Invalid communication disabled timestamp' }];
}

/** Deletes what a banned person wrote lately, if the bot asks for it. */
function deleteMessages(world: World, guild: Guild, user: User, body: BanBody): void {
  const seconds = body.delete_message_seconds ?? (body.delete_message_days ?? 0) * DAY_SECONDS;
  if (seconds === 0) return;
  const since = Date.now() - seconds * 1_000;
  for (const channel of [...guild.channels.values(), ...guild.threads.values()]) {
    const theirs = channel.messages
      .all()
      .filter(({ author, api }) => author === user && Date.parse(api.timestamp) >= since);
    world.removeAll(channel, theirs);
  }
}
