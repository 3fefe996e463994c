import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { cachedOnDisk, hashFiles } from '../../src/shared/diskCache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whence-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

const value = {
  title: 'ChatGPT – “the app”',
  byId: new Map([['gpt-4', { released: '2023-03-14', others: new Set([1, 2]) }]]),
  weights: Float32Array.of(0.1, 0.2),
  places: Int32Array.of(3, -1),
};

/** Keeps the value, and says whether it had to be computed. */
async function fetch(key = 'a', name = 'thing'): Promise<'computed' | 'kept'> {
  let how: 'computed' | 'kept' = 'kept';
  const found = await cachedOnDisk({ folder, name, key }, async () => {
    how = 'computed';
    return value;
  });
  expect(found).toEqual(value);
  return how;
}

const onlyFile = (): string => {
  const [name, ...others] = readdirSync(folder);
  expect(others).toEqual([]);
  return join(folder, name!);
};

test('what was computed once is read from then on', async () => {
  expect([await fetch(), await fetch(), await fetch()]).toEqual(['computed', 'kept', 'kept']);
});

test('another key is another value', async () => {
  expect([await fetch('a'), await fetch('b'), await fetch('a')]).toEqual(['computed', 'computed', 'kept']);
});

test.each<[string, (content: Buffer) => Buffer]>([
  ['empty', () => Buffer.of()],
  ['no file of ours', () => Buffer.from('hello')],
  ['longer by a byte', (content) => Buffer.concat([content, Buffer.of(0)])],
])('a file that is %s is computed anew and put right', async (_, damaged) => {
  await fetch();
  writeFileSync(onlyFile(), damaged(readFileSync(onlyFile())));
  expect([await fetch(), await fetch()]).toEqual(['computed', 'kept']);
});

test('a wrong bit in any byte, or a byte too few, is noticed', async () => {
  await fetch();
  const whole = readFileSync(onlyFile());
  const damaged = Array.from(whole, (_, index) => {
    const content = Buffer.from(whole);
    content[index]! ^= 1 << (index % 8);
    return [content, whole.subarray(0, index)];
  });
  for (const content of damaged.flat()) {
    writeFileSync(onlyFile(), content);
    expect(await fetch()).toBe('computed');
  }
});

test('where the folder cannot be made the value is computed each time', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const inFile = { folder: join(file, 'cache'), name: 'thing', key: 'a' };
  expect([await cachedOnDisk(inFile, async () => 1), await cachedOnDisk(inFile, async () => 2)]).toEqual([1, 2]);
});

test('what cannot be kept is returned all the same', async () => {
  const withFunction = { call: () => 1 };
  expect(await cachedOnDisk({ folder, name: 'thing', key: 'a' }, async () => withFunction)).toBe(withFunction);
  expect(readdirSync(folder)).toEqual([]);
});

test('a failure is passed on and nothing is kept', async () => {
  const failing = cachedOnDisk({ folder, name: 'thing', key: 'a' }, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await fetch()).toBe('computed');
});

test('files of a name that are unused for longest make room, and what a killed process left behind is among them', async () => {
  writeFileSync(join(folder, 'thing-0.bin.half-written'), 'x');
  utimesSync(join(folder, 'thing-0.bin.half-written'), 1, 1);
  await fetch('a', 'other');
  for (let key = 0; key < 12; key++) await fetch(String(key));
  const files = readdirSync(folder);
  expect(files.filter((name) => name.startsWith('thing-'))).toHaveLength(4);
  expect(files).not.toContain('thing-0.bin.half-written');
  expect(await fetch('a', 'other')).toBe('kept');
  expect(await fetch('11')).toBe('kept');
});

test('what is used again and again stays, however many are written meanwhile', async () => {
  await fetch('a');
  const file = onlyFile();
  for (let key = 0; key < 6; key++) {
    // As if it had been written long before the others.
    utimesSync(file, 1, 1);
    expect(await fetch('a')).toBe('kept');
    await fetch(String(key));
  }
});

test('processes that compute the same at once all get it, and leave one file', async () => {
  const script = `
    import { cachedOnDisk } from ${JSON.stringify(join(import.meta.dirname, '../../src/shared/diskCache.ts'))};
    const entry = { folder: ${JSON.stringify(folder)}, name: 'thing', key: 'a' };
    const value = await cachedOnDisk(entry, async () => new Array(100_000).fill('text'));
    console.log(value.length, value.at(-1));
  `;
  const runs = Array.from({ length: 4 }, () =>
    promisify(execFile)(process.execPath, ['--input-type=module-typescript', '-e', script]),
  );
  expect((await Promise.all(runs)).map(({ stdout }) => stdout)).toEqual(Array(4).fill('100000 text\n'));
  onlyFile();
});

test('the hash of files changes with their contents and names, and with nothing else', () => {
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write('a.txt', 'one');
  write('b.txt', 'two');
  const before = hashFiles([folder]);
  utimesSync(join(folder, 'a.txt'), 1, 1);
  expect(hashFiles([folder])).toBe(before);
  expect(hashFiles([join(folder, 'a.txt')])).not.toBe(hashFiles([join(folder, 'b.txt')]));

  write('a.txt', 'onet');
  write('b.txt', 'wo');
  expect(hashFiles([folder])).not.toBe(before);
  write('a.txt', 'one');
  write('b.txt', 'two');
  expect(hashFiles([folder])).toBe(before);
  write('c.txt', '');
  expect(hashFiles([folder])).not.toBe(before);
});
