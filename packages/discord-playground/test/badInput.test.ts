import { array, assert, asyncProperty, boolean, constantFrom, dictionary, integer, letrec, oneof } from 'fast-check';
import { InteractionType } from 'discord.js';
import { expect, test } from 'vitest';
import { Interaction } from '../src/world/Interaction.ts';
import { startPlayground } from './support/connect.ts';
import { requestAsBot } from './support/requestAsBot.ts';
import { Shard } from './support/Shard.ts';

/** JSON that sometimes has a meaningful key. */
const MEANINGFUL = [
  'content',
  'components',
  'embeds',
  'type',
  'data',
  'flags',
  'allowed_mentions',
  'message_reference',
  'attachments',
  'name',
  'options',
  'choices',
  'recipient_id',
  'nonce',
];
const anyBody = letrec((again) => ({
  value: oneof(
    { maxDepth: 4 },
    constantFrom<unknown>(null, true, 1, 4, 5, 7, 8, 9, -1, 1e9, '', 'x', '@everyone', '1'.repeat(18)),
    array(again('value'), { maxLength: 3 }),
    dictionary(constantFrom(...MEANINGFUL), again('value'), { maxKeys: 4 }),
  ),
})).value;

test('no body crashes the playground: it is accepted or refused', async () => {
  const playground = await startPlayground();
  const { world, guild, bot } = playground;
  const ann = playground.addMember('ann');
  const own = world.post({ channel: guild.channel, author: bot, parts: { content: 'own' } });
  const anyInteraction = (): Interaction => {
    const data = { component_type: 2, custom_id: 'x' } as const;
    const subject = { type: InteractionType.MessageComponent, data } as const;
    const { user, channel } = ann;
    const interaction = new Interaction({ channel, user, subject, message: own, openedBy: undefined });
    world.interactions.add(interaction);
    return interaction;
  };
  const answered = anyInteraction();
  answered.state = 'answered';
  const routes: (() => [string, string])[] = [
    () => ['POST', `/channels/${guild.channel.id}/messages`],
    () => ['PATCH', `/channels/${guild.channel.id}/messages/${own.id}`],
    () => ['POST', '/users/@me/channels'],
    () => ['PUT', `/applications/${bot.id}/commands`],
    () => ['POST', `/applications/${bot.id}/commands`],
    () => ['POST', `/webhooks/${bot.id}/${answered.token}`],
    () => {
      const { id, token } = anyInteraction();
      return ['POST', `/interactions/${id}/${token}/callback`];
    },
  ];
  await assert(
    asyncProperty(constantFrom(...routes), anyBody, async (route, body) => {
      const [method, path] = route();
      expect((await requestAsBot(playground, method, path, body)).status).toBeLessThan(500);
    }),
    { numRuns: 500 },
  );
});

test('no payload crashes the gateway: it is accepted, or the connection is closed', async () => {
  const playground = await startPlayground({ maxConcurrency: 1_000 });
  await assert(
    asyncProperty(integer({ min: -1, max: 32 }), anyBody, boolean(), async (op, d, isIdentified) => {
      const shard = await Shard.open(playground);
      if (isIdentified) shard.identify();
      shard.send(op, d);
      await playground.settled(0);
      shard.terminate();
    }),
    { numRuns: 100 },
  );
  const last = await Shard.open(playground);
  last.send(1, null);
  expect(await last.next(({ op }) => op === 11)).toMatchObject({ op: 11 });
});
