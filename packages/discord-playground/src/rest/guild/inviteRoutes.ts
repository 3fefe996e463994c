import { ChannelType, PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { checkBody } from '../../checks/checkBody.ts';
import type { Channel, Guild } from '../../world/guild/Guild.ts';
import { type Invite, USUAL_INVITE_SECONDS } from '../../world/guild/Invite.ts';
import { may } from '../../world/guild/permissions.ts';
import {
  type Api,
  type ApiEnv,
  type ApiRoutes,
  findGuild,
  findGuildChannel,
  requireInGuild,
  requirePermission,
} from '../base/Api.ts';
import { DiscordError, refuseInvalid } from '../base/DiscordError.ts';

interface InviteBody {
  readonly max_age?: number | null;
  readonly max_uses?: number | null;
  readonly temporary?: boolean | null;
  readonly unique?: boolean | null;
}

interface Found {
  readonly guild: Guild;
  readonly invite: Invite;
}

const toApi = ({ guild, invite }: Found): object => {
  const { id, name, settings } = guild;
  const { icon, splash, banner, description, features, verification_level } = settings;
  const about = { id, name, icon, splash, banner, description, features, verification_level };
  const more = { vanity_url_code: null, nsfw: false, nsfw_level: 0, premium_subscription_count: 0 };
  return { ...invite.toApi({ ...about, ...more } as unknown as Parameters<Invite['toApi']>[0]), guild_id: id };
};
const withMetadata = (found: Found): object => ({ ...toApi(found), ...found.invite.metadata() });
const valid = (guild: Guild): Found[] =>
  [...guild.invites.values()].filter((invite) => !invite.isExpired).map((invite) => ({ guild, invite }));

/** Invites to a server. */
export function inviteRoutes({ world }: Api): ApiRoutes {
  /** @throws DiscordError 10006. */
  const findInvite = (code: string): Found => {
    const found = [...world.guilds.values()].flatMap(valid).find(({ invite }) => invite.code === code);
    if (!found) throw new DiscordError('unknownInvite');
    return found;
  };

  return new Hono<ApiEnv>()
    .post('/channels/:channel/invites', (c) => {
      const channel = findGuildChannel(world, c.req.param('channel'));
      if (channel.thread || channel.type === ChannelType.GuildCategory) throw new DiscordError('wrongChannelType');
      requirePermission(world, channel, Flag.CreateInstantInvite);
      const body = (c.get('body') ?? {}) as InviteBody;
      refuseInvalid(checkBody(body, 'invite'));
      const wanted = {
        channel,
        inviter: world.bot,
        maxAge: body.max_age ?? USUAL_INVITE_SECONDS,
        maxUses: body.max_uses ?? 0,
        temporary: body.temporary ?? false,
      };
      const { guild } = channel;
      const similar = body.unique ? undefined : valid(guild).find(({ invite }) => isLike(invite, wanted));
      return c.json(withMetadata(similar ?? { guild, invite: guild.addInvite(wanted) }));
    })
    .get('/channels/:channel/invites', (c) => {
      const channel = findGuildChannel(world, c.req.param('channel'));
      requirePermission(world, channel, Flag.ManageChannels);
      const ofChannel = valid(channel.guild).filter(({ invite }) => invite.channel === channel);
      return c.json(ofChannel.map(withMetadata));
    })
    .get('/guilds/:guild/invites', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      requireInGuild(world, guild, Flag.ManageGuild);
      return c.json(valid(guild).map(withMetadata));
    })
    .get('/invites/:code', (c) => {
      const found = findInvite(c.req.param('code'));
      const { size } = found.guild.members;
      const counts = { approximate_member_count: size, approximate_presence_count: size };
      return c.json({ ...toApi(found), ...(c.req.query('with_counts') === 'true' && counts) });
    })
    .delete('/invites/:code', (c) => {
      const { guild, invite } = findInvite(c.req.param('code'));
      const channel = guild.channels.get(invite.channel.id) as Channel;
      if (!may(world.bot.id, Flag.ManageChannels, channel)) requireInGuild(world, guild, Flag.ManageGuild);
      guild.removeInvite(invite);
      return c.json(toApi({ guild, invite }));
    });
}

/** Discord gives an earlier invite out again, unless it is asked for a unique one. */
function isLike(
  invite: Invite,
  wanted: Pick<Invite, 'channel' | 'inviter' | 'maxAge' | 'maxUses' | 'temporary'>,
): boolean {
  return (['channel', 'inviter', 'maxAge', 'maxUses', 'temporary'] as const).every(
    (key) => invite[key] === wanted[key],
  );
}
