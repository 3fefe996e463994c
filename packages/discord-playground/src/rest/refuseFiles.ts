import { tooLong } from '../checks/faults.ts';
import { DiscordError } from '../DiscordError.ts';
import { MAX_FILE_BYTES, MAX_FILES } from '../world/fileLimits.ts';
import type { UploadedFile } from './readBody.ts';
import { refuseInvalid } from './refuseInvalid.ts';

/** @throws DiscordError 40005 when a file is too large, 50035 when there are too many of them. */
export function refuseFiles(files: readonly UploadedFile[]): void {
  if (files.some(({ bytes }) => bytes.length > MAX_FILE_BYTES)) throw new DiscordError('tooLarge');
  if (files.length > MAX_FILES) refuseInvalid([tooLong('attachments', MAX_FILES)]);
}
