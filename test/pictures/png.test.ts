import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { encodePng } from '../../src/pictures/png.ts';
import { COLORS } from '../../src/pictures/theme.ts';

/** All pixels of a picture that was encoded in strips of so many rows. */
async function decoded(width: number, pixels: Uint8ClampedArray<ArrayBuffer>, rows: number) {
  const strips: Uint8ClampedArray[] = [];
  for (let from = 0; from < pixels.length; from += rows * width * 4) {
    strips.push(pixels.slice(from, from + rows * width * 4));
  }
  const height = pixels.length / 4 / width;
  const image = await loadImage(Buffer.from(await encodePng(width, height, strips)));
  expect([image.width, image.height]).toEqual([width, height]);
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}

test('the colours of the theme stay as they are, wherever a strip ends', async () => {
  const colours = Object.values(COLORS);
  const hex = Array.from({ length: 3 * 70 }, (_, at) => `${colours[at % colours.length]!.slice(1)}ff`).join('');
  const pixels = Uint8ClampedArray.from(Buffer.from(hex, 'hex'));
  expect(await decoded(3, pixels, 32)).toEqual(pixels);
});

test('more shades than a palette holds become the nearest of its colours', async () => {
  const [width, height] = [64, 64];
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at++) {
    pixels.set([at % width, Math.floor(at / width) * 4, 128], at * 4);
  }
  const seen = await decoded(width, pixels, 10);
  const furthest = Math.max(...seen.map((part, index) => Math.abs(part - pixels[index]!)));
  expect(furthest).toBeLessThan(64);
  expect(
    new Set(Array.from({ length: width * height }, (_, at) => seen.slice(at * 4, at * 4 + 3).join())).size,
  ).toBeLessThanOrEqual(256);
});
