import { createHash, hash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
  if (kept !== undefined) return kept as T;
  const value = await compute();
  try {
    mkdirSync(folder, { recursive: true });
    write(file, value);
    removeOldest(folder, name);
  } catch {
    // A read-only or full disk only costs time: the next process computes it again.
  }
  return value;
}

function read(file: string): unknown {
  try {
    return unpack(readFileSync(file));
  } catch {
    return undefined;
  }
}

function write(file: string, value: unknown): void {
  const temporary = `${file}.${randomUUID()}`;
  try {
    writeFileSync(temporary, pack(value));
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** A file begins with the checksum of the rest, and the length of what V8 wrote. */
const CHECKSUM_BYTES = 4;
const HEADER_BYTES = CHECKSUM_BYTES + 4;

/** Typed arrays begin at multiples of this in a file, as the largest of their elements must. */
const ALIGNMENT = 8;

const ARRAY_TYPES = [Uint8Array, Uint16Array, Int32Array, Float32Array, Float64Array] as const;

const aligned = (length: number): number => Math.ceil(length / ALIGNMENT) * ALIGNMENT;

/** V8's serializer, with the contents of typed arrays apart: V8 would copy those that it cannot align. */
class Packer extends DefaultSerializer {
  readonly arrays: Uint8Array[] = [];
  #end = 0;

  _writeHostObject(view: NodeJS.ArrayBufferView): void {
    const type = ARRAY_TYPES.findIndex((each) => view.constructor === each);
    if (type === -1) throw new TypeError(`${view.constructor.name} could not be cloned.`);
    const padded = new Uint8Array(aligned(view.byteLength));
    padded.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    this.arrays.push(padded);
    for (const number of [type, this.#end, view.byteLength]) this.writeUint32(number);
    this.#end += padded.length;
  }
}

/** Reads what a `Packer` wrote. Typed arrays are views of the file's bytes. */
class Unpacker extends DefaultDeserializer {
  readonly #arrays: Buffer<ArrayBuffer>;

  constructor(content: Buffer, arrays: Buffer<ArrayBuffer>) {
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

/** Writes plain data as bytes, after their checksum. Throws for anything else, such as a function. */
export function pack(value: unknown): Buffer<ArrayBuffer> {
  const packer = new Packer();
  packer.writeHeader();
  packer.writeValue(value);
  const content = packer.releaseBuffer();
  const header = Buffer.alloc(HEADER_BYTES);
  const padding = Buffer.alloc(aligned(content.length) - content.length);
  const packed = Buffer.concat([header, content, padding, ...packer.arrays]);
  packed.writeUInt32LE(content.length, CHECKSUM_BYTES);
  packed.writeUInt32LE(crc32(packed.subarray(CHECKSUM_BYTES)));
  return packed;
}

/** Reads what `pack` wrote, or throws if it is damaged. */
export function unpack(packed: Buffer<ArrayBuffer>): unknown {
  const isWhole = packed.length >= HEADER_BYTES && crc32(packed.subarray(CHECKSUM_BYTES)) === packed.readUInt32LE();
  if (!isWhole) throw new Error('damaged');
  const isAligned = packed.byteOffset % ALIGNMENT === 0;
  const bytes = isAligned ? packed : Buffer.from(new Uint8Array(packed).buffer);
  const end = HEADER_BYTES + bytes.readUInt32LE(CHECKSUM_BYTES);
  const unpacker = new Unpacker(bytes.subarray(HEADER_BYTES, end), bytes.subarray(aligned(end)));
  unpacker.readHeader();
  return unpacker.readValue();
}

/** Also removes the partial files of processes that were killed while writing. */
function removeOldest(folder: string, name: string): void {
  const files = readdirSync(folder)
    .filter((file) => file.startsWith(`${name}-`))
    .map((file) => ({ path: join(folder, file), writtenAt: statSync(join(folder, file)).mtimeMs }))
    .toSorted((a, b) => b.writtenAt - a.writtenAt);
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
