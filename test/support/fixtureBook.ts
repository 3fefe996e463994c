import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { KnowledgeBook } from '../../src/answers/KnowledgeBook.ts';
import { openBook } from '../../src/answers/openBook.ts';
import { ROOT } from './run.ts';
import { freshFolder } from './stores.ts';

/** A frozen part of the set: correcting a fact of the live set must not turn a test of code red. */
export const FIXTURE_BOOK = join(import.meta.dirname, '../fixtures/book');

/** @param today - `YYYY-MM-DD`. Default: a day on which everything in it has been released. */
export const openFixtureBook = (today = (): string => '2026-11-22'): Promise<KnowledgeBook> =>
  openBook({ folder: FIXTURE_BOOK, today });

/** The root of a copy of this checkout with the frozen set in place of the live one, to be changed and to start programs in. */
export async function fixtureCheckout(): Promise<string> {
  const folder = freshFolder();
  for (const name of ['src', 'package.json']) await cp(join(ROOT, name), join(folder, name), { recursive: true });
  await cp(FIXTURE_BOOK, join(folder, 'knowledge'), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}
