import type { APIInteractionDataResolved } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Playground } from '../../src/Playground.ts';
import { MAX_FILE_BYTES } from '../../src/world/guild/files.ts';
import { PATIENT } from '../support/connect.ts';

let playground: Playground;
let start: {
  readonly bot: { readonly name: string };
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly channels: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
  }[];
  readonly examples: readonly string[];
};

beforeAll(async () => {
  playground = await Playground.start({ page: { examples: ['why?'], hint: 'teas' } });
  start = (await (await fetch(`${playground.url}/page/start`)).json()) as typeof start;
});

afterAll(() => playground.stop());

const person = (name: string) => start.people.find((each) => each.name === name)!;
const actor = (name = 'You') => ({ person: person(name).id, channel: person(name).channels[0]!.id });

interface Answer {
  readonly status: number;
  readonly body: { readonly error?: string };
}

async function post(action: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${playground.url}/page/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: playground.url, ...headers },
    body: JSON.stringify(body),
  });
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return { status: response.status, body: isJson ? ((await response.json()) as Answer['body']) : {} };
}

describe('the page', () => {
  test('is served with its files, and a policy that blocks everything else', async () => {
    const page = await (await fetch(playground.url)).text();
    for (const [name, type, keeping] of [
      ['/', 'text/html; charset=utf-8', 'no-cache'],
      ['/styles/page.css', 'text/css; charset=utf-8', 'max-age=31536000, immutable'],
      ['/fonts/font.css', 'text/css; charset=utf-8', 'max-age=31536000, immutable'],
      ['/page.js', 'text/javascript; charset=utf-8', 'max-age=31536000, immutable'],
      ['/messages/parseMarkdown.js', 'text/javascript; charset=utf-8', 'max-age=31536000, immutable'],
    ] as const) {
      const [, path] = new RegExp(`"(/\\w+${name})"`).exec(page) ?? [name, name];
      const response = await fetch(playground.url + path);
      const headers = ['content-type', 'cache-control'].map((header) => response.headers.get(header));
      expect([path, response.status, ...headers]).toEqual([path, 200, type, keeping]);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self';");
    }
  });

  test('has a font of its own, so that lines break at the same words everywhere', async () => {
    const page = await (await fetch(playground.url)).text();
    const [, folder] = /"(\/\w+)\/fonts\/font\.css"/.exec(page)!;
    const style = await (await fetch(`${playground.url}${folder!}/fonts/font.css`)).text();
    const files = style.match(/files\/[\w-]+\.woff2/g)!;
    const responses = await Promise.all(files.map((name) => fetch(`${playground.url}${folder!}/fonts/${name}`)));
    expect(responses.map(({ status, headers }) => [status, headers.get('content-type')])).toEqual(
      files.map(() => [200, 'font/woff2']),
    );
  });

  test.each([
    '/pageRoutes.ts',
    '/messages/parseMarkdown.d.ts',
    '/../pageRoutes.ts',
    '/browser/page.js',
    '/%2e%2e/pageRoutes.ts',
  ])('gives nothing else away: %s', async (path) => {
    expect((await fetch(playground.url + path)).status).toBe(404);
  });

  test('lists the people to be, their channels, and what to try', () => {
    expect(start.people.map(({ name, channels }) => [name, channels.map((channel) => channel.name)])).toEqual([
      ['You', ['general', 'help', 'Bot']],
      ['Staff', ['general', 'staff', 'help', 'Bot']],
      ['Friend', ['general', 'help', 'Bot']],
    ]);
    expect(start).toMatchObject({ bot: { name: 'Bot' }, examples: ['why?'], hint: 'teas' });
  });
});

test('there are no commands in a channel that is gone, and no fault either', async () => {
  const query = new URLSearchParams({ ...actor(), channel: '1' });
  const response = await fetch(`${playground.url}/page/commands?${query.toString()}`);
  expect([response.status, await response.json()]).toEqual([200, []]);
});

describe('an action', () => {
  test('is performed as the chosen person', async () => {
    expect(await post('say', { ...actor('Friend'), text: 'hello @Bot' })).toEqual({ status: 200, body: {} });
    const said = playground.guild.channel.messages.last!;
    expect([said.author.username, said.api.content]).toEqual(['Friend', `hello <@${playground.bot.id}>`]);
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }, 403],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }, 403],
    ['a form', { 'content-type': 'text/plain' }, 415],
  ])('is refused from %s', async (_, headers, status) => {
    const before = playground.guild.channel.messages.last;
    expect((await post('say', { ...actor(), text: 'no' }, headers)).status).toBe(status);
    expect(playground.guild.channel.messages.last).toBe(before);
  });

  test('is refused when it is too long', async () => {
    expect((await post('say', { ...actor(), text: 'x'.repeat(98_304) })).status).toBe(413);
  });

  test('is refused without an origin', async () => {
    const response = await fetch(`${playground.url}/page/say`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...actor(), text: 'no' }),
    });
    expect(response.status).toBe(403);
  });

  test.each([
    ['shout', {}, 404, 'There is no action "shout".'],
    ['toString', {}, 404, 'There is no action "toString".'],
    ['run', { command: 'nothing', options: {} }, 400, 'There is no command "nothing" here. Registered: none.'],
    ['submit', { modal: '1', fields: {} }, 400, 'No modal is open for You.'],
    ['click', { message: '1', customId: 'x' }, 400, 'This message is no longer there.'],
    ['say', { text: 'x', person: '1' }, 400, 'The playground has restarted. Reload this page.'],
  ])('that is not possible is explained in one sentence: %s', async (action, body, status, error) => {
    expect(await post(action, { ...actor(), ...body })).toEqual({ status, body: { error } });
  });

  test.each([
    ['say', { text: '' }],
    ['say', { text: '   ' }],
    ['say', null],
    ['click', { message: 'x', customId: 'y' }],
    ['run', { command: 'teas', options: { a: {} } }],
  ])('with a wrong body is refused: %s %j', async (action, body) => {
    expect((await post(action, body && { ...actor(), ...body })).status).toBe(400);
  });

  test('accepts at most 4,000 characters', async () => {
    expect((await post('say', { ...actor(), text: 'x'.repeat(4_000) })).status).toBe(200);
    expect((await post('say', { ...actor(), text: 'x'.repeat(4_001) })).status).toBe(400);
  });

  test("cannot be done in somebody else's direct messages", async () => {
    const channel = person('Friend').channels.find(({ kind }) => kind === 'dm')!.id;
    expect((await post('say', { person: person('You').id, channel, text: 'x' })).status).toBe(400);
  });
});

/** The status, and the id of the uploaded file. */
async function upload(
  query: Record<string, string>,
  headers: Record<string, string> = {},
  body: string | Uint8Array<ArrayBuffer> = 'content',
) {
  const response = await fetch(`${playground.url}/page/upload?${new URLSearchParams(query).toString()}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', origin: playground.url, ...headers },
    body,
  });
  const answered = response.status === 200 ? ((await response.json()) as { id: string }) : { id: '' };
  return { status: response.status, id: answered.id };
}

const IMPORT = {
  name: 'import',
  description: 'x',
  options: [{ name: 'file', type: 11 as const, description: 'x' }],
};
const runImport = (file: string, name = 'You') => post('run', { ...actor(name), command: 'import', options: { file } });

describe('a picked file', () => {
  test('can be used once, by the person who picked it', async () => {
    const { commands, bot, uploads } = playground.world;
    commands.put(bot.id, 'everywhere', IMPORT);
    const asked: string[] = [];
    const stop = playground.watch((change) => {
      if (change.kind !== 'interaction' || !('resolved' in change.interaction.subject.data)) return;
      const { attachments = {} } = change.interaction.subject.data.resolved as APIInteractionDataResolved;
      for (const { id, filename } of Object.values(attachments))
        asked.push(`${filename}: ${new TextDecoder().decode(uploads.get(id)?.bytes)}`);
    });
    const { id } = await upload({ person: person('You').id, name: 'a.json', type: 'application/json' });
    const gone = { status: 400, body: { error: 'The file is no longer available. Choose it again.' } };
    expect(await runImport(id, 'Friend')).toEqual(gone);
    runImport(id).catch(() => undefined); // nobody answers it
    await expect.poll(() => asked, PATIENT).toEqual(['a.json: content']);
    expect(await runImport(id)).toEqual(gone);
    stop();
  });

  test.each<[string, Record<string, string>, Record<string, string>, number]>([
    ['of nobody', { person: '1', name: 'a' }, {}, 404],
    ['without a name', { name: '' }, {}, 400],
    ['with an endless name', { name: 'x'.repeat(256) }, {}, 400],
    ['from another site', { name: 'a' }, { origin: 'https://evil.example' }, 403],
    ['as a form', { name: 'a' }, { 'content-type': 'text/plain' }, 415],
  ])('%s is refused', async (_what, query, headers, status) => {
    expect((await upload({ person: person('You').id, ...query }, headers)).status).toBe(status);
  });

  test('is refused above Discord’s maximum size', async () => {
    const query = { person: person('You').id, name: 'a' };
    const [fine, large] = await Promise.all(
      [MAX_FILE_BYTES, MAX_FILE_BYTES + 1].map((size) => upload(query, {}, new Uint8Array(size))),
    );
    expect([fine!.status, large!.status]).toEqual([200, 413]);
  });

  test('is not accepted as the body of another action', async () => {
    expect((await post('say', { ...actor(), text: 'x' }, { 'content-type': 'application/octet-stream' })).status).toBe(
      415,
    );
  });
});

test('mistakes on the page are not recorded as refusals', () => {
  expect(playground.refusals).toEqual([]);
});

test('the page’s people only join once it is opened', async () => {
  const unvisited = await Playground.start();
  try {
    expect([...unvisited.guild.members.values()].map(({ user }) => user.username)).toEqual(['owner', 'Bot']);
  } finally {
    await unvisited.stop();
  }
});
