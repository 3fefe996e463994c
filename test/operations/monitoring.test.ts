import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMetrics, mergeMetrics } from '../../src/operations/createMetrics.ts';
import { ROOT } from '../support/run.ts';

const sourceOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Metrics that the bot has: those that are counted, and the gauges in the code. */
async function known(): Promise<ReadonlySet<string>> {
  const text = await mergeMetrics([await createMetrics().read()]);
  const gauges = ['src/watch.ts', 'src/discord/startBot.ts'].map(sourceOf).join('\n');
  return new Set([...text.matchAll(/^# HELP (\S+)/gm), ...gauges.matchAll(/name: '(\w+)'/g)].map(([, name]) => name!));
}

test.each(['deploy/monitoring/grafana-dashboard.json', 'deploy/monitoring/alerts.yaml', 'docs/watching.md'])(
  '%s names only metrics that there are',
  async (path) => {
    const metrics = await known();
    const named = [...sourceOf(path).matchAll(/\b(?:whence|nodejs|process)_[a-z\d_]*[a-z\d]\b/g)].map(([name]) =>
      name.replace(/_(bucket|count|sum)$/, ''),
    );
    expect(named.length).toBeGreaterThan(10);
    expect([...new Set(named)].filter((name) => !metrics.has(name))).toEqual([]);
  },
);

test('every alert is explained', () => {
  const alerts = [...sourceOf('deploy/monitoring/alerts.yaml').matchAll(/alert: (\w+)/g)].map(([, name]) => name!);
  const explained = [...sourceOf('docs/watching.md').matchAll(/^\| `(Whence\w+)`/gm)].map(([, name]) => name!);
  expect(explained).toEqual(alerts);
});

test('every metric of ours is on the dashboard', async () => {
  const dashboard = sourceOf('deploy/monitoring/grafana-dashboard.json');
  const left = [...(await known())].filter((name) => name.startsWith('whence_') && !dashboard.includes(name));
  expect(left).toEqual([
    'whence_request_seconds',
    'whence_processes',
    'whence_cached_books',
    'whence_knowledge_answers',
    'whence_knowledge_oldest_check_days',
    'whence_gateway_ping_seconds',
    'whence_servers',
    'whence_cached_channels',
  ]);
});
