import { PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { type Api, type ApiEnv, type ApiRoutes, findGuild, requireInGuild } from '../base/Api.ts';
import { refuseInvalid } from '../base/DiscordError.ts';

/** Source: resources/audit-log#get-guild-audit-log. */
const USUAL_PAGE = 50;
const LARGEST_PAGE = 100;

/** Who changed what in a server, and why. */
export function auditLogRoutes({ world, url }: Api): ApiRoutes {
  return new Hono<ApiEnv>().get('/guilds/:guild/audit-logs', (c) => {
    const guild = findGuild(world, c.req.param('guild'));
    requireInGuild(world, guild, Flag.ViewAuditLog);
    const { user_id: userId, action_type: action, before, after, limit = String(USUAL_PAGE) } = c.req.query();
    const most = Number(limit);
    if (!Number.isInteger(most) || most < 1 || most > LARGEST_PAGE) {
      const message = `int value should be between 1 and ${LARGEST_PAGE}.`;
      refuseInvalid([{ path: 'limit', code: 'NUMBER_TYPE_RANGE', message }]);
    }
    const found = guild.auditLog.entries.filter(
      (entry) =>
        (userId === undefined || entry.user_id === userId) &&
        (action === undefined || String(entry.action_type) === action) &&
        (before === undefined || BigInt(entry.id) < BigInt(before)) &&
        (after === undefined || BigInt(entry.id) > BigInt(after)),
    );
    // From the newest on, or with `after` from the oldest on.
    const entries = after === undefined ? found.slice(-most).toReversed() : found.slice(0, most);
    const ids = new Set(entries.flatMap(({ user_id: by, target_id: target }) => [by, target]));
    const users = [...world.users.values()].filter(({ id }) => ids.has(id));
    const webhooks = [...world.webhooks.values()].filter(({ id }) => ids.has(id));
    const threads = [...guild.threads.values()].filter(({ id }) => ids.has(id));
    return c.json({
      audit_log_entries: entries,
      users: users.map((user) => user.toApi()),
      webhooks: webhooks.map((webhook) => webhook.toApi(`${url}/api`)),
      threads: threads.map((thread) => thread.toApi()),
      application_commands: [],
      auto_moderation_rules: [],
      guild_scheduled_events: [],
      integrations: [],
    });
  });
}
