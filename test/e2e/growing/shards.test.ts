import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Guild, Playground } from 'discord-playground';
import { expect, onTestFinished, test } from 'vitest';
import { SHARDS_ON_FILE } from '../../../src/operations/strings.ts';
import { KNOWN } from '../../support/bot.ts';
import { eventually } from '../../support/eventually.ts';
import { start, untilPrinted } from '../../support/run.ts';
import { freshFolder, hasPostgres, openTestStore, POSTGRES } from '../../support/stores.ts';

/**
 * The id of a server on the next shard, by Discord's formula:
 * https://discord.com/developers/docs/events/gateway#sharding-sharding-formula
 */
const idOnNextShard = ({ id }: Guild): string => String((((BigInt(id) >> 22n) + 1n) << 22n) | 0x3fffffn);

/** A playground with a server for each of so many shards. */
async function startPlayground(
  shards: number,
  { maxConcurrency = 1 } = {},
): Promise<{ playground: Playground; guilds: Guild[] }> {
  const playground = await Playground.start({ botName: 'Whence', shards, maxConcurrency });
  onTestFinished(async () => {
    await playground.stop();
    expect(playground.refusals).toEqual([]);
  });
  const guilds = [playground.guild];
  while (guilds.length < shards) guilds.push(playground.addGuild('Another', idOnNextShard(guilds.at(-1)!)));
  return { playground, guilds };
}

function startBot(playground: Playground, env: Record<string, string>): ChildProcess {
  const { token, apiUrl } = playground;
  const child = start('src/index.ts', [], { env: { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, ...env } });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'close');
  });
  return child;
}

const askIn = (playground: Playground, guild: Guild) =>
  playground.addMember('ada', { guild }).asks(`@Whence ${KNOWN}`, { timeoutMs: 30_000 });

/** Ids of the processes in which shards are ready, as the log tells. */
const shardPids = (printed: string): number[] =>
  [...printed.matchAll(/"pid":(\d+).*"shards":\[\d+\].*"msg":"ready"/g)].map(([, pid]) => Number(pid));

test(
  'SHARDS=auto starts as many processes as this Discord recommends, and each answers its servers',
  { timeout: 300_000 },
  async () => {
    const { playground, guilds } = await startPlayground(2);
    // The parent's request, and that of the first shard, which then takes longer to connect than the next one.
    for (const ms of [0, 6_000]) playground.faults.delayNext({ ms, path: /\/gateway\/bot$/ });
    const child = startBot(playground, { SHARDS: 'auto', DATABASE_URL: join(freshFolder(), 'whence.db'), PORT: '0' });
    // Each process writes for itself, so the lines may be in any order.
    const printed = await untilPrinted(child, /(?=[^]*all shards are ready)(?:[^]*"msg":"ready"){2}/);
    expect(new Set(shardPids(printed)).size).toBe(2);
    expect(playground.identifies).toEqual({ accepted: 2, tooSoon: 0 });
    for (const guild of guilds) expect((await askIn(playground, guild)).text).not.toBe('');

    // One address says how all of them are, and what they have done together.
    const url = /"url":"(http:[^"]+)","msg":"serving/.exec(printed)![1]!;
    const { isReady, parts } = (await (await fetch(`${url}/readyz`)).json()) as { isReady: boolean; parts: object };
    expect({ isReady, parts: Object.keys(parts) }).toEqual({
      isReady: true,
      parts: [0, 1].flatMap((id) => ['gateway', 'store', 'knowledge'].map((part) => `shard ${id} ${part}`)),
    });
    const metrics = (await (await fetch(`${url}/metrics`)).text()).split('\n');
    expect(metrics).toContain('whence_shards 2');
    expect(metrics).toContain('whence_questions_total{decision="answer",way="mention"} 2');
    expect(metrics.filter((line) => /null|undefined/.test(line))).toEqual([]);

    // A shard that hangs is named; one that is killed comes back.
    const [first] = shardPids(printed);
    process.kill(first!, 'SIGSTOP');
    const hanging = await fetch(`${url}/readyz`);
    expect(hanging.status).toBe(503);
    expect(Object.keys(((await hanging.json()) as { parts: object }).parts)).toHaveLength(4);
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(
      /^whence_ready\{part="shard 0 process"\} 0\n(?:[^]*)^whence_ready\{part="shard 1 gateway"\} 1$/m,
    );
    const again = untilPrinted(child, /a shard ended; starting it again(.|\n)*"msg":"ready"/);
    process.kill(first!, 'SIGKILL');
    await again;
    for (const guild of guilds) expect((await askIn(playground, guild)).text).not.toBe('');

    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
    await eventually(() => expect(shardPids(printed).filter(isRunning)).toEqual([]));
  },
);

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('when a shard cannot start, its reason is printed and nothing keeps running', { timeout: 300_000 }, async () => {
  const { playground } = await startPlayground(1);
  const child = startBot(playground, {
    SHARDS: '2',
    MESSAGE_CONTENT: 'true',
    DATABASE_URL: join(freshFolder(), 'whence.db'),
  });
  let printed = '';
  child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  expect(await once(child, 'close')).toEqual([1, null]);
  expect(printed).toMatch(/^[^\n]*MESSAGE_CONTENT[^\n]*\nShard 0 ended before it was ready\.[^\n]*\n$/);
});

test('a part of the shards with a database of its own is warned of', { timeout: 300_000 }, async () => {
  const { playground } = await startPlayground(2);
  const env = { SHARD_COUNT: '2', SHARD_LIST: '0', DATABASE_URL: join(freshFolder(), 'whence.db'), PORT: '0' };
  const warnings = /"level":40.*\n/;
  expect(warnings.exec(await untilPrinted(startBot(playground, env), warnings))![0]).toContain(SHARDS_ON_FILE);
});

test.skipIf(!hasPostgres)(
  'two machines with one PostgreSQL identify one after the other, answer their servers, and hear what others write',
  { timeout: 300_000 },
  async () => {
    const { playground, guilds } = await startPlayground(2);
    const url = await POSTGRES.freshUrl();
    // Both at once, on hosts that Kubernetes has named.
    const machines = [0, 1].map((id) =>
      startBot(playground, { SHARD_COUNT: '2', DATABASE_URL: url, HOSTNAME: `whence-${id}` }),
    );
    await Promise.all(machines.map((machine) => untilPrinted(machine, /"msg":"ready"/)));
    // The playground, like Discord, turns away whoever identifies within five seconds of another.
    expect(playground.identifies).toEqual({ accepted: 2, tooSoon: 0 });
    const people = guilds.map((guild) => playground.addMember('ada', { guild }));
    for (const ada of people) {
      const reply = await ada.asks(`@Whence ${KNOWN}`, { timeoutMs: 30_000 });
      expect(reply.text).not.toContain('Ask in #models.');
    }

    const store = await openTestStore(url);
    const content = { title: 'Models', questions: [KNOWN], body: 'Ask in #models.', sources: [] };
    const change = { answerId: 'chatgpt-base-model', kind: 'add', content, expectedVersion: 0 } as const;
    for (const { id } of guilds) await store.write(id, [change], { id: '1', name: 'mo' });
    // Each hears of it at once, and corrects what it has said.
    for (const ada of people) {
      await eventually(() => expect(ada.sees().at(-1)?.text).toContain('Ask in #models.'));
    }
  },
);

test.skipIf(!hasPostgres)(
  'machines that start at once identify two shards at a time where Discord allows that, and no more',
  { timeout: 300_000 },
  async () => {
    const { playground, guilds } = await startPlayground(4, { maxConcurrency: 2 });
    const url = await POSTGRES.freshUrl();
    const machines = ['0-1', '2-3'].map((shards) =>
      startBot(playground, { SHARD_COUNT: '4', SHARD_LIST: shards, DATABASE_URL: url, PORT: '0' }),
    );
    await Promise.all(machines.map((machine) => untilPrinted(machine, /"msg":"ready"/)));
    expect(playground.identifies).toEqual({ accepted: 4, tooSoon: 0 });
    for (const guild of guilds) expect((await askIn(playground, guild)).text).not.toBe('');
  },
);
