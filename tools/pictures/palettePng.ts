import { crc32, deflateSync, inflateSync } from 'node:zlib';

// The format: https://www.w3.org/TR/png-3/

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 128;
/** Colours that agree in so many leading bits of each part are one: letters are drawn in hundreds of shades. */
const BITS = 4;

interface Picture {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel: red, green, blue. */
  readonly pixels: Buffer;
}

/**
 * The same picture in at most 128 colours, which takes a fraction of the bytes.
 *
 * @param png - As a browser writes it: eight bits a part, RGB or RGBA without transparency, not interlaced.
 */
export function palettePng(png: Buffer): Buffer {
  const { width, height, pixels } = decode(png);
  const { palette, indexOf } = paletteOf(pixels);
  const rows = Buffer.alloc(height * (width + 1)); // Each begins with its filter, which is 0: none.
  for (let y = 0, from = 0; y < height; y++) {
    for (let x = 0; x < width; x++, from += 3) rows[y * (width + 1) + 1 + x] = indexOf.get(bucketOf(pixels, from))!;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8); // Eight bits a pixel, out of a palette.
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const bucketOf = (pixels: Buffer, at: number): number => {
  const cut = 8 - BITS;
  return ((pixels[at]! >> cut) << (2 * BITS)) | ((pixels[at + 1]! >> cut) << BITS) | (pixels[at + 2]! >> cut);
};

/** The most frequent colour of each of the largest buckets; all others get the nearest of these. */
function paletteOf(pixels: Buffer): { palette: Buffer; indexOf: ReadonlyMap<number, number> } {
  const buckets = new Map<number, Map<number, number>>();
  for (let at = 0; at < pixels.length; at += 3) {
    const key = bucketOf(pixels, at);
    const colour = pixels.readUIntBE(at, 3);
    const colours = buckets.get(key) ?? new Map<number, number>();
    if (colours.size === 0) buckets.set(key, colours);
    colours.set(colour, (colours.get(colour) ?? 0) + 1);
  }
  const bySize = [...buckets]
    .map(([key, colours]) => {
      const [[colour]] = [...colours].toSorted((a, b) => b[1] - a[1]) as [[number, number]];
      return { key, colour, size: [...colours.values()].reduce((sum, count) => sum + count, 0) };
    })
    .toSorted((a, b) => b.size - a.size);
  const kept = bySize.slice(0, MOST_COLOURS).map(({ colour }) => colour);
  const palette = Buffer.alloc(kept.length * 3);
  for (const [index, colour] of kept.entries()) palette.writeUIntBE(colour, index * 3, 3);
  const indexOf = new Map(
    bySize.map(({ key, colour }, index) => [key, kept[index] === colour ? index : nearest(kept, colour)]),
  );
  return { palette, indexOf };
}

const parts = (of: number): [number, number, number] => [of >> 16, (of >> 8) & 0xff, of & 0xff];

function nearest(kept: readonly number[], colour: number): number {
  const [red, green, blue] = parts(colour);
  let best = 0;
  let least = Infinity;
  for (const [index, other] of kept.entries()) {
    const [r, g, b] = parts(other);
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

function decode(png: Buffer): Picture {
  let header: Buffer | undefined;
  const data: Buffer[] = [];
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const content = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = content;
    if (type === 'IDAT') data.push(content);
    at += length + 12;
  }
  const [depth, kind, , , interlaced] = header?.subarray(8) ?? [];
  if (!header || depth !== 8 || (kind !== 2 && kind !== 6) || interlaced !== 0) {
    throw new Error('This is no PNG as a browser writes it.');
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const size = kind === 6 ? 4 : 3;
  const rows = inflateSync(Buffer.concat(data));
  undoFilters(rows, width * size, height, size);
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0, to = 0; y < height; y++) {
    const row = y * (width * size + 1) + 1;
    for (let x = 0; x < width; x++, to += 3) rows.copy(pixels, to, row + x * size, row + x * size + 3);
  }
  return { width, height, pixels };
}

/** Each row begins with the number of its filter, which says what was taken away from its bytes. */
function undoFilters(rows: Buffer, stride: number, height: number, size: number): void {
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1) + 1;
    const filter = rows[start - 1];
    for (let x = 0; x < stride; x++) {
      const at = start + x;
      const left = x < size ? 0 : rows[at - size]!;
      const up = y === 0 ? 0 : rows[at - stride - 1]!;
      const corner = x < size || y === 0 ? 0 : rows[at - stride - 1 - size]!;
      const taken = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter!]!;
      rows[at] = (rows[at]! + taken) & 0xff;
    }
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
