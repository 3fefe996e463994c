import { UserError } from '../../UserError.ts';

/**
 * Reads the bytes of a file as text: strictly UTF-8, without a byte order mark, with line ends made `\n`.
 *
 * @throws UserError `file-too-large`, `not-text`
 */
export function decodeText(bytes: Uint8Array, maxBytes: number): string {
  if (bytes.byteLength > maxBytes) {
    throw new UserError(
      'file-too-large',
      `The file has ${inMebibytes(bytes.byteLength)} MB, and at most ${inMebibytes(maxBytes)} MB are read. Split it into several.`,
    );
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text.replaceAll('\r\n', '\n');
  } catch {
    // Said below.
  }
  throw new UserError('not-text', 'The file is not text in UTF-8. Save it as such: in a spreadsheet, as "CSV UTF-8".');
}

const inMebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1).replace(/\.0$/, '');
