import { createHash, hash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pack, unpack } from './packing.ts';

/** Beside the packages: git ignores it, `npm ci` empties it, and an image that is built with it can run read-only. */
export const CACHE_FOLDER = fileURLToPath(new URL('../../node_modules/.cache/whence', import.meta.url));

/** Some 12 MB each: the live knowledge, the one that tests use, and those of other branches. */
const MOST_FILES = 4;

export interface DiskCacheEntry {
  /** Default: {@link CACHE_FOLDER}. */
  readonly folder?: string;
  /** What is kept, as a file name: `knowledge`. */
  readonly name: string;
  /** Changes with everything that the value depends on, as {@link hashFiles} tells. The version of Node is added. */
  readonly key: string;
}

/**
 * A value that an earlier process computed, or `compute`'s, which is then kept for later ones.
 *
 * Any number of processes may do so at once: each writes a file of its own and moves it into place. A file that is
 * damaged, or was written by another version of Node, counts as none. Where nothing can be written, nothing is kept.
 *
 * @param compute - Its value must be plain data: objects, arrays, maps, sets, typed arrays, strings, numbers.
 */
export async function cachedOnDisk<T>(entry: DiskCacheEntry, compute: () => Promise<T>): Promise<T> {
  const { folder = CACHE_FOLDER, name } = entry;
  const runtime = `${process.version} ${process.arch}`;
  const file = join(folder, `${name}-${hash('sha256', `${entry.key} ${runtime}`).slice(0, 32)}.bin`);
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

/** What a process left behind that was killed while it wrote goes with the rest. */
function removeOldest(folder: string, name: string): void {
  const files = readdirSync(folder)
    .filter((file) => file.startsWith(`${name}-`))
    .map((file) => ({ path: join(folder, file), writtenAt: statSync(join(folder, file)).mtimeMs }))
    .toSorted((a, b) => b.writtenAt - a.writtenAt);
  for (const { path } of files.slice(MOST_FILES)) rmSync(path, { force: true });
}

/**
 * A hash of the contents and relative paths of files. Contents and not dates, because a checkout or a copy changes only
 * the dates. 200 files take some 10 ms.
 *
 * @param paths - Files, and folders with all that is in them.
 * @throws what reading them throws
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
