import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { parseConfig } from '../../src/config.ts';

const root = new URL('../../', import.meta.url);
const dockerfile = readFileSync(new URL('deploy/Dockerfile', root), 'utf8');

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
  readonly periodSeconds: number;
  readonly failureThreshold?: number;
}

interface Workload {
  readonly spec?: { readonly template?: { readonly spec: { readonly containers: readonly Container[] } } };
}

interface Container extends Record<'startupProbe' | 'readinessProbe' | 'livenessProbe', Probe> {
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
}

// Node keeps compiled modules for each user. Compiled as root, they were of no use to the bot, which started twice as slowly.
test('the image is compiled by the user that runs it, and what it compiles exists', () => {
  const [build, run] = dockerfile.split(/^FROM .*$/m).slice(1) as [string, string];
  const compiling = build.slice(0, build.indexOf('RUN node '));
  expect(/^USER (\w+)$/m.exec(compiling)?.[1]).toBe(/^USER (\w+)$/m.exec(run)?.[1]);
  const [, list] = /-e "\[([^\]]+)\]/.exec(build)!;
  const files = [...list!.matchAll(/'([^']+)'/g)].map(([, file]) => `src/${file}.ts`);
  expect(files.filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
  expect(files.length).toBeGreaterThan(1);
});

// Compose passes on the empty variables of a copied .env.example. They would take the place of the image's: interactions over
// HTTP were not reachable from outside of the container.
test.each(['compose.yaml', 'compose.postgres.yaml'])(
  'an empty variable in .env does not undo the image, with %s',
  (file) => {
    const compose = parse(readFileSync(new URL(`deploy/${file}`, root), 'utf8')) as {
      services: { bot: { environment: Record<string, unknown> } };
    };
    const [, image] = /^ENV ((?:.*\\\n)*.*)$/m.exec(dockerfile)!;
    const names = [...image!.matchAll(/([A-Z_]+)=/g)].map(([, name]) => name);
    expect(names).toContain('INTERACTIONS_HOST');
    expect(Object.keys(compose.services.bot.environment)).toEqual(expect.arrayContaining(names));
  },
);

// Without a time of its own to start, a pod was killed in the middle of migrating a large database, and again each time.
test('every pod has ten minutes to migrate the database, and asks for its health at a port that it opens', () => {
  const containers = ['shards', 'http'].flatMap((file) =>
    parseAllDocuments(readFileSync(new URL(`deploy/kubernetes/${file}.yaml`, root), 'utf8')).flatMap(
      (document) => (document.toJS() as Workload).spec?.template?.spec.containers ?? [],
    ),
  );
  expect(containers).toHaveLength(2);
  for (const { ports, startupProbe, readinessProbe, livenessProbe } of containers) {
    expect(startupProbe.periodSeconds * startupProbe.failureThreshold!).toBe(600);
    for (const { httpGet } of [startupProbe, readinessProbe, livenessProbe]) {
      expect(['/healthz', '/readyz']).toContain(httpGet.path);
      expect([3210, 3211]).toContain(ports.find(({ name }) => name === httpGet.port)?.containerPort);
    }
  }
});

// Empty, it made each of these pods another bot on the gateway, which answered messages a second time.
test('the pods for interactions do not start before they have a public key', () => {
  const [configuration] = parseAllDocuments(readFileSync(new URL('deploy/kubernetes/http.yaml', root), 'utf8'));
  const { data } = configuration!.toJS() as { data: Record<string, string> };
  expect(() => parseConfig({ DISCORD_TOKEN: 'token', ...data })).toThrow('DISCORD_PUBLIC_KEY');
});

// With five attempts, a machine that was started while Discord was away stayed without its bot. With one every 100 seconds,
// so that the sessions of a day last, a single crash cost all servers nearly two minutes; now GatewayCare makes them last.
test('the unit starts a bot that has failed again within seconds, for ever', () => {
  const unit = readFileSync(new URL('deploy/whence.service', root), 'utf8');
  const setting = (name: string): number => Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(unit)?.[1]);
  expect(setting('StartLimitIntervalSec')).toBe(0);
  expect(setting('RestartSec')).toBeLessThanOrEqual(5);
});
