import { join } from 'node:path';
import type { KnowledgeBook } from '../../src/answers/KnowledgeBook.ts';
import { openBook } from '../../src/answers/openBook.ts';

/** A frozen part of the set: correcting a fact of the live set must not turn a test of code red. */
export const FIXTURE_BOOK = join(import.meta.dirname, '../fixtures/book');

/** @param today - `YYYY-MM-DD`. Default: a day on which everything in it has been released. */
export const openFixtureBook = (today = (): string => '2026-11-22'): Promise<KnowledgeBook> =>
  openBook({ folder: FIXTURE_BOOK, today });
