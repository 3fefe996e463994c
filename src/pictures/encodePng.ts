import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32, createDeflate } from 'node:zlib';

/** https://www.w3.org/TR/png-3/#5PNG-file-signature */
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Eight bits of red, green, blue and alpha; deflated; not interlaced. */
const FORMAT = [8, 6, 0, 0, 0];

/** Higher levels take twice as long and save a sixth (`npm run bench -- pictures`). */
const LEVEL = 3;

/**
 * A PNG, in a third of the time that a canvas takes for it, because flat colours need no filters.
 *
 * @param strips - The pixels from top to bottom, some rows at a time, so that never all of them are in memory.
 */
export async function encodePng(
  width: number,
  height: number,
  strips: Iterable<Uint8ClampedArray>,
): Promise<Uint8Array<ArrayBuffer>> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set(FORMAT, 8);
  const data = await buffer(Readable.from(rowsOf(width * 4, strips)).pipe(createDeflate({ level: LEVEL })));
  return new Uint8Array(
    Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]),
  );
}

/** Each row begins with its filter, which is none. */
function* rowsOf(length: number, strips: Iterable<Uint8ClampedArray>): Generator<Buffer, void> {
  for (const pixels of strips) {
    const count = pixels.length / length;
    const rows = Buffer.alloc(count * (length + 1));
    for (let y = 0; y < count; y++) rows.set(pixels.subarray(y * length, (y + 1) * length), y * (length + 1) + 1);
    yield rows;
  }
}

/** Its length, type, data and checksum. */
function chunk(type: string, data: Uint8Array): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, checksum]);
}
