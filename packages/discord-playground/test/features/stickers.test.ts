import { PermissionFlagsBits as Flag } from 'discord.js';
import { expect, test } from 'vitest';
import { PIXEL } from '../support/pixel.ts';
import { nextEvent, openScene, refusalOf } from '../support/scene.ts';

const cat = { file: { attachment: PIXEL, name: 'cat.png' }, name: 'Cat', tags: 'cat', description: 'A cat' };

test('a bot uploads a sticker, sends it, renames and deletes it', async () => {
  const { client, server, channel, ann } = await openScene();
  const told = nextEvent(client, 'stickerCreate');
  const sticker = await server.stickers.create(cat);
  expect((await told)[0].id).toBe(sticker.id);
  expect([sticker.name, sticker.tags, sticker.description]).toEqual(['Cat', 'cat', 'A cat']);
  const sent = await channel.send({ stickers: [sticker] });
  expect([sent.content, sent.stickers.map(({ name }) => name)]).toEqual(['', ['Cat']]);
  expect(ann.sees()).toMatchObject([{ stickers: ['Cat'], text: '' }]);
  await sticker.edit({ name: 'Kitten' });
  expect((await server.stickers.fetch(sticker.id, { force: true })).name).toBe('Kitten');
  expect((await client.fetchSticker(sticker.id)).name).toBe('Kitten');
  const gone = nextEvent(client, 'stickerDelete');
  await sticker.delete();
  expect((await gone)[0].id).toBe(sticker.id);
  expect(await refusalOf(channel.send({ stickers: [sticker.id] }))).toEqual([400, 50_081, 'Invalid sticker sent']);
});

test('a bot sees stickers that people send', async () => {
  const { client, server, ann } = await openScene();
  await server.stickers.create(cat);
  const heard = nextEvent(client, 'messageCreate');
  await ann.says('', { stickers: ['Cat'] });
  expect((await heard)[0].stickers.map(({ name }) => name)).toEqual(['Cat']);
  await expect(ann.says('', { stickers: ['Dog'] })).rejects.toThrow('There is no sticker "Dog".');
});

test('stickers are few and small, and need the permission', async () => {
  const { server } = await openScene();
  const large = { ...cat, file: { attachment: Buffer.alloc(512 * 1_024 + 1), name: 'cat.png' } };
  expect((await refusalOf(server.stickers.create(large))).slice(0, 2)).toEqual([400, 50_045]);
  expect((await refusalOf(server.stickers.create({ ...cat, name: 'x' }))).slice(0, 2)).toEqual([400, 50_035]);
  for (let count = 0; count < 5; count += 1) await server.stickers.create(cat);
  expect((await refusalOf(server.stickers.create(cat))).slice(0, 2)).toEqual([400, 30_039]);
  const { server: other } = await openScene({ botPermissions: Flag.SendMessages });
  expect(await refusalOf(other.stickers.create(cat))).toEqual([403, 50_013, 'Missing Permissions']);
});
