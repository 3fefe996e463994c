import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const dockerfile = readFileSync(new URL('deploy/Dockerfile', root), 'utf8');

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

// With five attempts, a machine that was started while Discord was away stayed without its bot. With one every ten seconds, a
// bot that Discord turns away used up the 1,000 sessions of a day.
test('the unit tries again for ever, at a pace that leaves sessions for the day', () => {
  const unit = readFileSync(new URL('deploy/whence.service', root), 'utf8');
  const setting = (name: string): number => Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(unit)?.[1]);
  expect(setting('StartLimitIntervalSec')).toBe(0);
  expect((24 * 60 * 60) / setting('RestartSec')).toBeLessThan(1_000);
});
