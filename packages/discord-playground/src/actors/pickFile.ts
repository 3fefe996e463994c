import { extname } from 'node:path';
import { contentTypeOf } from '../world/contentTypeOf.ts';
import { MAX_FILE_BYTES } from '../world/fileLimits.ts';
import type { FileContents } from '../world/storeFile.ts';
import type { PickedFile } from './OptionValue.ts';

const MEBIBYTE = 1_024 * 1_024;

/**
 * A picked file as it is uploaded.
 *
 * @param types - What the option takes: endings like `.json`, or `image`, `video`, `audio`. Empty: everything. Source: reference#file-type-filtering.
 * @throws Error when the client would not upload it: too large, empty, of another type.
 */
export function contentsOf({ name, contentType, data }: PickedFile, types: readonly string[]): FileContents {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const ending = extname(name).toLowerCase();
  const type = contentTypeOf(name, contentType);
  if (bytes.length === 0) throw new Error(`"${name}" is empty. Choose another file.`);
  if (bytes.length > MAX_FILE_BYTES) {
    const size = (bytes.length / MEBIBYTE).toFixed(1);
    throw new Error(`"${name}" has ${size} MiB. Choose a file of at most ${MAX_FILE_BYTES / MEBIBYTE} MiB.`);
  }
  const isWanted = types.length === 0 || types.some((each) => each === ending || type.startsWith(`${each}/`));
  if (!isWanted) throw new Error(`"${name}" is not among the types ${types.join(', ')}.`);
  return { name, contentType: type, bytes };
}
