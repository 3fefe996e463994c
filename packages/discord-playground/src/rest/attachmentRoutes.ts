import { type Context, Hono } from 'hono';
import type { Faults } from '../Faults.ts';
import type { StoredFile } from '../world/guild/files.ts';
import type { World } from '../world/World.ts';

/** Base path of the files of messages. */
export const FILES_PATH = '/attachments';

/** Base path of files that were uploaded to options and modals. They belong to no message. */
export const UPLOADS_PATH = '/ephemeral-attachments';

/**
 * Serves the files of messages, options and modals, where Discord has a CDN. Faults apply here too, with paths that
 * begin with `/attachments/` or `/ephemeral-attachments/`.
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
        // The page is on the same origin, so an HTML file from the bot must not run there.
        'content-security-policy': "default-src 'none'; sandbox",
      },
    });
  };
  return new Hono()
    .get(`${FILES_PATH}/:channel/:id/:name`, (c) => {
      const messages = world.channel(c.req.param('channel'))?.messages.all() ?? [];
      const files = messages.flatMap((message) => message.files);
      return serve(
        c,
        files.find(({ attachmentId }) => attachmentId === c.req.param('id')),
      );
    })
    .get(`${UPLOADS_PATH}/:app/:id/:name`, (c) => serve(c, world.uploads.get(c.req.param('id'))));
}
