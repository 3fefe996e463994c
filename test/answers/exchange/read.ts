import { readAnswersFiles } from '../../../src/answers/exchange/readAnswersFile.ts';
import type { AnswersFile } from '../../../src/answers/exchange/entries.ts';

/** Reads a file as it would be attached. */
export const read = (name: string, text: string | Uint8Array, map = ''): AnswersFile =>
  readAnswersFiles([{ bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text, name }], { map });
