import { createHash, hash, randomUUID } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultDeserializer, DefaultSerializer } from 'node:v8';
import { crc32 } from 'node:zlib';

/** Beside the packages: git ignores it, `npm ci` empties it, and an image that contains it can run read-only. */
const CACHE_FOLDER = fileURLToPath(new URL('../../node_modules/.cache/whence', import.meta.url));

/** About 17 MB each: the live knowledge, the one for tests, and those of other branches. */
const MOST_FILES = 4;

/**
 * Returns a value that an earlier process computed, or computes it and keeps it for later processes. Processes may do so
 * at the same time. A damaged file, or one from another version of Node, is ignored.
 *
 * @param entry - `name` begins the name of the file, `key` changes with everything that the value depends on.
 * @param compute - Its value must be plain data: objects, arrays, maps, sets, typed arrays, strings, numbers.
 */
export async function cachedOnDisk<T>(
  { folder = CACHE_FOLDER, name, key }: { readonly folder?: string; readonly name: string; readonly key: string },
  compute: () => Promise<T>,
): Promise<T> {
  const runtime = `${process.version} ${process.arch}`;
  const file = join(folder, `${name}-${hash('sha256', `${key} ${runtime}`).slice(0, 32)}.bin`);
  const kept = read(file);
  if (kept !== undefined) {
    markUsed(file);
    return kept as T;
  }
  const value = await compute();
  try {
    mkdirSync(folder, { recursive: true });
    write(file, value);
    removeUnused(folder, name);
  } catch {
    // A read-only or full disk only costs time: the next process computes it again.
  }
  return value;
}

function read(file: string): unknown {
  let opened: number | undefined;
  try {
    opened = openSync(file, 'r');
    const header = readPart(opened, HEADER_BYTES);
    const content = readPart(opened, header.readUInt32LE(CHECKSUM_BYTES));
    const arrays = readPart(opened, fstatSync(opened).size - HEADER_BYTES - content.length);
    if (crc32(arrays, crc32(content)) !== header.readUInt32LE()) return undefined;
    const value = unpack({ content, arrays });
    // Gives its memory back at once. The arrays are part of the value.
    content.buffer.transfer(0);
    return value;
  } catch {
    return undefined;
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** Reads the next bytes into memory of their own. */
function readPart(file: number, length: number): Buffer<ArrayBuffer> {
  const part = Buffer.allocUnsafeSlow(length);
  if (readSync(file, part) < length) throw new Error('cut short');
  return part;
}

function write(file: string, value: unknown): void {
  const temporary = `${file}.${randomUUID()}`;
  try {
    const { content, arrays } = pack(value);
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32LE(crc32(arrays, crc32(content)));
    header.writeUInt32LE(content.length, CHECKSUM_BYTES);
    writeFileSync(temporary, Buffer.concat([header, content, arrays]));
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** A file begins with the checksum of the rest, and the length of what V8 wrote. */
const CHECKSUM_BYTES = 4;
const HEADER_BYTES = CHECKSUM_BYTES + 4;

/** Typed arrays begin at multiples of this among the others, as the largest of their elements must. */
const ALIGNMENT = 8;

const ARRAY_TYPES = [Uint8Array, Uint16Array, Int32Array, Float32Array, Float64Array] as const;

/** What V8 wrote, and the contents of typed arrays. */
interface Packed {
  readonly content: Buffer<ArrayBuffer>;
  readonly arrays: Buffer<ArrayBuffer>;
}

/** V8's serializer, with the contents of typed arrays apart: V8 would copy them, and their memory would stay twice as large. */
class Packer extends DefaultSerializer {
  readonly arrays: Uint8Array[] = [];
  #end = 0;

  _writeHostObject(view: NodeJS.ArrayBufferView): void {
    const type = ARRAY_TYPES.findIndex((each) => view.constructor === each);
    if (type === -1) throw new TypeError(`${view.constructor.name} could not be cloned.`);
    const padded = new Uint8Array(Math.ceil(view.byteLength / ALIGNMENT) * ALIGNMENT);
    padded.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    this.arrays.push(padded);
    for (const number of [type, this.#end, view.byteLength]) this.writeUint32(number);
    this.#end += padded.length;
  }
}

/** Reads what a `Packer` wrote. Typed arrays are views of the file's bytes. */
class Unpacker extends DefaultDeserializer {
  readonly #arrays: Buffer<ArrayBuffer>;

  constructor({ content, arrays }: Packed) {
    super(content);
    this.#arrays = arrays;
  }

  _readHostObject(): object {
    const [type, start, length] = [this.readUint32(), this.readUint32(), this.readUint32()];
    const { buffer, byteOffset } = this.#arrays;
    const array = ARRAY_TYPES[type]!;
    return new array(buffer, byteOffset + start, length / array.BYTES_PER_ELEMENT);
  }
}

/** Plain data as bytes. Throws for anything else, such as a function. */
export function pack(value: unknown): Packed {
  const packer = new Packer();
  packer.writeHeader();
  packer.writeValue(value);
  return { content: packer.releaseBuffer(), arrays: Buffer.concat(packer.arrays) };
}

/** The value that was packed. Its typed arrays are views of the packed ones. */
export function unpack(packed: Packed): unknown {
  const unpacker = new Unpacker(packed);
  unpacker.readHeader();
  return unpacker.readValue();
}

/** Those used last stay. */
function markUsed(file: string): void {
  try {
    // Not before what was written in the same millisecond, which a Date cuts off.
    const now = new Date(Date.now() + 1);
    utimesSync(file, now, now);
  } catch {
    // On a read-only disk nothing is removed either.
  }
}

/** Removes those unused for longest, and the partial files of processes that were killed while writing. */
function removeUnused(folder: string, name: string): void {
  const files = readdirSync(folder)
    .filter((file) => file.startsWith(`${name}-`))
    .map((file) => ({ path: join(folder, file), usedAt: statSync(join(folder, file)).mtimeMs }))
    .toSorted((a, b) => b.usedAt - a.usedAt);
  for (const { path } of files.slice(MOST_FILES)) rmSync(path, { force: true });
}

/**
 * Hashes the contents and relative paths of files and of everything in folders, but not their dates, which a checkout
 * changes. 200 files take about 10 ms.
 */
export function hashFiles(paths: readonly string[]): string {
  const sum = createHash('sha256');
  for (const [index, path] of paths.entries()) {
    for (const file of filesIn(path)) {
      const content = readFileSync(join(path, file));
      sum.update(`${index} ${file} ${content.length}\n`).update(content);
    }
  }
  return sum.digest('hex');
}

function filesIn(path: string): readonly string[] {
  if (statSync(path).isFile()) return [''];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length))
    .toSorted();
}
