import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../UserError.ts';

/** Where the data is: in a file of our own, or with a server. */
export type DatabaseAddress =
  { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string };

/**
 * Reads what `DATABASE_URL` says. What follows an unknown scheme is not repeated in the message: it may hold a password.
 *
 * @example
 * parseDatabaseUrl('data/whence.db'); // { kind: 'sqlite', file: '/home/bot/data/whence.db' }
 * parseDatabaseUrl('postgres://bot@db.example.com/whence'); // { kind: 'postgres', url: … }
 * @throws UserError `bad-database-url`
 */
export function parseDatabaseUrl(text: string): DatabaseAddress {
  const url = text.trim();
  if (/^postgres(ql)?:\/\//i.test(url)) return { kind: 'postgres', url };
  if (/^file:/i.test(url)) return { kind: 'sqlite', file: resolve(pathOf(url)) };
  // One letter before the colon is a drive of Windows.
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1];
  if (scheme) throw bad(`begins with "${scheme}:"`);
  if (url === '' || url === ':memory:') throw bad(`is "${url}"`);
  return { kind: 'sqlite', file: resolve(url) };
}

function pathOf(url: string): string {
  if (!/^file:\/\//i.test(url)) {
    const path = url.slice('file:'.length);
    if (path === '' || path === ':memory:') throw bad(`is "${url}"`);
    return path;
  }
  try {
    return fileURLToPath(url);
  } catch {
    throw bad(`is "${url}"`);
  }
}

function bad(what: string): UserError {
  return new UserError(
    'bad-database-url',
    `DATABASE_URL ${what} but must be a path such as data/whence.db, file:PATH, or ` +
      'postgres://USER:PASSWORD@HOST/DATABASE. Change it in .env or the environment.',
  );
}
