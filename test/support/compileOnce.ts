import { openBook } from '../../src/answers/openBook.ts';

/** Compiles the knowledge before the first test file, if need be: else several would do it at once. */
export async function setup(): Promise<void> {
  await openBook();
}
