import { Hono } from 'hono';
import type { World } from '../world/World.ts';

/** The files of messages, where Discord has a content delivery network. */
export function attachmentRoutes(world: World): Hono {
  return new Hono().get('/attachments/:channel/:id/:name', (c) => {
    const messages = world.channel(c.req.param('channel'))?.messages.all() ?? [];
    const file = messages.flatMap(({ files }) => files).find(({ attachmentId }) => attachmentId === c.req.param('id'));
    if (!file) return c.notFound();
    const headers = {
      'content-type': file.contentType,
      'x-content-type-options': 'nosniff',
      // An HTML file of the bot's must not act as the page, which stands at the same address.
      'content-security-policy': "default-src 'none'; sandbox",
    };
    return c.body(new Uint8Array(file.bytes), 200, headers);
  });
}
