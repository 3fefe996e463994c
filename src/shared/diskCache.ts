import { createHash, hash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';

/** Beside the packages: git ignores it, `npm ci` empties it, and an image that contains it can run read-only. */
const CACHE_FOLDER = fileURLToPath(new URL('../../node_modules/.cache/whence', import.meta.url));

/** About 12 MB each: the live knowledge, the one for tests, and those of other branches. */
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

const CHECKSUM_BYTES = 4;

/** Writes plain data as bytes, after their checksum. Throws for anything else, such as a function. */
export function pack(value: unknown): Buffer {
  const content = serialize(value);
  const checksum = Buffer.alloc(CHECKSUM_BYTES);
  checksum.writeUInt32LE(crc32(content));
  return Buffer.concat([checksum, content]);
}

/** Reads what `pack` wrote, or throws if it is damaged. */
export function unpack(packed: Buffer): unknown {
  const content = packed.subarray(CHECKSUM_BYTES);
  if (packed.length < CHECKSUM_BYTES || crc32(content) !== packed.readUInt32LE()) throw new Error('damaged');
  return deserialize(content);
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
