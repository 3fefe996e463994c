import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { run, start, untilPrinted } from '../support/run.ts';
import { BACKENDS, openTestStore } from '../support/stores.ts';
import { ADA, add, GUILD, OTHER_GUILD } from './examples.ts';

const WRITE = 'test/store/processes/write.ts';
const WATCH = 'test/store/processes/watch.ts';

/** Ended with the test, whatever comes of it. */
function startProcess(file: string, args: readonly string[]): ChildProcess {
  const child = start(file, args);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Two seconds on a quiet machine; PostgreSQL's clients would look by themselves after 30. */
const NOTICED_MS = 20_000;

describe.each(BACKENDS)('several processes on $name', ({ freshUrl }) => {
  test('four that start on a fresh database all find it made', async () => {
    const url = await freshUrl();
    const guilds = ['1', '2', '3', '4'];
    const runs = await Promise.all(guilds.map((guildId) => run(WRITE, [url, guildId, '3'])));
    expect(runs.map(({ code, stderr }) => ({ code, stderr }))).toEqual(guilds.map(() => ({ code: 0, stderr: '' })));
    const store = await openTestStore(url);
    for (const guildId of guilds) expect(await store.history(guildId, 'left')).toHaveLength(3);
    expect(await store.revision()).toBe(12);
  });

  test('a change in one is heard of in the others without being asked', async () => {
    const url = await freshUrl();
    const store = await openTestStore(url);
    const other = startProcess(WATCH, [url]);
    await untilPrinted(other, /watching/);
    const heard = untilPrinted(other, new RegExp(`changed ${GUILD}\n`));
    const wroteAt = Date.now();
    await store.write(GUILD, [add('rules')], ADA);
    await heard;
    expect(Date.now() - wroteAt).toBeLessThan(NOTICED_MS);

    const heardHere = Promise.withResolvers<readonly string[]>();
    await store.watch(heardHere.resolve);
    const beganAt = Date.now();
    const wrote = untilPrinted(startProcess(WRITE, [url, OTHER_GUILD, '1']), /wrote 1/).then(() => Date.now());
    expect(await heardHere.promise).toEqual([OTHER_GUILD]);
    expect(Date.now() - Math.max(await wrote, beganAt)).toBeLessThan(NOTICED_MS);
    other.stdin?.end();
    await once(other, 'close');
  });

  test('what one acknowledged before it was killed is there, and nothing by half', async () => {
    const url = await freshUrl();
    const store = await openTestStore(url);
    let wereCutShort = 0;
    for (let round = 0; round < 2; round += 1) {
      const guildId = `guild-${round}`;
      const child = startProcess(WRITE, [url, guildId, '200']);
      let printed = '';
      child.stdout?.setEncoding('utf8').on('data', (text: string) => (printed += text));
      const closed = once(child, 'close');
      await untilPrinted(child, new RegExp(`wrote ${Math.ceil(Math.random() * 150)}\n`));
      await sleep(Math.random() * 5);
      child.kill('SIGKILL');
      await closed;
      const acknowledged = Number(/wrote (\d+)\n[^\n]*$/.exec(printed)?.[1]);
      // A server may still be finishing the last write of a client that is gone.
      const [left, right] = await eventually(async () => {
        const both = [await store.history(guildId, 'left'), await store.history(guildId, 'right')] as const;
        expect(both[0]).toHaveLength(both[1].length);
        return both;
      });
      // One more may have reached the disk before it could be acknowledged.
      expect([acknowledged, acknowledged + 1]).toContain(left.length);
      expect(left.map(({ content, version }) => [content?.title, content?.body.length, version])).toEqual(
        left.map((_, index) => [`version ${left.length - index}`, 2_000, left.length - index]),
      );
      expect(right.map(({ content }) => content)).toEqual(left.map(({ content }) => content));
      expect((await store.current(guildId)).map(({ version }) => version)).toEqual([left.length, left.length]);
      if (acknowledged < 200) wereCutShort += 1;
    }
    expect(wereCutShort).toBeGreaterThan(0);
  });
});
