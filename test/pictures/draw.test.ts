import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { drawPicture, layoutPicture, measureFor } from '../../src/pictures/draw.ts';
import { COLORS } from '../../src/pictures/theme.ts';
import type { Picture } from '../../src/shared/Picture.ts';

const comparisonOf = (cells: readonly string[]): Picture => ({
  kind: 'comparison',
  title: 'Compared',
  alt: 'Compared',
  checked: '2026-11-22',
  columns: ['A', 'B'],
  rows: [{ label: 'Name', cells }],
  more: '',
});

async function pixelsOf(png: Uint8Array) {
  const image = await loadImage(Buffer.from(png));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return { width: image.width, height: image.height, data: context.getImageData(0, 0, image.width, image.height).data };
}

const hex = (data: Uint8ClampedArray, at: number): string =>
  `#${Buffer.from(data.subarray(at, at + 3)).toString('hex')}`;

test('a drawing is as large as its layout, opaque, and has the colours of the theme', async () => {
  const picture = comparisonOf(['one', 'two']);
  const { width, height, scale } = layoutPicture(picture, measureFor(picture));
  const pixels = await pixelsOf(await drawPicture(picture));
  expect([pixels.width, pixels.height]).toEqual([width * scale, height * scale]);
  const colors = new Set<string>();
  let isOpaque = true;
  for (let at = 0; at < pixels.data.length; at += 4) {
    colors.add(hex(pixels.data, at));
    isOpaque &&= pixels.data[at + 3] === 255;
  }
  expect(isOpaque).toBe(true);
  expect(hex(pixels.data, 0)).toBe(COLORS.ground);
  expect([...colors]).toEqual(expect.arrayContaining([COLORS.ground, COLORS.text, COLORS.accent, COLORS.line]));
});

test('the same picture is drawn the same', async () => {
  const picture = comparisonOf(['one', 'two']);
  expect(Buffer.from(await drawPicture(picture)).equals(await drawPicture(picture))).toBe(true);
});

test('no letter is missing: each is drawn in another way than what no font has', async () => {
  const [unknown, other] = ['\u{10FFFD}', '\u{10FFFC}'];
  const letters = Array.from('ΔωЖё语豆なカ한국ไยहदبתবமత🇩🙂🚀‑→ő₿');
  const drawn: Buffer[] = [];
  for (const letter of [unknown, other, ...letters]) {
    drawn.push(Buffer.from((await pixelsOf(await drawPicture(comparisonOf([letter, ''])))).data));
  }
  const missing = letters.filter(
    (_, index) => drawn[index + 2]!.equals(drawn[0]!) || drawn[index + 2]!.equals(drawn[1]!),
  );
  expect(missing).toEqual([]);
  expect(new Set(drawn.slice(2).map((one) => one.toString('base64'))).size).toBe(letters.length);
});
