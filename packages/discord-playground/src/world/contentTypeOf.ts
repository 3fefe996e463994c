import { extname } from 'node:path';

/** Of the files that people and bots are likely to send. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
};

const UNKNOWN = 'application/octet-stream';

/** What kind of file it is: as the sender says, or else by the ending of its name. */
export function contentTypeOf(name: string, said: string = UNKNOWN): string {
  return said === UNKNOWN || said === '' ? (CONTENT_TYPES[extname(name).toLowerCase()] ?? UNKNOWN) : said;
}
