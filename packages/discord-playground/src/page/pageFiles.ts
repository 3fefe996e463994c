import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface PageFile {
  readonly type: string;
  readonly text: string;
}

/** What the browser loads, by path. Nothing else in this folder, or anywhere, can be asked for. */
export function pageFiles(): ReadonlyMap<string, PageFile> {
  const folder = join(import.meta.dirname, 'browser');
  const files = readdirSync(folder).flatMap((name): [string, PageFile][] => {
    const type = TYPES[extname(name)];
    return type === undefined ? [] : [[`/${name}`, { type, text: readFileSync(join(folder, name), 'utf8') }]];
  });
  const byPath = new Map(files);
  byPath.set('/', byPath.get('/index.html')!);
  return byPath;
}
