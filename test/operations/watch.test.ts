import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Playground } from 'discord-playground';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createMetrics, mergeMetrics } from '../../src/operations/createMetrics.ts';
import { healthOf, mergeHealth, startWatchServer } from '../../src/operations/watchServer.ts';
import { KNOWN } from '../support/bot.ts';
import { fixtureCheckout } from '../support/fixtureBook.ts';
import { ROOT, start } from '../support/run.ts';
import { freshFolder } from '../support/stores.ts';

interface Process {
  readonly child: ChildProcess;
  readonly playground: Playground;
  /** What it has logged, one object per line. */
  readonly log: () => readonly Record<string, unknown>[];
  readonly url: string;
}

type End = () => void | Promise<void>;
type OnEnd = (end: End) => void;

interface Setting {
  /** The checkout. Default: this one. */
  readonly cwd?: string;
  readonly more?: Readonly<Record<string, string>>;
  readonly onEnd?: OnEnd;
}

/** The program as operators start it, on a playground in this process. */
async function startProgram({ cwd = ROOT, more = {}, onEnd = onTestFinished }: Setting): Promise<Process> {
  const playground = await Playground.start({ botName: 'Whence' });
  const { token, apiUrl } = playground;
  const env = {
    DISCORD_TOKEN: token,
    DISCORD_API_URL: apiUrl,
    DATABASE_URL: join(freshFolder(onEnd), 'w.db'),
    PORT: '0',
  };
  const child = start('src/index.ts', [], { env: { ...env, LOG_LEVEL: 'debug', ...more }, cwd });
  let printed = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (printed += text));
  onEnd(async () => {
    if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit');
    await playground.stop();
  });
  const log = (): Record<string, unknown>[] =>
    printed
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  await vi.waitUntil(() => log().some(({ msg }) => msg === 'ready'), { timeout: 100_000 });
  const served = log().find(({ msg }) => msg === 'serving /healthz, /readyz and /metrics');
  return { child, playground, log, url: served!['url'] as string };
}

const textAt = async (url: string): Promise<string> => (await fetch(url)).text();

/** Words of what was said to it. */
const ASKED = /chatgpt based|came before|good morning/;

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: unknown }[];
}

interface Collector {
  readonly url: string;
  readonly received: { readonly path: string; readonly json: string }[];
}

/** A collector on this machine, and what it has got: https://opentelemetry.io/docs/specs/otlp/#otlphttp */
async function startCollector(onEnd: OnEnd): Promise<Collector> {
  const received: Collector['received'] = [];
  const take = async (request: IncomingMessage): Promise<void> => {
    received.push({ path: request.url!, json: await textOf(request) });
  };
  const server = createServer((request, response) => void take(request).then(() => response.end('{}')));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onEnd(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

const spansIn = (received: readonly { readonly json: string }[]): Span[] =>
  received.flatMap(({ json }) =>
    (JSON.parse(json) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }).resourceSpans.flatMap(
      ({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans),
    ),
  );

describe('a program that is watched', () => {
  let program: Process;
  let collector: Collector;
  const ends: End[] = [];
  const onEnd: OnEnd = (end) => void ends.unshift(end);
  beforeAll(async () => {
    collector = await startCollector(onEnd);
    const more = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '100' };
    program = await startProgram({ more, onEnd });
    const { playground } = program;
    await playground.addMember('bob', { guild: playground.addGuild('Elsewhere') }).says('good morning everyone');
    const ada = playground.addMember('ada');
    await ada.asks('@Whence what came before gpt-4o?');
    await ada.runs('ask', { question: KNOWN });
    await playground.settled();
  });

  // Also when it did not become ready.
  afterAll(async () => {
    for (const end of ends) await end();
  });

  test('says that it is ready and what it has done, without its token and without a question', async () => {
    const { playground, url, log } = program;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await textAt(`${url}/healthz`)).toBe('ok\n');
    expect(JSON.parse(await textAt(`${url}/readyz`))).toEqual({
      isReady: true,
      parts: {
        gateway: { isReady: true, detail: '2 servers' },
        store: { isReady: true, detail: expect.stringMatching(/^revision \d+$/) },
        knowledge: { isReady: true, detail: expect.stringMatching(/^\d+ answers$/) },
      },
    });
    // Counted once Discord has confirmed the reply, which ada sees before.
    await expect
      .poll(() => textAt(`${url}/metrics`), { timeout: 60_000 })
      .toContain('whence_interactions_total{outcome="done"} 1');
    const metrics = await textAt(`${url}/metrics`);
    for (const line of [
      'whence_questions_total{decision="answer",way="mention"} 1',
      'whence_questions_total{decision="answer",way="command"} 1',
      'whence_reply_seconds_count 1',
      'whence_gateway_events_total{type="MESSAGE_CREATE"} ',
      'whence_gateway_connections_total{what="ready"} 1',
      'whence_requests_total{status="200"} ',
      'whence_shards_connected 1',
      'whence_ready{part="gateway"} 1',
      'whence_store_queries_total{outcome="done"} ',
      'whence_cache_bytes{cache="books"} ',
      'whence_knowledge_overdue ',
      'whence_knowledge_oldest_check_days ',
      'nodejs_eventloop_lag_p99_seconds ',
    ]) {
      expect(metrics).toContain(line);
    }
    const everything = metrics + JSON.stringify(log());
    expect(everything).not.toContain(playground.token);
    expect(everything).not.toMatch(ASKED);
  });

  test('sends a collector a trace of each question with its statements, requests and drawing, without its text', async () => {
    const { child, playground } = program;
    const { received } = collector;
    // What is left at the end is given two seconds, and a busy machine may need more.
    const names = (): string[] => spansIn(received).map(({ name }) => name);
    await expect.poll(names, { timeout: 60_000 }).toEqual(expect.arrayContaining(['message', 'interaction']));
    child.kill('SIGTERM');
    await once(child, 'exit');

    expect(new Set(received.map(({ path }) => path))).toEqual(new Set(['/v1/traces']));
    const everything = received.map(({ json }) => json).join('\n');
    expect(everything).toContain('"stringValue":"whence"');
    expect(everything).not.toMatch(ASKED);
    expect(everything).not.toContain(playground.token);
    const spans = spansIn(received);
    const traces = spans.filter(({ name }) => name === 'message' || name === 'interaction');
    // What was passed over makes none, though the settings of its server were read.
    expect(traces.map(({ name }) => name).toSorted()).toEqual(['interaction', 'message']);
    const partsOf = (trace: Span): Span[] => spans.filter(({ parentSpanId }) => parentSpanId === trace.spanId);
    for (const trace of traces) {
      const parts = partsOf(trace);
      expect(new Set(parts.map(({ name }) => name))).toEqual(
        new Set(trace.name === 'message' ? ['store', 'question', 'request', 'draw'] : ['question', 'request']),
      );
      expect(new Set(parts.map(({ traceId }) => traceId))).toEqual(new Set([trace.traceId]));
      expect(parts.find(({ name }) => name === 'question')!.attributes).toEqual([
        { key: 'decision', value: { stringValue: 'answer' } },
        { key: 'way', value: { stringValue: trace.name === 'message' ? 'mention' : 'command' } },
      ]);
    }
  });
});

test(
  'a broken knowledge file is named on SIGHUP and the old set kept; a good one is taken over',
  { timeout: 300_000 },
  async () => {
    const checkout = await fixtureCheckout();
    const { child, playground, log } = await startProgram({ cwd: checkout });
    const ada = playground.addMember('ada');
    const file = join(checkout, 'knowledge/answers/what-is-rlhf.md');
    const before = await readFile(file, 'utf8');
    const title = /^title: (.+)$/m.exec(before)![1]!;

    await writeFile(file, before.replace(/^title: .+$/m, 'titel: oops'));
    child.kill('SIGHUP');
    await expect.poll(() => log().at(-1)?.['msg'], { timeout: 100_000 }).toContain('kept the knowledge');
    expect(log().at(-1)).toMatchObject({ level: 50, fault: expect.stringContaining('what-is-rlhf.md:') });
    expect((await ada.asks('@Whence what is rlhf')).text).toContain(title);

    await writeFile(file, before.replace(/^title: .+$/m, 'title: What is RLHF, again?'));
    child.kill('SIGHUP');
    await expect.poll(() => log().some(({ msg }) => msg === 'reloaded the knowledge'), { timeout: 100_000 }).toBe(true);
    // By a command: a second mention would get a link to the first answer.
    expect((await ada.runs('ask', { question: 'what is rlhf?' })).text).toContain('What is RLHF, again?');
  },
);

/** How late one process's event loop is, as prom-client gives it. */
const lag = (value: number) => ({
  name: 'lag',
  help: 'Lag.',
  type: 'gauge',
  aggregator: 'average',
  values: [{ value, labels: {} }],
});

test('metrics of several processes are added up, ages and delays are not', async () => {
  const processes = [createMetrics(), createMetrics()];
  for (const [index, metrics] of processes.entries()) {
    metrics.count('question', ['answer', 'mention'], 0.001);
    metrics.count('store', ['failed'], 0.002);
    metrics.addGauges([
      { name: 'servers', help: 'Servers.', read: () => 10 },
      { name: 'age', help: 'Age.', merge: 'max', read: () => 5 + index },
    ]);
  }
  // As it goes from one process to another.
  const data = await Promise.all(processes.map(async (one) => structuredClone(await one.read())));
  const text = await mergeMetrics(data);
  for (const line of [
    'whence_questions_total{decision="answer",way="mention"} 2',
    'whence_match_seconds_count 2',
    'whence_store_queries_total{outcome="failed"} 2',
    'servers 20',
    'age 6',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
  expect(await mergeMetrics([[lag(9)], [lag(1)]])).toMatch(/^lag 9$/m);
});

test('one part that does not work makes the whole not ready, and is named', async () => {
  const server = await startWatchServer({
    host: '127.0.0.1',
    port: 0,
    health: async () =>
      mergeHealth({
        'shard 0': { store: { isReady: true, detail: 'revision 3' } },
        'shard 1': { store: await healthOf(() => Promise.reject(new Error('the disk is gone'))) },
      }),
    metrics: () => Promise.reject(new Error('no')),
    onFault: () => {},
  });
  onTestFinished(() => server.stop());
  const response = await fetch(`${server.url}/readyz`);
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({
    isReady: false,
    parts: {
      'shard 0 store': { isReady: true, detail: 'revision 3' },
      'shard 1 store': { isReady: false, detail: 'the disk is gone' },
    },
  });
  expect((await fetch(`${server.url}/metrics`)).status).toBe(500);
  expect((await fetch(`${server.url}/metrics`, { method: 'POST' })).status).toBe(405);
  expect((await fetch(`${server.url}/etc/passwd`)).status).toBe(404);
});

test('a port that is taken costs the bot nothing but being watched, and says so', async () => {
  const options = { host: '127.0.0.1', health: async () => ({}), metrics: async () => '', onFault: () => {} };
  const first = await startWatchServer({ ...options, port: 0 });
  onTestFinished(() => first.stop());
  await expect(startWatchServer({ ...options, port: Number(new URL(first.url).port) })).rejects.toMatchObject({
    code: 'port-in-use',
  });
  await expect(startWatchServer({ ...options, host: '203.0.113.1', port: 0 })).rejects.toMatchObject({
    code: 'bad-config',
    message: expect.stringContaining('HOST'),
  });
});
