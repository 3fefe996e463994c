import {
  ChannelType,
  GuildScheduledEventEntityType as Entity,
  GuildScheduledEventPrivacyLevel as Privacy,
  GuildScheduledEventStatus as Status,
  PermissionFlagsBits as Flag,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { connect } from '../support/connect.ts';
import { nextEvent, openScene, refusalOf } from '../support/scene.ts';

const HOUR_MS = 3_600_000;
const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS);
const picnic = () => ({
  name: 'Picnic',
  scheduledStartTime: inHours(1),
  scheduledEndTime: inHours(2),
  privacyLevel: Privacy.GuildOnly,
  entityType: Entity.External,
  entityMetadata: { location: 'Park' },
});

describe('a bot', () => {
  test('plans an event, starts it and ends it', async () => {
    const { client, server, playground } = await openScene();
    const told = nextEvent(client, 'guildScheduledEventCreate');
    const event = await server.scheduledEvents.create({ ...picnic(), description: 'Bring tea' });
    expect((await told)[0].id).toBe(event.id);
    expect(event).toMatchObject({
      name: 'Picnic',
      description: 'Bring tea',
      status: Status.Scheduled,
      creatorId: client.user.id,
      entityMetadata: { location: 'Park' },
    });
    const late = await connect(playground);
    expect([...late.guilds.cache.first()!.scheduledEvents.cache.keys()]).toEqual([event.id]);
    const changed = nextEvent(client, 'guildScheduledEventUpdate');
    await event.setName('Tea party');
    expect((await changed).map((one) => one?.name)).toEqual(['Picnic', 'Tea party']);
    expect((await refusalOf(event.setStatus(Status.Completed))).slice(0, 2)).toEqual([400, 50_035]);
    await event.setStatus(Status.Active);
    await event.setStatus(Status.Completed);
    expect(await refusalOf(event.setName('Again'))).toEqual([400, 180_000, 'Cannot update a finished event']);
    expect((await server.scheduledEvents.fetch()).size).toBe(0);
  });

  test('learns who wants to come', async () => {
    const { client, server, ann } = await openScene();
    await server.members.fetch();
    const event = await server.scheduledEvents.create(picnic());
    const joined = nextEvent(client, 'guildScheduledEventUserAdd');
    await ann.plansToAttend('Picnic');
    expect((await joined).map(({ id }) => id)).toEqual([event.id, ann.user.id]);
    expect([...(await event.fetchSubscribers({ withMember: true })).values()].map(({ member }) => member?.id)).toEqual([
      ann.user.id,
    ]);
    const { userCount } = await server.scheduledEvents.fetch({ guildScheduledEvent: event.id, force: true });
    expect(userCount).toBe(1);
    const left = nextEvent(client, 'guildScheduledEventUserRemove');
    await ann.cancelsAttending('Picnic');
    expect((await left)[1].id).toBe(ann.user.id);
  });

  test('takes an event in a voice channel off', async () => {
    const { client, server, playground } = await openScene();
    const channel = playground.guild.addChannel('Lounge', { type: ChannelType.GuildVoice });
    const { entityMetadata: _, scheduledEndTime: _end, ...rest } = picnic();
    const event = await server.scheduledEvents.create({ ...rest, entityType: Entity.Voice, channel: channel.id });
    const gone = nextEvent(client, 'guildScheduledEventDelete');
    await event.delete();
    expect((await gone)[0].id).toBe(event.id);
    const fetched = server.scheduledEvents.fetch({ guildScheduledEvent: event.id, force: true });
    expect(await refusalOf(fetched)).toEqual([404, 10_070, 'Unknown Guild Scheduled Event']);
  });

  test.each([
    ['in the past', { scheduledStartTime: inHours(-1) }, 'scheduled_start_time'],
    ['without an end', { scheduledEndTime: undefined }, 'scheduled_end_time'],
    ['nowhere', { entityMetadata: {} }, 'entity_metadata'],
    ['without a name', { name: '' }, 'name'],
  ])('plans nothing %s', async (_what, change, where) => {
    const { server, playground } = await openScene();
    const planned = server.scheduledEvents.create({ ...picnic(), ...change } as ReturnType<typeof picnic>);
    expect((await refusalOf(planned)).slice(0, 2)).toEqual([400, 50_035]);
    expect(playground.refusals.map(({ errors }) => Object.keys(errors ?? {}))).toEqual([[where]]);
  });

  test('plans nothing without the permission', async () => {
    const { server } = await openScene({ botPermissions: Flag.ManageEvents });
    expect(await refusalOf(server.scheduledEvents.create(picnic()))).toEqual([403, 50_013, 'Missing Permissions']);
  });
});
