import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { palettePng } from '../../tools/pictures/palettePng.ts';

const RED = [255, 0, 0];
const BLUE = [0, 0, 255];

/** The parts of a PNG by their names; its checksums are right. */
function partsOf(png: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  for (let at = 8; at < png.length;) {
    const end = at + 8 + png.readUInt32BE(at);
    expect(png.readUInt32BE(end)).toBe(crc32(png.subarray(at + 4, end)));
    parts.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, end));
    at = end + 4;
  }
  return parts;
}

function part(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
}

/** Two pixels wide, RGB. Rows begin with the number of their filter. */
function pngOf(rows: readonly (readonly number[])[]): Buffer {
  const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, rows.length, 8, 2, 0, 0, 0]);
  const data = deflateSync(Buffer.from(rows.flat()));
  return Buffer.concat([Buffer.alloc(8), part('IHDR', header), part('IDAT', data)]);
}

test.each([
  ['none', [0, ...RED, ...BLUE]],
  ['left', [1, ...RED, 1, 0, 255]],
  ['up', [2, 0, 0, 0, ...BLUE.map((value, at) => (value - RED[at]!) & 0xff)]],
  ['mean', [3, 128, 0, 0, 1, 0, 255]],
  ['Paeth', [4, 0, 0, 0, 1, 0, 255]],
])('keeps every pixel, whatever a row was filtered by: %s', (_what, row) => {
  const parts = partsOf(palettePng(pngOf([[0, ...RED, ...RED], row])));
  const palette = parts.get('PLTE')!;
  const shown = [...inflateSync(parts.get('IDAT')!)];
  const colourOf = (index: number): number[] => [...palette.subarray(index * 3, index * 3 + 3)];
  expect([1, 2, 4, 5].map((at) => colourOf(shown[at]!))).toEqual([RED, RED, RED, BLUE]);
  expect([...parts.get('IHDR')!]).toEqual([0, 0, 0, 2, 0, 0, 0, 2, 8, 3, 0, 0, 0]);
});

test('takes no other format for one that it knows', () => {
  const grey = Buffer.concat([Buffer.alloc(8), part('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]))]);
  expect(() => palettePng(grey)).toThrow('no PNG as a browser writes it');
});
