import { ActivityType, GatewayIntentBits as Intent } from 'discord.js';
import { expect, test } from 'vitest';
import { connect } from '../support/connect.ts';
import { nextEvent, openScene } from '../support/scene.ts';

test('a bot sees people come online, do something, and go', async () => {
  const { client, server, ann } = await openScene();
  await server.members.fetch();
  const online = nextEvent(client, 'presenceUpdate');
  await ann.goes('online', [{ name: 'Chess' }]);
  const [before, after] = await online;
  expect([before, after.status, after.member?.id, after.activities.map(({ name, type }) => [name, type])]).toEqual([
    null,
    'online',
    ann.user.id,
    [['Chess', ActivityType.Playing]],
  ]);
  const gone = nextEvent(client, 'presenceUpdate');
  await ann.goes('offline');
  expect((await gone).map((presence) => presence?.status)).toEqual(['online', 'offline']);
});

test('a bot with the intent gets presences at the start and when it asks for members, others get none', async () => {
  const { server, ann, playground } = await openScene();
  await ann.goes('dnd');
  const fetched = await server.members.fetch({ withPresences: true });
  expect(fetched.get(ann.user.id)?.presence?.status).toBe('dnd');
  const late = await connect(playground, { intents: [Intent.Guilds, Intent.GuildPresences] });
  expect(late.guilds.cache.first()?.presences.cache.get(ann.user.id)?.status).toBe('dnd');
  const without = await connect(playground);
  expect(without.guilds.cache.first()?.presences.cache.size).toBe(0);
});

test('a bot says what it is doing', async () => {
  const { client, server } = await openScene();
  const told = nextEvent(client, 'presenceUpdate');
  client.user.setPresence({ status: 'idle', activities: [{ name: 'tea', type: ActivityType.Watching }] });
  await told;
  expect([server.members.me?.presence?.status, server.members.me?.presence?.activities[0]?.name]).toEqual([
    'idle',
    'tea',
  ]);
});
