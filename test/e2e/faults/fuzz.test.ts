import { once } from 'node:events';
import { join } from 'node:path';
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import { Interaction, type InteractionSubject, Playground } from 'discord-playground';
import { expect, onTestFinished, test } from 'vitest';
import * as customIds from '../../../src/discord/customIds.ts';
import { KNOWN } from '../../support/bot.ts';
import { randomNumbers } from '../../support/busyDay.ts';
import { start } from '../../support/run.ts';
import { freshFolder } from '../../support/stores.ts';

/** `npm run fuzz` sends 100,000; FUZZ_SEED chooses others. */
const EVENTS = Number(process.env['FUZZ_EVENTS'] ?? 400);
const SEED = Number(process.env['FUZZ_SEED'] ?? 16);
const BATCH = 100;

const random = randomNumbers(SEED);
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;

const TEXTS = [
  '',
  ' ',
  'gpt-4',
  KNOWN,
  'gpt-3.5 vs gpt-4',
  '@everyone <@&1> [x](https://example.com)',
  '```\n'.repeat(300),
  '\u202E\u0000\uD800 \u0300\u0301',
  'a'.repeat(6_000),
  '🦜'.repeat(2_000),
  '__proto__',
  '99999999999999999999999',
  '-1',
  '2026-02-30',
];
const VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  'x',
  '',
  [],
  {},
  [null],
  { id: null },
  ...TEXTS,
  '0',
  2 ** 53,
];

const KINDS = Object.values(customIds)
  .filter((one) => one instanceof customIds.CustomIdCodec)
  .map(({ kind }) => kind);
const COMMANDS = ['ask', 'model', 'compare', 'lineage', 'answer', 'settings', 'help', 'models', 'Answer this', 'nope'];
const SUBCOMMANDS = ['add', 'edit', 'list', 'import', 'export', 'history', 'why', 'remove', 'undo', 'nope'];
const OPTIONS = ['question', 'name', 'first', 'second', 'private', 'answer', 'file', 'format', 'kind', 'text', 'nope'];
const OPTION_TYPES = [3, 4, 5, 6, 7, 8, 10, 11] as ApplicationCommandOptionType[];

/** Replaces or removes one to three things somewhere in an event. */
function mangled(data: unknown): unknown {
  let changes = 1 + Math.floor(random() * 3);
  let root = data;
  while (changes-- > 0) {
    let holder: Record<string, unknown> | undefined;
    let key = '';
    let at: unknown = root;
    while (
      typeof at === 'object' &&
      at !== null &&
      Object.keys(at).length > 0 &&
      (holder === undefined || random() < 0.6)
    ) {
      holder = at as Record<string, unknown>;
      key = pick(Object.keys(holder));
      at = holder[key];
    }
    if (!holder) root = pick(VALUES);
    else if (random() < 0.3) delete holder[key];
    else holder[key] = pick(VALUES);
  }
  return root;
}

function anOption(): object {
  const type = pick(OPTION_TYPES);
  const value = type === ApplicationCommandOptionType.Boolean ? random() < 0.5 : pick(random() < 0.8 ? TEXTS : VALUES);
  return { name: pick(OPTIONS), type, value, ...(random() < 0.3 && { focused: true }) };
}

function aSubject(): unknown {
  const customId =
    `${pick(KINDS)}${pick(['', ':', ':1:', ':gpt-4', ':80351110224678912:gpt-4', `:${pick(TEXTS)}`])}`.slice(0, 100);
  const options = Array.from({ length: Math.floor(random() * 4) }, anOption);
  const isNested = random() < 0.5;
  const nested = isNested ? [{ name: pick(SUBCOMMANDS), type: 1, options }] : options;
  const command = {
    id: '80351110224678912',
    name: pick(COMMANDS),
    type: ApplicationCommandType.ChatInput,
    options: nested,
  };
  const field = {
    type: ComponentType.TextInput,
    id: 2,
    custom_id: pick(['title', 'questions', 'body', 'x']),
    value: pick(TEXTS),
  };
  return pick([
    { type: InteractionType.ApplicationCommand, data: command },
    { type: InteractionType.ApplicationCommandAutocomplete, data: command },
    { type: InteractionType.MessageComponent, data: { component_type: ComponentType.Button, custom_id: customId } },
    {
      type: InteractionType.MessageComponent,
      data: { component_type: pick([3, 5, 6, 7, 8]), custom_id: customId, values: [pick(TEXTS)], resolved: {} },
    },
    {
      type: InteractionType.ModalSubmit,
      data: { custom_id: customId, components: [{ type: ComponentType.Label, id: 1, component: field }] },
    },
  ]);
}

test(`after ${EVENTS} hostile and malformed events the bot answers, and has sent nothing that Discord refuses`, async () => {
  const playground = await Playground.start({ botName: 'Whence' });
  const { token, apiUrl } = playground;
  const env = {
    DISCORD_TOKEN: token,
    DISCORD_API_URL: apiUrl,
    DATABASE_URL: join(freshFolder(), 'w.db'),
    LOG_LEVEL: 'error',
  };
  const bot = start('tools/bench/whenceBot.ts', [], { env });
  let complaints = '';
  bot.stderr!.on('data', (chunk) => (complaints += String(chunk)));
  let logged = '';
  // The end of it says why the last question had no answer.
  bot.stdout!.on('data', (chunk) => (logged = (logged + String(chunk)).slice(-10_000)));
  onTestFinished(async () => {
    if (bot.exitCode === null && bot.kill('SIGTERM')) await once(bot, 'exit');
    await playground.stop();
  });
  await playground.botReady();
  const people = ['ada', 'bob'].map((name) => playground.addMember(name));
  const moderator = playground.addMember('mo', { permissions: 1n << 5n });
  await playground.settled();

  /** What a refusal about a mangled event is about: it names ids that Discord never sent. */
  const spoilt = new Set<string>();
  playground.faults.mangleEvents((_name, data) => {
    if (random() < 0.5) return data;
    const { id, token: itsToken } = data as { id?: string; token?: string };
    for (const one of [id, itsToken]) if (one !== undefined) spoilt.add(one);
    const changed = mangled(data);
    const { id: wrong } = Object(changed) as { id?: unknown };
    if (typeof wrong === 'number') spoilt.add(`"message_id":${wrong}`);
    return changed;
  });
  const world = playground.world;
  for (let sent = 0; sent < EVENTS; sent += BATCH) {
    for (let index = 0; index < BATCH; index++) {
      const member = pick([...people, moderator]);
      const channel = member.channel;
      const latest = channel.messages.last;
      if (random() < 0.4) {
        const content = `${random() < 0.7 ? `<@${playground.bot.id}> ` : ''}${pick(TEXTS)}`.slice(0, 2_000);
        const message = world.post({ channel, author: member.user, parts: { content: content || 'x' } });
        if (random() < 0.2) world.edit(message, { content: pick(TEXTS).slice(0, 2_000) || 'y' });
        if (random() < 0.1) world.remove(message);
        continue;
      }
      const subject = aSubject() as InteractionSubject;
      const message = subject.type === InteractionType.MessageComponent ? latest : undefined;
      const interaction = new Interaction({ channel, user: member.user, subject, message, openedBy: undefined });
      world.interactions.add(interaction);
      world.announce({ kind: 'interaction', interaction });
    }
    await playground.settled(5);
    expect({ exitCode: bot.exitCode, complaints: bot.exitCode === null ? '' : complaints }).toEqual({
      exitCode: null,
      complaints: '',
    });
  }
  playground.faults.clear();
  const answer = await playground
    .addMember('eve')
    .asks(`@Whence ${KNOWN}`, { timeoutMs: 600_000 })
    .catch(() => undefined);
  expect({ text: answer?.text, logged }).toEqual({ text: expect.stringContaining('ChatGPT'), logged });
  // 404: what was mangled or deleted meanwhile is no longer there.
  const refused = playground.refusals.filter(
    ({ status, path, body }) =>
      status !== 404 && ![...spoilt].some((one) => path.includes(one) || JSON.stringify(body ?? '').includes(one)),
  );
  expect(refused.map(({ path, code, errors, body }) => ({ path, code, errors, body }))).toEqual([]);
});
