import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import type { Member } from '../actors/Member.ts';
import type { PageTexts } from '../PlaygroundOptions.ts';
import { describeRefusal } from '../refusals.ts';
import { MAX_FILE_BYTES } from '../world/guild/files.ts';
import { offeredCommands } from './offeredCommands.ts';
import { act, isActionName, PageError, PickedFiles } from './pageActions.ts';
import { operate } from './operatorActions.ts';
import { pageEvents } from './pageEvents.ts';
import { pagePermissions, pageServer } from './pageServer.ts';
import { type PageHost, People } from './People.ts';

/** The default. */
const NOTICE = 'A small Discord on this machine. Nothing you do here leaves it.';
const GONE = 'The playground has restarted. Reload this page.';

const SHOWN_REFUSALS = 20;

/** Many times what a person types. */
const MAX_BODY_BYTES = 96 * 1024;

/** The limit of common file systems. */
const MAX_NAME = 255;

/**
 * The page, to be mounted at `/`: a small version of Discord's client for visitors without an account.
 *
 * - `GET /` and the files that it names
 * - `GET /page/start`: the people to be, what they see of the server, and what to try
 * - `GET /page/commands?person&channel`: the commands that person may use there
 * - `GET /page/permissions?person&channel`: what that person and the bot may do there
 * - `GET /page/faults`: the faults in force, and the latest requests that Discord would have refused
 * - `GET /page/events?person`: everything that person sees, as server-sent events
 * - `POST /page/upload?person&name&type`: a picked file; returns its `id`, for options and fields
 * - `POST /page/operate`: a change to what the bot may do, or a fault, see operatorActions.ts
 * - `POST /page/<action>`: an action, see pageActions.ts; returns `{ error }` in one sentence if it is not possible
 */
export function pageRoutes(host: PageHost, texts: PageTexts = {}): Hono {
  const { examples = [], hint = '', notice = NOTICE, messageActions = [] } = texts;
  const { world, guild, faults } = host;
  const people = new People(host);
  const files = new PickedFiles();
  const app = new Hono();

  for (const [path, { type, data, cacheControl }] of (pageFiles ??= readPageFiles())) {
    app.get(path, guardPage, (c) => c.body(data, 200, { 'content-type': type, 'cache-control': cacheControl }));
  }

  app.use('/page/*', guardPage);

  app.get('/page/start', (c) =>
    c.json({
      bot: { id: world.bot.id, name: world.bot.username },
      guild: guild.name,
      people: people.all().map(({ about, member }) => {
        const { id, username: name } = member.user;
        return Object.assign({ id, name, about }, pageServer(world, member));
      }),
      examples,
      messageActions,
      hint,
      notice,
      maxFileBytes: MAX_FILE_BYTES,
    }),
  );

  const actor = (c: Context): Member | undefined => {
    const channel = world.channel(c.req.query('channel') ?? '');
    return channel && people.member(c.req.query('person') ?? '')?.in(channel);
  };

  app.get('/page/commands', (c) => {
    const member = actor(c);
    if (member) return c.json(offeredCommands(world, member));
    // A channel may have been closed in the meantime.
    return people.member(c.req.query('person') ?? '') ? c.json([]) : c.json({ error: GONE }, 404);
  });

  app.get('/page/permissions', (c) => {
    const member = actor(c);
    return member ? c.json(pagePermissions(world, member)) : c.json({ error: GONE }, 404);
  });

  app.get('/page/faults', (c) =>
    c.json({ pending: faults.pending, refusals: host.refusals.slice(-SHOWN_REFUSALS).map(describeRefusal) }),
  );

  app.get('/page/events', (c) => {
    const member = people.member(c.req.query('person') ?? '');
    return member ? pageEvents(world, member) : c.json({ error: GONE }, 404);
  });

  const refuseTooLarge = upTo(MAX_FILE_BYTES, `Choose a file of at most ${MAX_FILE_BYTES / 2 ** 20} MiB.`);
  app.post(UPLOAD_PATH, refuseTooLarge, async (c) => {
    const { person = '', name = '', type = '' } = c.req.query();
    if (!people.member(person)) return c.json({ error: GONE }, 404);
    if (name === '' || name.length > MAX_NAME) return c.json({ error: 'Choose a file with a shorter name.' }, 400);
    const data = new Uint8Array(await c.req.arrayBuffer());
    return c.json({ id: files.add(person, { name, contentType: type, data }) });
  });

  const refuseTooLong = upTo(MAX_BODY_BYTES, 'This is too long.');
  app.post('/page/operate', refuseTooLong, async (c) => {
    const isDone = operate(await c.req.json().catch(() => undefined), host);
    return isDone ? c.json({}) : c.json({ error: 'This cannot be done here.' }, 400);
  });

  app.post('/page/:action', refuseTooLong, async (c) => {
    const action = c.req.param('action');
    if (!isActionName(action)) return c.json({ error: `There is no action "${action}".` }, 404);
    try {
      const body: unknown = await c.req.json().catch(() => undefined);
      return c.json(await act(action, body, { people, world, files }));
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      return c.json({ error: error.message }, 400);
    }
  });

  return app;
}

/** Where picked files are uploaded, as raw bytes. */
const UPLOAD_PATH = '/page/upload';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The page acts for people without a login, so only the page itself may make these requests. `isLocal` already ensures
 * for the whole playground that requests come to this machine under its own name. Here they must also come from the
 * page, and the page cannot run or load anything from elsewhere.
 */
const guardPage = createMiddleware(async (c, next) => {
  if (c.req.method === 'POST') {
    if (c.req.header('origin') !== `http://${c.req.header('host')}`) {
      return c.json({ error: 'Only the page itself may do this.' }, 403);
    }
    // Other sites cannot send these types without a preflight request, unlike those of forms.
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

/**
 * Refuses larger bodies. They are read to their end first: a connection that is closed while the browser still sends
 * would lose the answer.
 */
const upTo = (maxSize: number, error: string): MiddlewareHandler =>
  bodyLimit({
    maxSize,
    async onError(c) {
      const { body } = c.req.raw;
      if (body && !body.locked) await body.pipeTo(new WritableStream()).catch(() => undefined);
      return c.json({ error }, 413);
    },
  });

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

interface PageFile {
  readonly type: string;
  readonly data: string | Uint8Array<ArrayBuffer>;
  readonly cacheControl: string;
}

/** Read for the first playground of a process: reading them takes longer than all else in starting one. */
let pageFiles: ReadonlyMap<string, PageFile> | undefined;

/**
 * The files that the browser loads, by path. Nothing else can be requested. All but the page itself are below a folder
 * named by their hash, so that the browser keeps its copies: asking again for each takes longer than all else in a load.
 */
function readPageFiles(): ReadonlyMap<string, PageFile> {
  const folder = join(import.meta.dirname, 'browser');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => extname(name) in TYPES);
  const texts = new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  const { style, files: fonts } = readFont();
  texts.set('fonts/font.css', style);
  const version = createHash('sha256')
    .update(JSON.stringify([...texts]))
    .digest('hex')
    .slice(0, 12);
  const page = texts.get('index.html')!.replaceAll(/(href|src)="\//g, `$1="/${version}/`);
  texts.delete('index.html');
  // All scripts are asked for at once. Otherwise the browser finds them one import after the other.
  const scripts = [...texts.keys()].filter((name) => name.endsWith('.js'));
  const links = scripts.map((name) => `<link rel="modulepreload" href="/${version}/${name}" />`).join('');
  const files = Array.from([...texts, ...fonts], ([name, data]): [string, PageFile] => [
    `/${version}/${name}`,
    { type: TYPES[extname(name)]!, data, cacheControl: 'max-age=31536000, immutable' },
  ]);
  const data = page.replace('</head>', `${links}</head>`);
  return new Map([...files, ['/', { type: TYPES['.html']!, data, cacheControl: 'no-cache' }]]);
}

/**
 * The page's own font, so that lines break at the same words on every machine. Nothing is shown in another one meanwhile:
 * the page would move below the reader's eyes.
 */
function readFont(): { style: string; files: ReadonlyMap<string, Uint8Array<ArrayBuffer>> } {
  const path = fileURLToPath(import.meta.resolve('@fontsource-variable/inter/wght.css'));
  const style = readFileSync(path, 'utf8');
  const names = style.match(/files\/[\w-]+\.woff2/g) ?? [];
  const files = new Map(names.map((name) => [`fonts/${name}`, new Uint8Array(readFileSync(join(path, '..', name)))]));
  return { style: style.replaceAll('font-display: swap', 'font-display: block'), files };
}
