import { PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import { Hono } from 'hono';
import { type Api, type ApiEnv, type ApiRoutes, findGuild, idIn, limitIn, requireInGuild } from '../base/Api.ts';

/** Source: resources/audit-log#get-guild-audit-log. */
const PAGE = { usual: 50, most: 100 };

/** Who changed what in a server, and why. */
export function auditLogRoutes({ world, url }: Api): ApiRoutes {
  return new Hono<ApiEnv>().get('/guilds/:guild/audit-logs', (c) => {
    const guild = findGuild(world, c.req.param('guild'));
    requireInGuild(world, guild, Flag.ViewAuditLog);
    const query = c.req.query();
    const { user_id: userId, action_type: action } = query;
    const [before, after, most] = [idIn(query, 'before'), idIn(query, 'after'), limitIn(query, PAGE)];
    const found = guild.auditLog.entries.filter(
      (entry) =>
        (userId === undefined || entry.user_id === userId) &&
        (action === undefined || String(entry.action_type) === action) &&
        (before === undefined || BigInt(entry.id) < before) &&
        (after === undefined || BigInt(entry.id) > after),
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
