import {
  GuildScheduledEventEntityType as Entity,
  GuildScheduledEventStatus as Status,
  PermissionFlagsBits as Flag,
} from 'discord-api-types/v10';
import { type Context, Hono } from 'hono';
import { checkBody } from '../../checks/checkBody.ts';
import { notAllowed, required, type Violation } from '../../checks/violations.ts';
import type { Guild } from '../../world/guild/Guild.ts';
import { type EventSettings, NEW_EVENT, ScheduledEvent } from '../../world/guild/ScheduledEvent.ts';
import { type Api, type ApiEnv, type ApiRoutes, findGuild, pageAfter, requireInGuild } from '../base/Api.ts';
import { DiscordError, refuseInvalid } from '../base/DiscordError.ts';
import { hashOf } from '../base/images.ts';

/** Source: resources/guild-scheduled-event, "up to 100". */
const MAX_EVENTS = 100;
const USERS_PAGE = { usual: 100, most: 100 };

/** Which status may follow which. Source: resources/guild-scheduled-event#valid-guild-scheduled-event-status-transitions. */
const NEXT: Readonly<Record<number, readonly Status[]>> = {
  [Status.Scheduled]: [Status.Active, Status.Canceled],
  [Status.Active]: [Status.Completed],
};

const withCount = (c: Context<ApiEnv>): boolean => c.req.query('with_user_count') === 'true';

/** What a server has planned. */
export function eventRoutes({ world }: Api): ApiRoutes {
  const find = (c: Context<ApiEnv>): { guild: Guild; event: ScheduledEvent } => {
    const guild = findGuild(world, c.req.param('guild') ?? '');
    const event = guild.events.get(c.req.param('event') ?? '');
    if (!event) throw new DiscordError('unknownEvent');
    return { guild, event };
  };
  /** @throws DiscordError 50013. One's own with one permission, all with the other. */
  const requireManaging = (guild: Guild, event: ScheduledEvent): void => {
    requireInGuild(world, guild, event.creator === world.bot ? Flag.CreateEvents : Flag.ManageEvents);
  };
  return new Hono<ApiEnv>()
    .get('/guilds/:guild/scheduled-events', (c) => {
      const { comingEvents } = findGuild(world, c.req.param('guild'));
      return c.json(comingEvents.map((event) => event.toApi(withCount(c))));
    })
    .post('/guilds/:guild/scheduled-events', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      requireInGuild(world, guild, Flag.CreateEvents);
      refuseInvalid(checkBody(c.get('body'), 'eventCreate'));
      const settings = { ...NEW_EVENT, ...settingsIn(c.get('body') as Partial<EventSettings>) } as EventSettings;
      refuseInvalid(violationsOf(guild, settings, Date.now()));
      if (guild.comingEvents.length >= MAX_EVENTS) throw new DiscordError('tooManyEvents');
      const event = new ScheduledEvent(guild.id, world.bot, settings);
      guild.setEvent(event);
      return c.json(event.toApi());
    })
    .get('/guilds/:guild/scheduled-events/:event', (c) => c.json(find(c).event.toApi(withCount(c))))
    .patch('/guilds/:guild/scheduled-events/:event', (c) => {
      const { guild, event } = find(c);
      requireManaging(guild, event);
      refuseInvalid(checkBody(c.get('body'), 'eventEdit'));
      if (event.isOver) throw new DiscordError('eventOver');
      const change = settingsIn(c.get('body') ?? {});
      const { settings } = event;
      const isSame = change.status === undefined || change.status === settings.status;
      if (!isSame && !NEXT[settings.status]?.includes(change.status))
        refuseInvalid([notAllowed('status', 'Invalid Guild Scheduled Event Status Update')]);
      const isMoved = change.scheduled_start_time !== undefined;
      refuseInvalid(violationsOf(guild, { ...settings, ...change }, isMoved ? Date.now() : 0));
      guild.setEvent(event, { ...settings, ...change });
      return c.json(event.toApi());
    })
    .delete('/guilds/:guild/scheduled-events/:event', (c) => {
      const { guild, event } = find(c);
      requireManaging(guild, event);
      guild.removeEvent(event);
      return c.body(null, 204);
    })
    .get('/guilds/:guild/scheduled-events/:event/users', (c) => {
      const { guild, event } = find(c);
      const page = pageAfter([...event.interested.values()], ({ id }) => id, c.req.query(), USERS_PAGE);
      const withMember = c.req.query('with_member') === 'true';
      return c.json(
        page.map((user) => ({
          guild_scheduled_event_id: event.id,
          user_id: user.id,
          user: user.toApi(),
          response: 1,
          member: withMember ? guild.members.get(user.id)?.toApi() : undefined,
        })),
      );
    });
}

function settingsIn(body: Partial<EventSettings>): Partial<EventSettings> {
  const known = Object.entries(body).filter(([key, value]) => key !== 'privacy_level' && value !== undefined);
  const given = known.map(([key, value]) => [
    key,
    key === 'image' && typeof value === 'string' ? hashOf(value) : value,
  ]);
  return Object.fromEntries(given) as Partial<EventSettings>;
}

/** What an event needs, which depends on where it takes place. @param nowMs - The earliest start. */
function violationsOf(guild: Guild, settings: EventSettings, nowMs: number): Violation[] {
  const { entity_type: type, channel_id: channelId, entity_metadata: place } = settings;
  const { scheduled_start_time: start, scheduled_end_time: end } = settings;
  const isElsewhere = type === Entity.External;
  const channel = guild.channels.get(channelId ?? '');
  return [
    ...(isElsewhere && !place?.location ? [required('entity_metadata.location')] : []),
    ...(isElsewhere && end === null ? [required('scheduled_end_time')] : []),
    ...(!isElsewhere && !channel ? [required('channel_id')] : []),
    ...(Date.parse(start) < nowMs
      ? [{ path: 'scheduled_start_time', code: 'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST', message: PAST }]
      : []),
    ...(end !== null && Date.parse(end) <= Date.parse(start)
      ? [notAllowed('scheduled_end_time', 'An event ends after its start.')]
      : []),
  ];
}

const PAST = 'Cannot schedule event in the past.';
