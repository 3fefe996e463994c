import { type Context, Hono } from 'hono';
import type { Faults } from '../Faults.ts';
import type { StoredFile } from '../world/files.ts';
import type { World } from '../world/World.ts';

/** Where the files of options and modals stand, which belong to no message. */
export const UPLOADS_PATH = '/ephemeral-attachments';

/**
 * The files of messages and of options, where Discord has a content delivery network. Faults reach it as well: their
 * paths begin with `/attachments/` or `/ephemeral-attachments/`.
 */
export function attachmentRoutes(world: World, faults: Faults): Hono {
  const serve = async (c: Context, file: StoredFile | undefined): Promise<Response> => {
    await faults.wait(c.req.path);
    const failure = faults.takeFailure(c.req.path);
    if (failure) return new Response(`${failure.status}: made to fail`, { status: failure.status });
    if (!file) return c.notFound();
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        'content-type': file.contentType,
        'x-content-type-options': 'nosniff',
        // An HTML file of the bot's must not act as the page, which stands at the same address.
        'content-security-policy': "default-src 'none'; sandbox",
      },
    });
  };
  return new Hono()
    .get('/attachments/:channel/:id/:name', (c) => {
      const messages = world.channel(c.req.param('channel'))?.messages.all() ?? [];
      const files = messages.flatMap((message) => message.files);
      return serve(
        c,
        files.find(({ attachmentId }) => attachmentId === c.req.param('id')),
      );
    })
    .get(`${UPLOADS_PATH}/:app/:id/:name`, (c) => serve(c, world.uploads.get(c.req.param('id'))));
}
