import { expect, onTestFinished, test } from 'vitest';
import { drawPicture } from '../../src/pictures/draw.ts';
import { Pictures, type PicturesOptions } from '../../src/pictures/Pictures.ts';
import type { Picture } from '../../src/shared/Picture.ts';

const titled = (title: string): Picture => ({
  kind: 'comparison',
  title,
  alt: title,
  checked: '2026-11-22',
  columns: ['A', 'B'],
  rows: [{ label: 'Size', cells: ['1', '2'] }],
  more: '',
});

/** The first drawing loads a library. */
const BUSY_MACHINE_MS = 60_000;

const FRAGILE = new URL('workers/fragile.ts', import.meta.url);

function open(options: Omit<PicturesOptions, 'log'> = {}) {
  const faults: string[] = [];
  const note = ({ err }: { err?: Error }, text: string): void => void faults.push(`${text}: ${err?.message}`);
  const log = { error: note, warn: note, info: note, debug: () => {} };
  const pictures = new Pictures({ log, timeoutMs: BUSY_MACHINE_MS, ...options });
  onTestFinished(() => pictures.close());
  return { pictures, faults };
}

test('draws in a thread what would be drawn here', async () => {
  const { pictures, faults } = open();
  const png = await pictures.draw(titled('one'));
  expect(Buffer.from(png!).equals(await drawPicture(titled('one')))).toBe(true);
  expect(faults).toEqual([]);
});

test('draws a picture once, however often it is wanted', async () => {
  const { pictures } = open();
  const [one, same] = await Promise.all([pictures.draw(titled('one')), pictures.draw(titled('one'))]);
  expect(same).toBe(one);
  expect(await pictures.draw(titled('one'))).toBe(one);
  expect(pictures.cachedBytes).toBe(one!.byteLength);
});

test.each([
  ['dies', 'a thread exited with 7 and did not answer'],
  ['hangs', 'a thread did not answer within 1000 ms'],
  ['throws', 'thrown'],
])('leaves out a picture when the thread %s, and draws the next one', async (how, reason) => {
  const { pictures, faults } = open({ worker: FRAGILE, ...(how === 'hangs' && { timeoutMs: 1_000 }) });
  expect(await pictures.draw(titled(`this ${how}`))).toBeUndefined();
  expect(faults).toEqual([`could not draw a picture: ${reason}`]);
  if (how === 'hangs') return;
  expect(await pictures.draw(titled('the next'))).toBeInstanceOf(Uint8Array);
});

test('draws nothing once it is closed', async () => {
  const { pictures, faults } = open();
  const drawing = pictures.draw(titled('one'));
  await pictures.close();
  expect([await drawing, await pictures.draw(titled('two'))]).toEqual([undefined, undefined]);
  expect(faults).toEqual([]);
});
