/**
 * The page acts for people without asking who is there, so nobody but the page itself may do so. That a request comes to
 * this machine by its own name is made sure of for the whole playground (isLocal); here it must also come from the page,
 * and what is shown there cannot run or load anything that is not of the page.
 */
import { createMiddleware } from 'hono/factory';

/** Where a picked file goes, as it is. */
export const UPLOAD_PATH = '/page/upload';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const guardPage = createMiddleware(async (c, next) => {
  if (c.req.method === 'POST') {
    if (c.req.header('origin') !== `http://${c.req.header('host')}`) {
      return c.json({ error: 'Only the page itself may do this.' }, 403);
    }
    // types that another site cannot send without asking first, as those of forms can be
    const type = c.req.header('content-type')?.split(';')[0]?.trim();
    const isFile = type === 'application/octet-stream' && c.req.path === UPLOAD_PATH;
    if (type !== 'application/json' && !isFile) return c.json({ error: 'The body must be JSON.' }, 415);
  }
  await next();
  c.header('content-security-policy', POLICY);
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'no-referrer');
  return undefined;
});
